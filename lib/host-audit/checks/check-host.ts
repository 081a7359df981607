import type { EnvironmentBaseline } from '../../baseline/baseline';
import { applicable, type RequirementKind, requirementKinds } from '../../baseline/host-requirements';
import type { HostRequirement } from '../../baseline/types.generated';
import type { Finding } from '../../findings/finding';
import type { CheckedHost } from './host';
import { checkAuditRule } from './kinds/audit-rule';
import { checkKernel } from './kinds/kernel';
import { checkModule } from './kinds/module';
import { checkPackage } from './kinds/package';
import { checkPath } from './kinds/path';
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
      .map((requirement) =>
        toFinding(name, requirement, promises.get(area) ?? [], outcomeOf(requirement, host)),
      ),
  );
}

function areasOf({ hostAreas }: EnvironmentBaseline): [string, readonly HostRequirement[]][] {
  return Object.entries(hostAreas).map(([area, { requirements }]) => [area, requirements]);
}

function outcomeOf(requirement: HostRequirement, host: CheckedHost): Outcome {
  for (const kind of requirementKinds) {
    const asked = requirement[kind];
    if (asked === undefined) continue;
    const check = kindChecks[kind] as KindCheck<typeof kind> | undefined;
    return check?.(asked as never, host) ?? undetermined(`${kind} is not checked`);
  }
  return undetermined('the requirement says nothing that could be checked');
}

function toFinding(
  host: string,
  { id, severity, title }: HostRequirement,
  controls: readonly string[],
  outcome: Outcome,
): Finding {
  const { verdict } = outcome;
  const base = {
    verdict,
    controls,
    source: { kind: 'check', id },
    severity,
    enforcement: 'mandatory',
    subject: { kind: 'host', id: host },
  } as const;
  if (verdict === 'compliant') return base;
  if (verdict !== 'violated') return { ...base, expected: title.en, found: outcome.found };
  const { expected = title.en, found, at } = outcome;
  return { ...base, expected, found, ...(at !== undefined && { at }), fix: title.en };
}
