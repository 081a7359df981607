import { activeTenantDataIsKept } from '../../../policy-packs/iso27017/policies/active-tenant-data-is-kept';
import { describePolicy } from './support/describe-policy';
import { group, leavingTags } from './support/leaving';
import { unknown } from './support/pack-run';

const staying = { 'yosai-tenant': 'aoba' };
const account = (tags: unknown, protect?: boolean) => ({
  type: 'azure-native:storage:StorageAccount',
  name: 'account',
  properties: { tags },
  ...(protect !== undefined && { protect }),
});
const container = {
  type: 'azure-native:storage:BlobContainer',
  name: 'container',
  properties: { resourceGroupName: 'rg-aoba' },
};
const on = (asOf: string) => ({ config: { asOf } });

describePolicy('active-tenant-data-is-kept', activeTenantDataIsKept, {
  compliant: {
    'a protected account of a tenant that stays': { stack: [account(staying, true)] },
    'a protected account of a tenant that leaves': {
      stack: [account(leavingTags(), true)],
      ...on('2027-01-01'),
    },
    'an account that may be deleted from this day on': {
      stack: [account(leavingTags(), false)],
      ...on('2027-01-11'),
    },
  },
  violated: {
    'an account that nothing protects': {
      stack: [account(staying)],
      says: ['account: options.protect must be true, found false'],
    },
    'a container in the resource group of a tenant': {
      stack: [group(staying), container],
      says: ['container: options.protect must be true, found false'],
    },
    'an account of a tenant that leaves, the day before it may be deleted': {
      stack: [account(leavingTags(), false)],
      ...on('2027-01-10'),
      says: ['account: options.protect must be true before 2027-01-11, found false'],
    },
    'a container of a tenant that leaves, known by its group': {
      stack: [group(leavingTags()), container],
      ...on('2027-01-10'),
      says: ['container: options.protect must be true before 2027-01-11, found false'],
    },
  },
  undetermined: {
    'an account whose tenant may leave': {
      stack: [account(leavingTags(unknown), false)],
      ...on('2027-01-11'),
      says: [
        'account: tags.yosai-terminated-on is not known before deployment, must be the last day of service, such as 2026-12-31',
      ],
    },
  },
  notApplicable: {
    'an account of the platform': {
      stack: [account({ 'yosai-owner': 'operator' })],
      because: 'the stack keeps nothing of a tenant',
    },
  },
});
