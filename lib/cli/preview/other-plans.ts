import type { Finding } from '../../findings/finding';
import type { Plan } from '../../preview/plan';
import type { OtherPlans } from '../../preview/stack-outputs';
import { stalenessOf } from '../staleness';

/**
 * What was answered by a plan of another stack that was made from something else: what the policies say of the answers
 * is then of no state that ever was.
 */
export function judgeOtherPlans(
  { project, stack, provenance }: Pick<Plan, 'project' | 'stack' | 'provenance'>,
  others: OtherPlans['provenances'],
): Finding[] {
  const name = `${project}/${stack}`;
  const now = Date.parse(provenance.madeAt);
  return others.flatMap(({ file, stack: other, provenance: from }) =>
    stalenessOf(
      [
        { name, provenance },
        { name: other, provenance: from },
      ],
      { now },
    ).map((reason) => ({
      verdict: 'undetermined' as const,
      controls: [],
      source: { kind: 'engine' as const, id: 'plans-fit-together' },
      severity: 'high' as const,
      enforcement: 'mandatory' as const,
      subject: { kind: 'stack' as const, id: other },
      message: `${reason}. Make ${file} anew with \`yosai preview\``,
    })),
  );
}
