import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, made, other } from '../support/rows';
import { foreignRegions, japaneseRegions } from '../support/values';

const account = 'azure-native:storage:StorageAccount';

/** Where a copy is named, and a resource that has it in Japan. */
const copies: readonly (readonly [type: string, path: string, inputs: Readonly<Record<string, unknown>>])[] =
  [
    [
      'azure-native:operationalinsights:Workspace',
      'replication.location',
      { replication: { location: 'japanwest' } },
    ],
    ...['azure-native:cosmosdb:DatabaseAccount', 'azure-native:documentdb:DatabaseAccount'].map(
      (type) =>
        [
          type,
          'locations[].locationName',
          { locations: [{ locationName: 'Japan East' }, { locationName: 'japanwest' }] },
        ] as const,
    ),
    ...['azure-native:compute:GalleryImageVersion', 'azure-native:compute:GalleryApplicationVersion'].map(
      (type) =>
        [
          type,
          'publishingProfile.targetRegions[].name',
          { publishingProfile: { targetRegions: [{ name: 'japaneast' }] } },
        ] as const,
    ),
    [
      'azure-native:apimanagement:ApiManagementService',
      'additionalLocations[].location',
      { additionalLocations: [{ location: 'japanwest' }] },
    ],
    [
      'azure-native:eventhub:Namespace',
      'geoDataReplication.locations[].locationName',
      { geoDataReplication: { locations: [{ locationName: 'japanwest' }] } },
    ],
  ];

export const mutants: PolicyMutants = {
  specimens: () => copies.map(([type, , inputs]) => made(type, `copied-${type}`, inputs)),
  broken: [
    change({
      of: account,
      path: 'sku.name',
      to: [
        'Standard_RAGRS',
        'Standard_RAGZRS',
        'standard_ragrs',
        'StandardV2_GRS',
        'Standard',
        '',
        absent,
        null,
      ],
    }),
    ...copies.map(([of, path]) => change({ of, path, to: foreignRegions })),
    // A second copy abroad, beside the one at home.
    change({
      of: 'azure-native:cosmosdb:DatabaseAccount',
      path: 'locations',
      to: [[{ locationName: 'japaneast' }, { locationName: 'Korea Central' }]],
    }),
  ],
  harmless: [
    other({
      of: account,
      path: 'sku.name',
      to: ['Standard_LRS', 'Standard_GRS', 'Standard_GZRS', 'Premium_ZRS', 'standard_zrs'],
    }),
    ...copies.map(([of, path]) => other({ of, path, to: japaneseRegions })),
    other({ of: 'azure-native:cosmosdb:DatabaseAccount', path: 'locations', to: [absent, []] }),
  ],
};
