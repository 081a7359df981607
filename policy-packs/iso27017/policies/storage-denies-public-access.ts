import { expectBoolean, expectWord } from '../framework/expect';
import type { Rule } from '../framework/rule';

const account = 'azure-native:storage:StorageAccount';

/** Protocols that ask for a password of the account's own or for none; and its users, who log in by the first. */
const bypasses = ['isSftpEnabled', 'enableNfsV3', 'isLocalUserEnabled'];

/**
 * Storage is reached by login from private networks only: no anonymous blob, no account key, no public network, no
 * user of the account's own, no protocol without a login, no copy to another directory.
 * Left out, accounts refuse anonymous access (since API version 2023-01-01) but admit keys and public networks,
 * containers are private, the protocols are off in every version, local users cannot log in without SFTP, and copies
 * to another directory are off since 2023-01-01.
 * https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent (2026-11-23)
 * https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent (2026-11-23)
 * https://learn.microsoft.com/azure/storage/blobs/secure-file-transfer-protocol-support (2026-11-27)
 * https://learn.microsoft.com/azure/storage/common/cross-tenant-object-replication-prevent (2026-11-27)
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
      ...expectBoolean(properties.key('allowCrossTenantReplication'), false, { resource, value: false }),
      ...bypasses
        .map((name) => properties.key(name))
        .filter((value) => !value.isAbsent)
        .flatMap((value) => expectBoolean(value, false)),
    ];
  },
};
