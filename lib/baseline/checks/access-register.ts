import { everyTenant, placesFor, tenantPlaces } from '../grants';
import type { Mistake } from '../mistake';
import type { Path } from '../show';
import type { SoundItem } from '../sound-items';
import type { AccessBaseline, AccessGrant, AccessGroup } from '../types.generated';
import type { YamlDocument } from '../yaml-document';
import { impossibleDate, repeated, unknown } from './common';

/** What of a register is of its schema. */
export interface AccessEntries {
  readonly groups: readonly SoundItem<AccessGroup>[];
  readonly grants: readonly SoundItem<AccessGrant>[];
}

/**
 * Checks that groups and grants are there once, and that each grant is of a known group, of a role that the baseline
 * admits for it at the place, of known tenants, and of days that follow each other. Without tenants, theirs are not
 * looked up.
 */
export function checkAccessRegister(
  document: YamlDocument,
  { groups, grants }: AccessEntries,
  access: AccessBaseline,
  tenants: readonly string[] | undefined,
): Mistake[] {
  const ids = idsOf(document.value);
  const ofTenant = (path: Path, id: string) =>
    tenants === undefined || id === everyTenant ? [] : unknown(document, path, 'tenant', id, tenants);
  return [
    ...(['id', 'objectId'] as const).flatMap((key) =>
      repeated(
        document,
        key === 'id' ? 'the id' : 'the object id',
        groups.map(({ item, index }) => ({
          key: item[key],
          path: ['groups', index, key],
          owner: `group ${item.id}`,
        })),
      ),
    ),
    ...groups.flatMap(({ item: { tenant }, index }) =>
      tenant === undefined ? [] : ofTenant(['groups', index, 'tenant'], tenant),
    ),
    ...repeated(
      document,
      'the grant',
      grants.flatMap(({ item: { group, role, place, tenants: named = [''] }, index }) =>
        named.map((tenant) => ({
          key: [group, role, place, tenant].filter(Boolean).join(' '),
          path: ['grants', index],
        })),
      ),
    ),
    ...grants.flatMap(({ item, index }) => {
      const path: Path = ['grants', index];
      const group = groups.find((entry) => entry.item.id === item.group)?.item;
      return [
        ...unknown(document, [...path, 'group'], 'group', item.group, ids),
        ...checkRole(document, path, item, group, access),
        ...checkTenants(document, path, item, group),
        ...(item.tenants ?? []).flatMap((id, place) => ofTenant([...path, 'tenants', place], id)),
        ...checkDays(document, path, item, access.longestGrantDays),
      ];
    }),
  ];
}

/** Ids of all groups, of those too with which something else is wrong. */
function idsOf(register: unknown): string[] {
  const groups: unknown = (register as { groups?: unknown } | null)?.groups;
  return (Array.isArray(groups) ? groups : []).flatMap((group: unknown) => {
    const id = (group as { id?: unknown } | null)?.id;
    return typeof id === 'string' ? [id] : [];
  });
}

function checkRole(
  document: YamlDocument,
  path: Path,
  { role, place }: AccessGrant,
  group: AccessGroup | undefined,
  { grantable }: AccessBaseline,
): Mistake[] {
  const entry = grantable.find((one) => one.role === role);
  if (entry === undefined) {
    const words = grantable.map((one) => one.role);
    return unknown(document, [...path, 'role'], 'role that can be granted', role, words);
  }
  if (group === undefined || placesFor(entry, group).includes(place)) return [];
  const holder = group.tenant === undefined ? "the provider's groups" : "customers' groups";
  const admitted = placesFor(entry, group);
  const where =
    admitted.length === 0 ? `${holder} do not hold it` : `${holder} hold it at ${admitted.join(', ')}`;
  return [document.mistake([...path, 'place'], `${role} is not granted at ${place}: ${where}`)];
}

/** Tenants are named where tenants have the place; a customer's group holds roles in its own environment only. */
function checkTenants(
  document: YamlDocument,
  path: Path,
  { place, tenants }: AccessGrant,
  group: AccessGroup | undefined,
): Mistake[] {
  const isOfTenants = tenantPlaces.includes(place);
  if (isOfTenants && tenants === undefined) {
    return [document.mistake(path, `\`tenants\` is missing: every tenant has its own ${place}`)];
  }
  const at: Path = [...path, 'tenants'];
  if (!isOfTenants) {
    return tenants === undefined ? [] : [document.mistake(at, `there is one ${place} for all tenants`)];
  }
  const named = tenants ?? [];
  const own = group?.tenant;
  return [
    ...(named.length > 1 && named.includes(everyTenant)
      ? [document.mistake(at, `"${everyTenant}" stands for every tenant, so no other is named beside it`)]
      : []),
    ...named.flatMap((id, index) =>
      own === undefined || id === own
        ? []
        : [document.mistake([...at, index], `"${id}" is not ${own}, whose group it is`)],
    ),
  ];
}

const dayInMilliseconds = 24 * 60 * 60 * 1000;

function checkDays(document: YamlDocument, path: Path, grant: AccessGrant, longestDays: number): Mistake[] {
  const days = ['validFrom', 'validUntil', 'reviewOn'] as const;
  const impossible = days.flatMap((key) => impossibleDate(document, [...path, key], grant[key]));
  if (impossible.length > 0) return impossible;
  const { validFrom, validUntil, reviewOn } = grant;
  // Dates of this form are in the order of their letters.
  if (validUntil < validFrom) {
    return [document.mistake([...path, 'validUntil'], `${validUntil} is before validFrom ${validFrom}`)];
  }
  const length = (Date.parse(validUntil) - Date.parse(validFrom)) / dayInMilliseconds + 1;
  return [
    ...(length > longestDays
      ? [
          document.mistake(
            [...path, 'validUntil'],
            `${length} days from ${validFrom} to ${validUntil} are more than ${longestDays}, for which a role is granted at most`,
          ),
        ]
      : []),
    ...(reviewOn < validFrom || reviewOn > validUntil
      ? [
          document.mistake(
            [...path, 'reviewOn'],
            `${reviewOn} is not between validFrom ${validFrom} and validUntil ${validUntil}`,
          ),
        ]
      : []),
  ];
}
