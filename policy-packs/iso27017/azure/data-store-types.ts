/** Types that hold customers' or operators' data, or the keys to it. */
export const dataStoreTypes = [
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
