import { type BlockingRules, blocks } from '../findings/exit-code';
import type { Finding, Verdict } from '../findings/finding';

/** What became of a host. `brokenOff`: what was read before the connection ended is judged, the rest is unknown. */
export type HostStatus = 'audited' | 'brokenOff' | 'unreachable';

/** A host in the file of findings; `audit.schema.json` describes it. */
export interface HostResult {
  readonly name: string;
  readonly address: string;
  readonly role: string;
  readonly status: HostStatus;
  /** Why it was not reached, or not to its end. */
  readonly why?: string;
  /** When the collector was started, RFC 3339 in UTC; not there of a host that was not reached. */
  readonly collectedAt?: string;
  /** How long it took, in seconds. */
  readonly seconds?: number;
  /** How many requirements of each verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** How many of the violated ones an exception excuses; left out when none is. */
  readonly excused?: number;
  /** Ids of the requirements that it meets; the others are findings. Not there of a host that was not reached. */
  readonly compliant?: readonly string[];
  readonly blocking: number;
  /** Of a host that was not reached, or not to its end: the facts of an earlier visit that still lie there, and when that began. */
  readonly olderFacts?: { readonly file: string; readonly collectedAt?: string };
}

export const noCounts: HostResult['counts'] = {
  compliant: 0,
  violated: 0,
  undetermined: 0,
  notApplicable: 0,
};

export function countsOf(findings: readonly Finding[]): HostResult['counts'] {
  const counts = { ...noCounts } as Record<Verdict, number>;
  for (const { verdict } of findings) counts[verdict] += 1;
  return counts;
}

/** What of a host's findings is kept: what is compliant is counted only. */
export function told(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ verdict }) => verdict === 'violated' || verdict === 'undetermined');
}

export function blockingIn(findings: readonly Finding[], rules: BlockingRules): number {
  return findings.filter((finding) => blocks(finding, rules)).length;
}

/** The whole of the file but for the findings, which are many. */
export interface AuditSummary {
  readonly version: 1;
  /** `incomplete`: nothing blocks, and not every host was read to its end. */
  readonly verdict: 'ok' | 'blocked' | 'incomplete';
  /** Whether the audit was interrupted: hosts that are not there were not begun. */
  readonly interrupted?: true;
  readonly shard?: { readonly index: number; readonly of: number };
  readonly hosts: readonly HostResult[];
}

export function summaryOf(
  hosts: readonly HostResult[],
  more: Pick<AuditSummary, 'interrupted' | 'shard'>,
): AuditSummary {
  const isIncomplete = more.interrupted === true || hosts.some(({ status }) => status !== 'audited');
  const verdict = hosts.some(({ blocking }) => blocking > 0) ? 'blocked' : isIncomplete ? 'incomplete' : 'ok';
  return { version: 1, verdict, ...more, hosts };
}
