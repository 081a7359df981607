import { fold } from '../fold';
import { parseRange } from '../ipv4';
import type { Mistake } from '../mistake';
import { show } from '../show';
import type {
  AccessBaseline,
  DataStoresBaseline,
  HostsBaseline,
  NetworkBaseline,
  RegionsBaseline,
  SecretsBaseline,
  TagsBaseline,
  VirtualMachinesBaseline,
} from '../types.generated';
import type { Valid } from '../validate';
import { elsewhere, impossibleDate, notLess, repeated, unknown } from './common';

/** Checks that the primary region is admitted, and that names and pairs agree. */
export function checkRegions({ document, value: { primary, admitted } }: Valid<RegionsBaseline>): Mistake[] {
  const names = admitted.map(({ name }) => name);
  return [
    ...unknown(document, ['primary'], 'admitted region', primary, names),
    ...repeated(
      document,
      'the region',
      admitted.map(({ name }, index) => ({ key: name, path: ['admitted', index, 'name'] })),
    ),
    ...admitted.flatMap(({ name, displayName, pairedWith }, index) => [
      ...(fold(displayName) === name
        ? []
        : [
            document.mistake(
              ['admitted', index, 'displayName'],
              `${show(displayName)} is not the name of ${name}`,
            ),
          ]),
      ...(pairedWith === name
        ? [document.mistake(['admitted', index, 'pairedWith'], `${name} cannot be its own pair`)]
        : []),
    ]),
  ];
}

/** Checks that no two facts share a tag key. */
export function checkTags({ document, value: { keys } }: Valid<TagsBaseline>): Mistake[] {
  const entries = Object.entries(keys).map(([fact, key]) => ({ key, path: ['keys', fact], owner: fact }));
  return repeated(document, 'the tag key', entries);
}

/** Checks that sizes and disks are of machine roles, dates are real and time servers can be reached. */
export function checkVirtualMachines(
  { document, value: machines }: Valid<VirtualMachinesBaseline>,
  network: Valid<NetworkBaseline> | undefined,
): Mistake[] {
  const mistakes = [
    ...machines.images.flatMap(({ checked }, index) =>
      impossibleDate(document, ['images', index, 'checked'], checked),
    ),
    ...repeated(
      document,
      'the image',
      machines.images.map(({ publisher, offer, sku }, index) => ({
        key: [publisher, offer, sku].join(' '),
        path: ['images', index],
      })),
    ),
    ...repeated(
      document,
      'the extension',
      machines.extensions.map(({ publisher, type }, index) => ({
        key: [publisher, type].join(' '),
        path: ['extensions', index],
      })),
    ),
  ];
  if (network === undefined) return mistakes;
  const roles = Object.keys(network.value.machineRoles);
  for (const list of ['sizes', 'dataDisks'] as const) {
    for (const name of Object.keys(machines[list])) {
      mistakes.push(...unknown(document, [list, name], 'machine role', name, roles));
    }
  }
  for (const role of roles.filter((name) => !Object.hasOwn(machines.sizes, name))) {
    const where = elsewhere(network.document, ['machineRoles', role]);
    mistakes.push(document.mistake(['sizes'], `the machine role ${role} (${where}) has no size`));
  }
  const reachable = timeNames(network.value);
  for (const [index, server] of machines.timeServers.entries()) {
    if (reachable.includes(server)) continue;
    const where = elsewhere(network.document, ['outbound']);
    const text = `${show(server)} is not let out by the firewall for time (\`outbound\`, ${where})`;
    mistakes.push(document.mistake(['timeServers', index], text));
  }
  return mistakes;
}

/** The names that the firewall lets machines reach for the time protocol (port 123, RFC 5905). */
function timeNames({ outbound, services }: NetworkBaseline): string[] {
  const carriesTime = (name: string): boolean =>
    services[name]?.protocol === 'Udp' && services[name].ports.some((port) => String(port) === '123');
  return outbound.filter((rule) => rule.services.some(carriesTime)).flatMap(({ names }) => names);
}

/** Checks that defaults are admitted ones, and that classes exist. */
export function checkDataStores(
  { document, value: { keyVault, storage } }: Valid<DataStoresBaseline>,
  tags: Valid<TagsBaseline> | undefined,
): Mistake[] {
  const classes = tags?.value.values.classification;
  return [
    ...unknown(document, ['storage', 'sku'], 'admitted sku', storage.sku, storage.admittedSkus),
    ...notLess(document, ['keyVault', 'rotateBeforeExpiryDays'], keyVault.rotateBeforeExpiryDays, {
      name: 'itemLifetimeDays',
      value: keyVault.itemLifetimeDays,
    }),
    ...storage.customerManagedKeyFor.flatMap((name, index) =>
      classes === undefined
        ? []
        : unknown(document, ['storage', 'customerManagedKeyFor', index], 'classification', name, classes),
    ),
  ];
}

/** Checks that no role is listed twice, nor granted and denied, and that each of the grantable ones has a word of its own. */
export function checkAccess({
  document,
  value: { deniedRoles, roles, grantable },
}: Valid<AccessBaseline>): Mistake[] {
  return [
    ...repeated(document, 'the role id', [
      ...deniedRoles.map(({ id, name }, index) => ({
        key: id,
        path: ['deniedRoles', index, 'id'],
        owner: `the denied ${name}`,
      })),
      ...Object.entries(roles).map(([name, id]) => ({ key: id, path: ['roles', name], owner: name })),
      ...grantable.map(({ id, role }, index) => ({
        key: id,
        path: ['grantable', index, 'id'],
        owner: `the grantable ${role}`,
      })),
    ]),
    ...repeated(
      document,
      'the role',
      grantable.map(({ role }, index) => ({ key: role, path: ['grantable', index, 'role'] })),
    ),
  ];
}

/** Checks that no two names stand for one file, and that the platform's addresses are addresses. */
export function checkHosts({ document, value: { platform, settingFiles } }: Valid<HostsBaseline>): Mistake[] {
  return [
    ...repeated(
      document,
      'the path',
      Object.entries(settingFiles).map(([name, { path }]) => ({
        key: path,
        path: ['settingFiles', name, 'path'],
        owner: name,
      })),
    ),
    ...(['host', 'metadata'] as const).flatMap((name) =>
      parseRange(platform[name].address) === undefined
        ? [
            document.mistake(
              ['platform', name, 'address'],
              `${show(platform[name].address)} is not an IPv4 address`,
            ),
          ]
        : [],
    ),
  ];
}

/** Checks that patterns are regular expressions, and that sinks and forms are listed once. */
export function checkSecrets({ document, value: { sinks, forms } }: Valid<SecretsBaseline>): Mistake[] {
  return [
    ...repeated(
      document,
      'the sink',
      sinks.map(({ type }, index) => ({ key: type, path: ['sinks', index, 'type'] })),
    ),
    ...repeated(
      document,
      'the form',
      forms.map(({ name }, index) => ({ key: name, path: ['forms', index, 'name'] })),
    ),
    ...forms.flatMap(({ pattern }, index) =>
      isExpression(pattern)
        ? []
        : [document.mistake(['forms', index, 'pattern'], `${show(pattern)} is not a regular expression`)],
    ),
  ];
}

function isExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
