import type { Coverage } from '../findings/coverage';
import { type BlockingRules, blocks } from '../findings/exit-code';
import type { Finding } from '../findings/finding';
import type { PolicyTally } from '../preview/analysis';
import type { PreviewResult } from '../preview/preview';

/** Version of the file's shape; `lib/findings/findings.schema.json` describes it. */
export const findingsVersion = 1;

/** `findings.json`: what the policies said of a plan. */
export interface FindingsFile {
  readonly version: typeof findingsVersion;
  readonly project: string;
  readonly stack: string;
  readonly verdict: 'ok' | 'blocked';
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
}

export function findingsFile({ result, findings, coverage, rules }: FindingsInput): FindingsFile {
  const { plan, packs, analysis } = result;
  return {
    version: findingsVersion,
    project: plan.project,
    stack: plan.stack,
    verdict: findings.some((finding) => blocks(finding, rules)) ? 'blocked' : 'ok',
    packs: packs.map(({ name, version }) => ({ name, version })),
    policies: analysis.tallies,
    findings,
    remediations: analysis.remediations,
    ...(coverage === undefined ? {} : { coverage }),
  };
}
