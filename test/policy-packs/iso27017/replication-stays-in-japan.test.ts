import { replicationStaysInJapan } from '../../../policy-packs/iso27017/policies/replication-stays-in-japan';
import { describePolicy } from './support/describe-policy';
import { baseline, unknown } from './support/pack-run';

const { admittedSkus } = baseline.dataStores.storage;
const skus = `${admittedSkus.slice(0, -1).join(', ')} or ${admittedSkus.at(-1)}`;
const storage = (name: unknown) => ({
  resource: { type: 'azure-native:storage:StorageAccount', properties: { sku: { name } } },
});
const cosmos = (...names: unknown[]) => ({
  resource: {
    type: 'azure-native:cosmosdb:DatabaseAccount',
    properties: { locations: names.map((locationName) => ({ locationName })) },
  },
});

describePolicy('replication-stays-in-japan', replicationStaysInJapan, {
  compliant: {
    'copies in zones of one region': storage('Standard_ZRS'),
    'copies in the paired region': storage('standard_grs'),
    'a database in both regions': cosmos('Japan East', 'japanwest'),
    'a workspace without replication': {
      resource: { type: 'azure-native:operationalinsights:Workspace', properties: {} },
    },
  },
  violated: {
    'copies that others may read': {
      ...storage('Standard_RAGRS'),
      says: [`it: sku.name must be ${skus}, found Standard_RAGRS`],
    },
    'no redundancy named': {
      ...storage(undefined),
      says: [`it: sku.name must be ${skus}, found nothing`],
    },
    'a database abroad': {
      ...cosmos('Japan East', 'Korea Central'),
      says: ['it: locations[1].locationName must be japaneast or japanwest, found Korea Central'],
    },
    'a workspace that replicates abroad': {
      resource: {
        type: 'azure-native:operationalinsights:Workspace',
        properties: { replication: { enabled: true, location: 'eastasia' } },
      },
      says: ['it: replication.location must be japaneast or japanwest, found eastasia'],
    },
  },
  undetermined: {
    'a redundancy that is not known yet': {
      ...storage(unknown),
      says: [`it: sku.name is not known before deployment, must be ${skus}`],
    },
    'a region that is not known yet': {
      ...cosmos(unknown),
      says: ['it: locations[0].locationName is not known before deployment, must be japaneast or japanwest'],
    },
  },
  notApplicable: {
    'a network': {
      resource: { type: 'azure-native:network:VirtualNetwork', properties: {} },
      because: `the policy is for ${replicationStaysInJapan.types?.join(', ')}`,
    },
  },
});
