import type { EnvironmentBaseline } from '../../baseline/baseline';
import type { Facts } from '../facts/readers';

/** A host with everything that its checks may ask. */
export interface CheckedHost {
  readonly facts: Facts;
  readonly baseline: EnvironmentBaseline;
  /** Role of the network baseline. */
  readonly role: string;
  /** Whether the machine is one of Azure. */
  readonly onAzure: boolean;
  /** Whether yosai set the machine up, so that its updater is there. */
  readonly managed: boolean;
  /** Account by which the facts were collected. */
  readonly account: string;
  /** Major release of Debian, such as 12; not there when it is not known. */
  readonly release?: number;
  /** Slot of the tenant in the address plan; without one, addresses of rules are not compared. */
  readonly tenantSlot?: number;
  /** When the facts were collected, in milliseconds since 1970-01-01 UTC, by the auditor's clock. */
  readonly collectedAt: number;
}

/**
 * Accounts by which the auditor comes. A machine that others set up has none of the baseline's: there it is the account
 * that came.
 */
export function auditorsOf({ baseline, managed, account }: CheckedHost): string[] {
  return [...new Set([baseline.hosts.auditAccount, ...(managed ? [] : [account])])];
}
