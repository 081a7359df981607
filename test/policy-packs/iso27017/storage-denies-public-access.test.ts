import { storageDeniesPublicAccess } from '../../../policy-packs/iso27017/policies/storage-denies-public-access';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const closed = { allowBlobPublicAccess: false, publicNetworkAccess: 'Disabled', allowSharedKeyAccess: false };
const account = (properties: object) => ({
  resource: { type: 'azure-native:storage:StorageAccount', properties: { ...properties } },
});
const container = (properties: object) => ({
  resource: { type: 'azure-native:storage:BlobContainer', properties: { ...properties } },
});

describePolicy('storage-denies-public-access', storageDeniesPublicAccess, {
  compliant: {
    'a closed account': account(closed),
    'anonymous access left out, which Azure refuses': account({
      ...closed,
      allowBlobPublicAccess: undefined,
    }),
    'protocols left out, which are off in every API version': {
      resource: {
        type: 'azure-native:storage/v20240101:StorageAccount',
        properties: { ...closed, allowCrossTenantReplication: false },
      },
    },
    'a private container': container({ publicAccess: 'None' }),
    'a container that says nothing': container({}),
  },
  violated: {
    'anonymous blobs': {
      ...account({ ...closed, allowBlobPublicAccess: true }),
      says: ['it: allowBlobPublicAccess must be false, found true'],
    },
    'an account that says nothing': {
      ...account({}),
      says: [
        'it: publicNetworkAccess must be Disabled, found nothing, which Azure takes as Enabled',
        'it: allowSharedKeyAccess must be false, found nothing, which Azure takes as true',
      ],
    },
    'users of the account, and a protocol without a login': {
      ...account({ ...closed, isSftpEnabled: true, isLocalUserEnabled: true, enableNfsV3: true }),
      says: [
        'it: isSftpEnabled must be false, found true',
        'it: enableNfsV3 must be false, found true',
        'it: isLocalUserEnabled must be false, found true',
      ],
    },
    'copies to accounts of another directory': {
      ...account({ ...closed, allowCrossTenantReplication: true }),
      says: ['it: allowCrossTenantReplication must be false, found true'],
    },
    'an API version that says nothing of copies': {
      resource: { type: 'azure-native:storage/v20220901:StorageAccount', properties: closed },
      says: ['it: allowCrossTenantReplication must be false, said explicitly, found nothing'],
    },
    'a public container': {
      ...container({ publicAccess: 'Blob' }),
      says: ['it: publicAccess must be None, found Blob'],
    },
  },
  undetermined: {
    'an access that is not known yet': {
      ...account({ ...closed, publicNetworkAccess: unknown }),
      says: ['it: publicNetworkAccess is not known before deployment, must be Disabled'],
    },
  },
  notApplicable: {
    'a queue': {
      resource: { type: 'azure-native:storage:Queue', properties: {} },
      because: 'the policy is for azure-native:storage:StorageAccount, azure-native:storage:BlobContainer',
    },
  },
});
