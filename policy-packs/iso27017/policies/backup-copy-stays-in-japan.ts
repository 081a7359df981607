import { regionName } from '../../../lib/baseline/fold';
import type { Resource } from '../../../lib/resources/resource';
import type { Value } from '../../../lib/resources/value';
import { expect, undetermined, violated } from '../framework/expect';
import type { Context, Result, Rule } from '../framework/rule';

/** Where a type says that its backups are copied to the paired region, and what it takes when nothing is said. */
interface Copy {
  /** Path of the property; `[]` stands for every item of a list. */
  readonly path: string;
  /** Words that ask for a copy in the paired region. */
  readonly words: readonly string[];
  readonly copiedWhenAbsent: boolean;
}

const geo = ['GeoRedundant'];
const copies: Readonly<Record<string, Copy>> = {
  'azure-native:recoveryservices:Vault': {
    path: 'properties.redundancySettings.standardTierStorageRedundancy',
    words: geo,
    copiedWhenAbsent: true,
  },
  'azure-native:dataprotection:BackupVault': {
    path: 'properties.storageSettings[].type',
    words: geo,
    copiedWhenAbsent: true,
  },
  'azure-native:sql:Database': {
    path: 'requestedBackupStorageRedundancy',
    words: ['Geo', 'GeoZone'],
    copiedWhenAbsent: true,
  },
  'azure-native:sql:ManagedInstance': {
    path: 'requestedBackupStorageRedundancy',
    words: ['Geo', 'GeoZone'],
    copiedWhenAbsent: true,
  },
  'azure-native:dbforpostgresql:Server': {
    path: 'backup.geoRedundantBackup',
    words: ['Enabled'],
    copiedWhenAbsent: false,
  },
  'azure-native:dbformysql:Server': {
    path: 'backup.geoRedundantBackup',
    words: ['Enabled'],
    copiedWhenAbsent: false,
  },
};

/**
 * Backups that Azure copies to another region are copied within Japan: the copy goes to the pair of the region in which
 * the backup is, and both have to be regions of the baseline. Left out, vaults and SQL databases make such a copy,
 * PostgreSQL and MySQL do not.
 * https://learn.microsoft.com/azure/backup/backup-create-recovery-services-vault#set-storage-redundancy,
 * https://learn.microsoft.com/azure/azure-sql/database/automated-backups-overview#backup-storage-redundancy,
 * https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-backup-restore (2026-11-24)
 */
export const backupCopyStaysInJapan: Rule = {
  types: Object.keys(copies),
  check(resource, context) {
    const copy = copies[resource.type];
    if (copy === undefined) return [];
    const places = placesOf(resource.properties, copy.path);
    return places.flatMap((place) => judge(place, copy, resource, context));
  },
};

function judge(
  place: Value,
  { words, copiedWhenAbsent }: Copy,
  { properties, provider }: Resource,
  { baseline }: Context,
): Result[] {
  const own = properties.key('location');
  const location = own.isAbsent ? provider.key('location') : own;
  const expected = 'without a copy in another region, unless both are in Japan';
  const { admitted } = baseline.regions;
  const here = admitted.find(({ name }) => name === regionName(location.text ?? ''));
  if (here !== undefined && admitted.some(({ name }) => name === here.pairedWith)) return [];
  const said = place.text?.trim().toLowerCase();
  const isCopied = place.isAbsent ? copiedWhenAbsent : words.some((word) => word.toLowerCase() === said);
  if (place.isUnknown) return [undetermined(place, expected)];
  if (!isCopied) return [];
  // Where the resource group is, this resource does not tell.
  if (location.isUnknown || location.isAbsent) return [undetermined(place, expected)];
  return place.isAbsent
    ? [violated(place, expected, 'nothing, which Azure takes as a copy')]
    : expect(place, expected, () => false);
}

function placesOf(properties: Value, path: string): Value[] {
  const [list = '', item] = path.split('[].');
  const value = properties.at(list);
  if (item === undefined) return [value];
  return value.items.length > 0 ? value.items.map((one) => one.at(item)) : [value];
}
