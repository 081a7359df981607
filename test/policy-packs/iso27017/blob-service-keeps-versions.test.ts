import { blobServiceKeepsVersions } from '../../../policy-packs/iso27017/policies/blob-service-keeps-versions';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const kept = { days: 7, enabled: true };
const whole = {
  isVersioningEnabled: true,
  deleteRetentionPolicy: kept,
  containerDeleteRetentionPolicy: kept,
};
const type = 'azure-native:storage:BlobServiceProperties';
const service = (properties: object) => ({ resource: { type, properties: { ...whole, ...properties } } });
const account = {
  type: 'azure-native:storage:StorageAccount',
  name: 'account',
  properties: { accountName: 'st', resourceGroupName: 'rg' },
};

describePolicy('blob-service-keeps-versions', blobServiceKeepsVersions, {
  compliant: {
    'services that keep everything': service({}),
    'services that keep it longer': service({ deleteRetentionPolicy: { days: 30, enabled: true } }),
    'an account with its services': {
      stack: [account, { type, properties: { ...whole, accountName: 'ST', resourceGroupName: 'RG' } }],
    },
    'services of an account whose name is not known yet': {
      stack: [
        account,
        { type, properties: { ...whole, accountName: unknown }, madeFrom: { accountName: ['account'] } },
      ],
    },
  },
  violated: {
    'services that say nothing': {
      resource: { type, properties: {} },
      says: [
        'it: isVersioningEnabled must be true, found nothing, which Azure takes as false',
        'it: deleteRetentionPolicy.enabled must be true, found nothing, which Azure takes as false',
        'it: containerDeleteRetentionPolicy.enabled must be true, found nothing, which Azure takes as false',
      ],
    },
    'a day too few': {
      ...service({ containerDeleteRetentionPolicy: { days: 6, enabled: true } }),
      says: ['it: containerDeleteRetentionPolicy.days must be at least 7 days, found 6'],
    },
    'deletion for good': {
      ...service({ deleteRetentionPolicy: { ...kept, allowPermanentDelete: true } }),
      says: ['it: deleteRetentionPolicy.allowPermanentDelete must be false, found true'],
    },
    'an account without blob services': {
      stack: [account],
      says: ['account: the resource must be with blob services that keep versions, found none'],
    },
  },
  undetermined: {
    'a switch that is not known yet': {
      ...service({ isVersioningEnabled: unknown }),
      says: ['it: isVersioningEnabled is not known before deployment, must be true'],
    },
  },
  notApplicable: {
    'an account by itself': { resource: account, because: 'an account is judged with the stack' },
  },
});
