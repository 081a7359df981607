import type { Coverage } from '../../findings/coverage';
import { type BlockingRules, blocks } from '../../findings/exit-code';
import type { Finding } from '../../findings/finding';
import type { PolicyTally } from '../../preview/analysis';
import type { PreviewResult } from '../../preview/preview';

/** Version of the file's shape; `lib/findings/findings.schema.json` describes it. */
export const findingsVersion = 1;

/** `findings.json`: what the policies said of a plan. */
export interface FindingsFile {
  readonly version: typeof findingsVersion;
  readonly project: string;
  readonly stack: string;
  /** `notJudged`: no policy of any pack was asked. */
  readonly verdict: 'ok' | 'blocked' | 'notJudged';
  readonly packs: readonly { readonly name: string; readonly version: string }[];
  /** Per policy, how many subjects it found compliant or had nothing to do with. */
  readonly policies: readonly PolicyTally[];
  /** Violations and what could not be decided, in the order of the sections. */
  readonly findings: readonly Finding[];
  readonly remediations: PreviewResult['analysis']['remediations'];
  readonly coverage?: Coverage;
}

export interface FindingsInput {
  readonly result: PreviewResult;
  readonly findings: readonly Finding[];
  readonly coverage: Coverage | undefined;
  readonly rules: BlockingRules;
  readonly judged: boolean;
}

export function findingsFile({ result, findings, coverage, rules, judged }: FindingsInput): FindingsFile {
  const { plan, packs, analysis } = result;
  return {
    version: findingsVersion,
    project: plan.project,
    stack: plan.stack,
    verdict: verdictOf(findings, rules, judged),
    packs: packs.map(({ name, version }) => ({ name, version })),
    policies: analysis.tallies,
    findings,
    remediations: analysis.remediations,
    ...(coverage === undefined ? {} : { coverage }),
  };
}

function verdictOf(
  findings: readonly Finding[],
  rules: BlockingRules,
  judged: boolean,
): FindingsFile['verdict'] {
  if (!judged) return 'notJudged';
  return findings.some((finding) => blocks(finding, rules)) ? 'blocked' : 'ok';
}
