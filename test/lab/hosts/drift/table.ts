import type { EnvironmentBaseline } from '../../../../lib/baseline/baseline';
import { type RequirementScope, requirementsFor } from '../../../../lib/baseline/host-requirements';
import { fromKind } from './from-kinds';
import type { Loosening } from './loosening';
import { cannotLoosen, stateLoosenings } from './states';

export interface DriftTable {
  readonly loosenings: readonly Loosening[];
  /** Requirements for which there is neither a loosening nor a reason why not. */
  readonly missing: readonly string[];
}

/** A loosening for every requirement of such a machine. */
export function driftTable(baseline: EnvironmentBaseline, scope: RequirementScope): DriftTable {
  const requirements = requirementsFor(baseline.hostAreas, scope).filter(
    ({ id }) => !Object.hasOwn(cannotLoosen, id),
  );
  const written = new Map(stateLoosenings.map((loosening) => [loosening.requirement, loosening]));
  const found = requirements.map(
    (requirement) => written.get(requirement.id) ?? fromKind(requirement, baseline),
  );
  return {
    loosenings: found.flatMap((loosening) => loosening ?? []),
    missing: requirements.filter((_, index) => found[index] === undefined).map(({ id }) => id),
  };
}
