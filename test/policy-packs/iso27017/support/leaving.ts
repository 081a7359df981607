import type { Shown } from './pack-run';

/** Tags of a tenant that leaves; its last day is the end of 2026 unless another value is given. */
export const leavingTags = (terminatedOn: unknown = '2026-12-31') => ({
  'yosai-tenant': 'aoba',
  'yosai-terminated-on': terminatedOn,
});

/** A resource group of a tenant. */
export const group = (tags: unknown, resourceGroupName = 'rg-aoba'): Shown => ({
  type: 'azure-native:resources:ResourceGroup',
  name: resourceGroupName,
  properties: { resourceGroupName, tags },
});
