import { tagOf } from '../azure/tags';
import { expectWord } from '../framework/expect';
import type { Rule } from '../framework/rule';

/** Types that hold customers' or operators' data, or the keys to it. */
const types = [
  'azure-native:storage:StorageAccount',
  'azure-native:compute:Disk',
  'azure-native:compute:Snapshot',
  'azure-native:keyvault:Vault',
  'azure-native:keyvault:ManagedHsm',
  'azure-native:recoveryservices:Vault',
  'azure-native:netapp:Volume',
  'azure-native:sql:Server',
  'azure-native:sql:Database',
  'azure-native:sql:ManagedInstance',
  'azure-native:dbforpostgresql:Server',
  'azure-native:dbformysql:Server',
  'azure-native:cosmosdb:DatabaseAccount',
  'azure-native:documentdb:DatabaseAccount',
  'azure-native:redis:Redis',
];

/** Every data store says which class of data it holds. White paper section 12. */
export const dataStoreRequiresClassification: Rule = {
  types,
  check: (resource, context) =>
    expectWord(tagOf(resource, 'classification', context), context.baseline.tags.values.classification),
};
