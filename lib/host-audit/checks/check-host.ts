import type { EnvironmentBaseline } from '../../baseline/baseline';
import { applicable, type RequirementKind, requirementKinds } from '../../baseline/host-requirements';
import type { HostRequirement } from '../../baseline/types.generated';
import type { Finding } from '../../findings/finding';
import { bugIn } from '../facts/bug';
import { fixOf } from './fix';
import type { CheckedHost } from './host';
import { checkAuditRule } from './kinds/audit-rule';
import { checkKernel } from './kinds/kernel';
import { checkModule } from './kinds/module';
import { checkPackage } from './kinds/package';
import { checkPath } from './kinds/path';
import { checkSetting } from './kinds/setting';
import { checkSshd } from './kinds/sshd';
import { checkUnit } from './kinds/unit';
import { type Outcome, undetermined } from './outcome';
import { stateChecks } from './states';

type KindCheck<K extends RequirementKind> = (
  asked: NonNullable<HostRequirement[K]>,
  host: CheckedHost,
) => Outcome;

const kindChecks: { readonly [K in RequirementKind]?: KindCheck<K> } = {
  auditRule: checkAuditRule,
  kernel: checkKernel,
  module: checkModule,
  package: checkPackage,
  path: checkPath,
  sshd: checkSshd,
  setting: checkSetting,
  state: (state, host) =>
    stateChecks[state.is]?.(state, host) ?? undetermined(`no check is named ${state.is}`),
  unit: checkUnit,
};

/** Promises that name an area of host requirements, by the area. */
export type PromisesByArea = ReadonlyMap<string, readonly string[]>;

/** One finding for each requirement that applies to the host, in the order of the baseline. */
export function checkHost(name: string, host: CheckedHost, promises: PromisesByArea): Finding[] {
  return areasOf(host.baseline).flatMap(([area, requirements]) =>
    requirements
      .filter((requirement) => applicable(requirement, host))
      .map((requirement) => toFinding(name, requirement, promises.get(area) ?? [], host)),
  );
}

function areasOf({ hostAreas }: EnvironmentBaseline): [string, readonly HostRequirement[]][] {
  return Object.entries(hostAreas).map(([area, { requirements }]) => [area, requirements]);
}

function outcomeOf(kind: RequirementKind, requirement: HostRequirement, host: CheckedHost): Outcome {
  const check = kindChecks[kind] as KindCheck<typeof kind> | undefined;
  try {
    return check?.(requirement[kind] as never, host) ?? undetermined(`${kind} is not checked`);
  } catch (error) {
    return undetermined(bugIn(`checking ${requirement.id}`, error));
  }
}

function toFinding(
  name: string,
  requirement: HostRequirement,
  controls: readonly string[],
  host: CheckedHost,
): Finding {
  const { id, severity, title } = requirement;
  const kind = requirementKinds.find((candidate) => requirement[candidate] !== undefined);
  if (kind === undefined) throw new RangeError(`the requirement ${id} says nothing that could be checked`);
  const outcome = outcomeOf(kind, requirement, host);
  const { verdict } = outcome;
  const base = {
    verdict,
    controls,
    source: { kind: 'check', id },
    severity,
    enforcement: 'mandatory',
    subject: { kind: 'host', id: name },
  } as const;
  if (verdict === 'compliant') return outcome.found === undefined ? base : { ...base, found: outcome.found };
  if (verdict !== 'violated') return { ...base, expected: title.en, found: outcome.found };
  const { expected = title.en, found, at } = outcome;
  const { fix = fixOf(kind, requirement, host) } = outcome;
  return { ...base, expected, found, ...(at !== undefined && { at }), fix };
}
