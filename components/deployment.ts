import type { EnvironmentBaseline } from '../lib/baseline/baseline';

/** What every resource of one deployment has in common. The stack program makes it once; components only read. */
export interface Deployment {
  /** Name of the environment: lower-case letters and digits, ten at most; part of every derived name. */
  readonly environment: string;
  /** Region of every resource that has one. */
  readonly location: string;
  /** The Azure subscription that holds the deployment. */
  readonly subscriptionId: string;
  /** The Entra directory whose identities may hold rights. */
  readonly directoryId: string;
  /** When keys and secrets written now expire, in seconds since 1970-01-01 UTC. */
  readonly vaultItemsExpireAt: number;
  /** Whether the engine refuses to delete what holds data. */
  readonly protectData: boolean;
  readonly baseline: EnvironmentBaseline;
  /** Public key of the auditor, in OpenSSH form on one line; left out, nobody audits the machines. */
  readonly auditKey?: string;
}
