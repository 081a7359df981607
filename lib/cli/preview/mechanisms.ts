import type { Mechanism, Shown } from '../../findings/coverage';
import type { Finding } from '../../findings/finding';
import type { PolicyTally } from '../../preview/analysis';
import type { Plan } from '../../preview/plan';
import { contractPolicy } from '../../reachability/contract';

export interface CoverageInput {
  readonly plan: Plan;
  readonly tallies: ReadonlyMap<string, PolicyTally>;
  readonly findings: readonly Finding[];
  /** Ids of the claims of which the plan's stack shows something; empty where no policy has judged them. */
  readonly claims: readonly string[];
}

/**
 * What a preview shows of a mechanism: components by their presence in the plan, policies by their verdicts, and claims
 * by those of the policy that judges them for one stack. That other stacks keep them is for `yosai prove` to show.
 */
export function shownBy(input: CoverageInput): (mechanism: Mechanism) => Shown {
  const classes = new Set(
    input.plan.resources.filter(({ custom }) => !custom).map(({ type }) => className(type)),
  );
  const verdicts = new Map<string, Shown>();
  for (const { source, verdict } of input.findings) {
    const worse = verdict === 'violated' || verdicts.get(source.id) === undefined;
    if (worse && (verdict === 'violated' || verdict === 'undetermined')) verdicts.set(source.id, verdict);
  }
  return ({ by, ref }) => {
    if (by === 'build') return classes.has(pascalCase(ref)) ? 'compliant' : 'notShown';
    if (by === 'proof') return claimShown(ref, input);
    if (by !== 'policy') return 'notShown';
    const found = verdicts.get(ref);
    if (found !== undefined) return found;
    return (input.tallies.get(ref)?.compliant ?? 0) > 0 ? 'compliant' : 'notShown';
  };
}

function claimShown(claim: string, { claims, findings, tallies }: CoverageInput): Shown {
  const verdicts = findings
    .filter(({ source, claims: told = [] }) => source.id === contractPolicy && told.includes(claim))
    .map(({ verdict }) => verdict);
  if (verdicts.includes('violated')) return 'violated';
  if (verdicts.includes('undetermined')) return 'undetermined';
  const tally = tallies.get(contractPolicy);
  const wasAsked = tally !== undefined && tally.compliant + tally.reported > 0;
  return wasAsked && claims.includes(claim) ? 'compliant' : 'notShown';
}

function className(type: string): string {
  return type.split(':').at(-1) ?? '';
}

function pascalCase(name: string): string {
  return name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}
