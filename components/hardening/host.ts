import type { EnvironmentBaseline } from '../../lib/baseline/baseline';

/** A file that the document writes. */
export interface HostFile {
  readonly path: string;
  readonly mode: '0440' | '0600' | '0640' | '0644' | '0755';
  readonly content: string;
}

/** The machine that a document is for. */
export interface HardenedHost {
  readonly baseline: EnvironmentBaseline;
  readonly tenantSlot: number;
  /** Role of the machine in the network baseline. */
  readonly role: string;
  readonly hostName: string;
  /** Names that the machine must reach by private endpoint, with their addresses. */
  readonly privateNames: readonly { readonly name: string; readonly address: string }[];
  /** Public key by which later bundles are signed, PEM; left out, the machine takes unsigned ones. */
  readonly bundleKey?: string;
  /** Public key of the auditor, in OpenSSH form on one line; left out, nobody logs in as the audit account. */
  readonly auditKey?: string;
  /** Where a machine behind the gateway finds the tenant's certificate, and the Azure id of the identity that may read it. */
  readonly certificate?: { readonly secretUri: string; readonly identityId: string };
}
