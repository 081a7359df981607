import type { BlockingRules } from '../../findings/exit-code';
import type { Finding } from '../../findings/finding';
import { compareFindings } from '../../findings/order';
import { blockingIn, countsOf, type HostResult, noCounts, told } from '../../host-audit/audit-result';
import { checkHost } from '../../host-audit/checks/check-host';
import { releaseOf } from '../../host-audit/checks/release';
import { type Collectable, collectHost, type Outcome } from '../../host-audit/facts/collect-host';
import { stillKnown } from '../../host-audit/facts/command-digest';
import type { FactsDocument } from '../../host-audit/facts/document';
import type { KeptDocument } from '../../host-audit/facts/read-document';
import type { Judgement } from './input';

/** A host with what is to be told of it. */
export interface Judged {
  readonly result: HostResult;
  /** What is violated and what could not be decided. */
  readonly findings: readonly Finding[];
  /** What is to tell of exceptions. */
  readonly notes: readonly Finding[];
  /** What was collected and is to be kept. */
  readonly document?: FactsDocument;
}

/** How long one machine on the way may take to let the auditor in, in milliseconds. */
const patienceMs = 20_000;

/** Collects the facts of one host. */
export function visit(
  host: Collectable,
  { commands, algorithms }: Judgement,
  { seconds, version, signal }: { seconds: number; version: string; signal: AbortSignal },
): Promise<Outcome> {
  const limitMs = seconds * 1000;
  return collectHost(host, { commands, algorithms, limitMs, patienceMs, by: version, signal });
}

/** What came of a visit. */
export function judgeOutcome(
  { way: { target }, is }: Collectable,
  outcome: Outcome,
  judgement: Judgement,
  rules: BlockingRules,
): Judged {
  if ('document' in outcome) {
    const { document } = outcome;
    return { ...judge(document, document.facts, judgement, rules), document };
  }
  const { name, address } = target;
  const why = outcome.unreachable;
  const result = {
    name,
    address,
    role: is.role,
    status: 'unreachable',
    why,
    counts: noCounts,
    blocking: 0,
  } as const;
  return { result, findings: [], notes: [] };
}

/** What was kept of an earlier visit, judged by the baseline of today. */
export function judgeKept(document: KeptDocument, judgement: Judgement, rules: BlockingRules): Judged {
  const facts = stillKnown(document.facts, document.collected.commands, judgement.commands);
  return judge(document, facts, judgement, rules);
}

function judge(
  { host, collected }: Pick<FactsDocument, 'host' | 'collected'>,
  facts: FactsDocument['facts'],
  { baseline, promises, exceptions }: Judgement,
  rules: BlockingRules,
): Judged {
  const { name, address, account, role, onAzure, managed = true, tenantSlot } = host;
  const release = host.release ?? releaseOf(facts);
  const checked = {
    facts,
    baseline,
    role,
    account,
    onAzure,
    managed,
    ...(release !== undefined && { release }),
    ...(tenantSlot !== undefined && { tenantSlot }),
    collectedAt: Date.parse(collected.at),
  };
  const { at: collectedAt, seconds, brokenOff } = collected;
  const all = checkHost(name, checked, promises).sort(compareFindings);
  const { findings, excused, notes } = exceptions.apply(name, all, brokenOff === undefined);
  return {
    result: {
      name,
      address,
      role,
      status: brokenOff === undefined ? 'audited' : 'brokenOff',
      ...(brokenOff !== undefined && { why: brokenOff }),
      collectedAt,
      seconds,
      counts: countsOf(findings),
      ...(excused > 0 && { excused }),
      compliant: findings.filter(({ verdict }) => verdict === 'compliant').map(({ source }) => source.id),
      blocking: blockingIn(findings, rules),
    },
    findings: told(findings),
    notes,
  };
}
