import type { Finding } from '../../findings/finding';
import type { Catalogue } from '../catalogue';
import type { JudgingPack } from './judges';

/** What findings of one policy have in common. */
export type PolicySays = Pick<Finding, 'controls' | 'source' | 'severity' | 'enforcement' | 'fix'>;

/**
 * What is found here for a policy, because the engine shows it to us and to no pack, carries that policy's promises,
 * severity, enforcement and fix. `undefined` where no pack has the policy, or it is switched off: then nothing is found.
 */
export function inNameOf(
  policy: string,
  packs: readonly JudgingPack[],
  { promises, policies }: Pick<Catalogue, 'promises' | 'policies'>,
): PolicySays | undefined {
  const pack = packs.find((candidate) => candidate.policies.some(({ name }) => name === policy));
  const words = policies[policy];
  const level = pack?.enforcement(policy);
  if (pack === undefined || words === undefined || level === undefined || level === 'disabled') {
    return undefined;
  }
  const controls = promises
    .filter(({ keptBy }) =>
      keptBy.some(({ by, ref, status }) => by === 'policy' && ref === policy && status !== 'planned'),
    )
    .map(({ id }) => id);
  return {
    controls,
    source: { kind: 'policy', id: policy, pack: `${pack.name}@${pack.version}` },
    severity: words.severity,
    enforcement: level === 'remediate' ? 'mandatory' : level,
    fix: words.fix.en,
  };
}
