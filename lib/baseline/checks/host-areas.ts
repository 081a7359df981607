import { requirementKinds } from '../host-requirements';
import type { Mistake } from '../mistake';
import { nearest } from '../nearest';
import { show } from '../show';
import type {
  Control,
  HostArea,
  HostRequirement,
  HostsBaseline,
  NetworkBaseline,
  VirtualMachinesBaseline,
} from '../types.generated';
import type { Valid } from '../validate';
import { elsewhere, unknown } from './common';

/** One file of requirements. */
export interface HostAreaFile {
  readonly name: string;
  readonly area: Valid<HostArea>;
}

interface Others {
  readonly hosts?: Valid<HostsBaseline>;
  readonly network?: Valid<NetworkBaseline>;
  readonly virtualMachines?: Valid<VirtualMachinesBaseline>;
}

/**
 * Checks that each requirement says exactly once how it is set and checked, that no two have an id or a subject in
 * common, and that what they name exists elsewhere in the baseline.
 */
export function checkHostAreas(files: readonly HostAreaFile[], others: Others): Mistake[] {
  const ids = new Map<string, string>();
  const subjects = new Map<string, string>();
  return files.flatMap(({ area: { document, value } }) =>
    value.requirements.flatMap((requirement, index) => {
      const path = ['requirements', index];
      const place = elsewhere(document, path);
      const subject = subjectOf(requirement);
      return [
        ...taken(ids, requirement.id, place).map((holder) =>
          document.mistake(
            [...path, 'id'],
            `the requirement ${show(requirement.id)} is already at ${holder}`,
          ),
        ),
        ...(subject === undefined ? [] : taken(subjects, requirement.auditRule ?? subject, place)).map(
          (holder) => document.mistake(path, `${subject} is already required at ${holder}`),
        ),
        ...oneKind(requirement).map((text) => document.mistake(path, text)),
        ...unknownNames(document, path, requirement, others),
        ...contradictions(document, path, requirement, others),
      ];
    }),
  );
}

/**
 * Checks that every area which a promise names has a file, and that every area keeps a promise. One that is called
 * planned may be there: its requirements are stated before anything looks at hosts.
 */
export function checkAreaPromises(
  controls: readonly Valid<Control>[],
  files: readonly HostAreaFile[],
  allControlsRead: boolean,
): Mistake[] {
  const names = files.map(({ name }) => name);
  const named = controls.flatMap(({ document, value }) =>
    value.promises.flatMap(({ keptBy }, index) =>
      keptBy.flatMap(({ by, ref, status }, place) =>
        by === 'host' ? [{ document, ref, status, path: ['promises', index, 'keptBy', place, 'ref'] }] : [],
      ),
    ),
  );
  const missing = named
    .filter(({ ref, status }) => status === undefined && !names.includes(ref))
    .map(({ document, ref, path }) =>
      document.mistake(path, `there is no area ${show(ref)} of hosts`, nearest(ref, names)),
    );
  if (!allControlsRead) return missing;
  const idle = files
    .filter(({ name }) => !named.some(({ ref }) => ref === name))
    .map(({ area }) => area.document.mistake(['title'], 'keeps no promise: no control names this area'));
  return [...missing, ...idle];
}

/** Where the key was seen before; empty the first time. */
function taken(seen: Map<string, string>, key: string, place: string): string[] {
  const holder = seen.get(key);
  if (holder === undefined) seen.set(key, place);
  return holder === undefined ? [] : [holder];
}

/** What two requirements must not both speak of. */
function subjectOf({
  sshd,
  kernel,
  module,
  package: debian,
  unit,
  setting,
  path,
  auditRule,
}: HostRequirement) {
  if (sshd) return `sshd's ${sshd.keyword}`;
  if (kernel) return `the kernel setting ${kernel.key}`;
  if (module !== undefined) return `the module ${module}`;
  if (debian) return `the package ${debian.name}`;
  if (unit) return `the unit ${unit.name}`;
  if (setting) return `${setting.key} of ${setting.file}`;
  if (path) return `the path ${path.path}`;
  return auditRule === undefined ? undefined : `the rule ${show(auditRule)}`;
}

function oneKind(requirement: HostRequirement): string[] {
  const kinds = requirementKinds.filter((kind) => requirement[kind] !== undefined);
  if (kinds.length === 1) return [];
  const said = kinds.length === 0 ? 'none' : kinds.join(' and ');
  return [`${show(requirement.id)} says ${said} of ${requirementKinds.join(', ')}; exactly one is expected`];
}

function unknownNames(
  document: Valid<HostArea>['document'],
  path: readonly (string | number)[],
  { roles = [], setting }: HostRequirement,
  { hosts, network }: Others,
): Mistake[] {
  const known = network && Object.keys(network.value.machineRoles);
  return [
    ...(known === undefined
      ? []
      : roles.flatMap((role, index) =>
          unknown(document, [...path, 'roles', index], 'machine role', role, known),
        )),
    ...(hosts === undefined || setting === undefined
      ? []
      : unknown(
          document,
          [...path, 'setting', 'file'],
          'file under settingFiles',
          setting.file,
          Object.keys(hosts.value.settingFiles),
        )),
  ];
}

/** Options of sshd that say the same as another part of the baseline, which decides for Azure. */
function contradictions(
  document: Valid<HostArea>['document'],
  path: readonly (string | number)[],
  { sshd }: HostRequirement,
  { virtualMachines }: Others,
): Mistake[] {
  if (sshd === undefined || virtualMachines === undefined) return [];
  if (sshd.keyword !== 'PasswordAuthentication') return [];
  const expected = virtualMachines.value.security.passwordLogin ? 'yes' : 'no';
  if (sshd.value === expected) return [];
  const place = elsewhere(virtualMachines.document, ['security', 'passwordLogin']);
  return [
    document.mistake([...path, 'sshd', 'value'], `${show(sshd.value)} contradicts passwordLogin at ${place}`),
  ];
}
