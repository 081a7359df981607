import { expectBoolean, expectWord } from '../framework/expect';
import type { Rule } from '../framework/rule';

const account = 'azure-native:storage:StorageAccount';

/**
 * Storage is reached by login from private networks only: no anonymous blob, no account key, no public network.
 * Left out, accounts refuse anonymous access (since API version 2023-01-01) but admit keys and public networks,
 * and containers are private.
 * https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent (2026-11-23)
 * https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent (2026-11-23)
 */
export const storageDeniesPublicAccess: Rule = {
  types: [account, 'azure-native:storage:BlobContainer'],
  check(resource, { baseline }) {
    const { properties } = resource;
    const { anonymousBlobAccess, publicNetworkAccess, sharedKeyAccess } = baseline.dataStores.storage;
    if (resource.type !== account) {
      return anonymousBlobAccess
        ? { notApplicable: 'the baseline admits anonymous blobs' }
        : expectWord(properties.key('publicAccess'), ['None'], { resource, value: 'None' });
    }
    return [
      ...(anonymousBlobAccess
        ? []
        : expectBoolean(properties.key('allowBlobPublicAccess'), false, { resource, value: false })),
      ...expectWord(properties.key('publicNetworkAccess'), [publicNetworkAccess], {
        resource,
        value: 'Enabled',
      }),
      ...(sharedKeyAccess
        ? []
        : expectBoolean(properties.key('allowSharedKeyAccess'), false, { resource, value: true })),
    ];
  },
};
