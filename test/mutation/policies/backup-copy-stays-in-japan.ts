import { absent, withValue } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { made, other, rewritten } from '../support/rows';
import { japaneseRegions } from '../support/values';
import { changed } from '../support/world';

/** Types, the property that asks for a copy, words that do, and one that does not. */
const copies = [
  [
    'azure-native:recoveryservices:Vault',
    'properties.redundancySettings.standardTierStorageRedundancy',
    ['GeoRedundant', 'georedundant'],
    'ZoneRedundant',
    true,
  ],
  [
    'azure-native:dataprotection:BackupVault',
    'properties.storageSettings.0.type',
    ['GeoRedundant', 'GEOREDUNDANT'],
    'LocallyRedundant',
    true,
  ],
  ['azure-native:sql:Database', 'requestedBackupStorageRedundancy', ['Geo', 'GeoZone', 'geo'], 'Local', true],
  ['azure-native:sql:ManagedInstance', 'requestedBackupStorageRedundancy', ['Geo', 'GEOZONE'], 'Zone', true],
  [
    'azure-native:dbforpostgresql:Server',
    'backup.geoRedundantBackup',
    ['Enabled', 'enabled'],
    'Disabled',
    false,
  ],
  ['azure-native:dbformysql:Server', 'backup.geoRedundantBackup', ['Enabled'], 'Disabled', false],
] as const;

const stepsOf = (path: string) => path.split('.').map((step) => (step === '0' ? 0 : step));
const inputsOf = (path: string, word: string, location: string) =>
  path.includes('.0.')
    ? { location, properties: { storageSettings: [{ datastoreType: 'VaultStore', type: word }] } }
    : (withValue({ location }, stepsOf(path), word) as Record<string, unknown>);

export const mutants: PolicyMutants = {
  specimens: () =>
    copies.map(([type, path, , calm]) => made(type, `backed-up-${type}`, inputsOf(path, calm, 'japaneast'))),
  broken: copies
    .flatMap(([of, path, words, calm, isCopiedWhenAbsent]) =>
      // Whether the copy stays in Japan depends on where the original is.
      [...words, ...(isCopiedWhenAbsent ? [absent] : [])].map((word) =>
        rewritten({
          of,
          path: path.replace('.0.', '[].'),
          value: `${String(word === absent ? 'left out' : word)} instead of ${calm}, outside Japan`,
          by: (resource) => ({
            put: [changed(changed(resource, ['location'], 'koreacentral'), stepsOf(path), word)],
          }),
        }),
      ),
    )
    .concat(
      copies.map(([of, , words]) =>
        rewritten({
          of,
          path: 'location',
          value: 'westeurope, with a copy in the paired region',
          by: (resource) => {
            const [, path] = copies.find(([type]) => type === of) ?? copies[0];
            return { put: [changed(changed(resource, stepsOf(path), words[0]), ['location'], 'westeurope')] };
          },
        }),
      ),
    ),
  harmless: [
    // Both regions of the pair are in Japan.
    ...copies.map(([of, path, words]) =>
      rewritten({
        of,
        path,
        value: `${words[0]}, in Japan`,
        by: (resource) => ({ put: [changed(resource, stepsOf(path), words[0])] }),
      }),
    ),
    ...copies.map(([of]) => other({ of, path: 'location', to: japaneseRegions })),
  ],
};
