import type { Baseline } from './baseline';
import type { HostRequirement } from './types.generated';

/** The keys of a requirement of which it has exactly one: how it is set, how it is checked and what is expected. */
export const requirementKinds = [
  'sshd',
  'kernel',
  'module',
  'package',
  'unit',
  'setting',
  'path',
  'auditRule',
  'state',
] as const satisfies readonly (keyof HostRequirement)[];

export type RequirementKind = (typeof requirementKinds)[number];

/** The machine that requirements are asked for. */
export interface RequirementScope {
  /** Role of the network baseline. */
  readonly role: string;
  /** Whether the machine is one of Azure. */
  readonly onAzure: boolean;
  /** Whether yosai sets the machine up; it does when left out. */
  readonly managed?: boolean;
  /** Major release of Debian; what depends on one is left out when it is not known. */
  readonly release?: number;
}

/** The requirements of such a machine, in the order of areas and of their files. */
export function requirementsFor(areas: Baseline['hostAreas'], scope: RequirementScope): HostRequirement[] {
  return Object.values(areas)
    .flatMap(({ requirements }) => requirements)
    .filter((requirement) => applicable(requirement, scope));
}

/** What a kind says of every one of them that has it. */
export function requirementsOf<K extends RequirementKind>(
  areas: Baseline['hostAreas'],
  kind: K,
  scope: RequirementScope,
): NonNullable<HostRequirement[K]>[] {
  return requirementsFor(areas, scope).flatMap((requirement) => requirement[kind] ?? []);
}

/** Whether a requirement is one of such a machine. */
export function applicable(
  { roles, releases, onlyOn, onlyManaged }: HostRequirement,
  scope: RequirementScope,
): boolean {
  return (
    (roles?.includes(scope.role) ?? true) &&
    (releases?.some((release) => release === scope.release) ?? true) &&
    (onlyOn === undefined || scope.onAzure) &&
    (onlyManaged === undefined || scope.managed !== false)
  );
}
