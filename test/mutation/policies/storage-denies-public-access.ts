import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { notFalse, spellings } from '../support/values';

const of = 'azure-native:storage:StorageAccount';
const container = 'azure-native:storage:BlobContainer';

const doors = ['isSftpEnabled', 'enableNfsV3', 'isLocalUserEnabled'];

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'allowBlobPublicAccess', to: notFalse }),
    change({
      of,
      path: 'publicNetworkAccess',
      to: ['Enabled', 'enabled', 'SecuredByPerimeter', '', absent, null],
    }),
    change({ of, path: 'allowSharedKeyAccess', to: [...notFalse, absent, null] }),
    // Doors beside the login, and copies to another directory.
    change({ of, path: [...doors, 'allowCrossTenantReplication'], to: notFalse }),
    change({ of: container, path: 'publicAccess', to: ['Blob', 'Container', 'container', 'Everybody', ''] }),
  ],
  harmless: [
    // Off when nothing is said.
    other({ of, path: 'allowBlobPublicAccess', to: [absent, 'false'] }),
    other({ of, path: 'publicNetworkAccess', to: spellings('Disabled') }),
    other({ of, path: [...doors, 'allowCrossTenantReplication'], to: [absent, null, 'false'] }),
    other({ of: container, path: 'publicAccess', to: [absent, ...spellings('None')] }),
  ],
};
