import { regionName } from '../../../lib/baseline/fold';
import { orList } from '../../../lib/resources/show';
import { itemsOf } from '../../../lib/resources/value';
import { expect, expectWord } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

const account = 'azure-native:storage:StorageAccount';

/** Where types name the regions of their copies: a list and the property of each item, or a single property. */
const copies: Readonly<Record<string, { readonly list?: string; readonly region: string }>> = {
  'azure-native:operationalinsights:Workspace': { region: 'replication.location' },
  'azure-native:cosmosdb:DatabaseAccount': { list: 'locations', region: 'locationName' },
  'azure-native:documentdb:DatabaseAccount': { list: 'locations', region: 'locationName' },
  'azure-native:compute:GalleryImageVersion': { list: 'publishingProfile.targetRegions', region: 'name' },
  'azure-native:compute:GalleryApplicationVersion': {
    list: 'publishingProfile.targetRegions',
    region: 'name',
  },
  'azure-native:apimanagement:ApiManagementService': { list: 'additionalLocations', region: 'location' },
  'azure-native:eventhub:Namespace': { list: 'geoDataReplication.locations', region: 'locationName' },
};

/**
 * Copies of data stay in Japan: storage by a redundancy whose second region the baseline has found to be there,
 * other services by the regions that they name. A service that names none makes no copy elsewhere.
 * https://learn.microsoft.com/azure/storage/common/storage-redundancy (2026-11-23)
 */
export const replicationStaysInJapan: Rule = {
  types: [account, ...Object.keys(copies)],
  check({ type, properties }, { baseline }): Result[] {
    if (type === account)
      return expectWord(properties.at('sku.name'), baseline.dataStores.storage.admittedSkus);
    const { list, region } = copies[type] ?? { region: '' };
    const items = list === undefined ? [properties] : itemsOf(properties.at(list));
    const names = baseline.regions.admitted.map(({ name }) => name);
    return items
      .map((item) => item.at(region))
      .filter((value) => !value.isAbsent)
      .flatMap((value) =>
        expect(value, orList(names), ({ text }) => names.some((name) => name === regionName(text ?? ''))),
      );
  },
};
