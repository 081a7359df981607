import { logRetentionMeetsBaseline } from '../../../policy-packs/iso27017/policies/log-retention-meets-baseline';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const workspace = (properties: object) => ({
  resource: { type: 'azure-native:operationalinsights:Workspace', properties: { ...properties } },
});
const table = (properties: object) => ({
  resource: { type: 'azure-native:operationalinsights:Table', properties: { ...properties } },
});

describePolicy('log-retention-meets-baseline', logRetentionMeetsBaseline, {
  compliant: {
    "the baseline's days": workspace({ retentionInDays: 365 }),
    'longer, written as a text': workspace({ retentionInDays: '730' }),
    "a table with its workspace's days": table({ retentionInDays: -1 }),
    'a table that says nothing': table({}),
    'a table whose total is long enough': table({ retentionInDays: 30, totalRetentionInDays: 365 }),
  },
  violated: {
    'too few days': {
      ...workspace({ retentionInDays: 90 }),
      says: ['it: retentionInDays must be at least 365 days, found 90'],
    },
    'a workspace that says nothing': {
      ...workspace({}),
      says: ['it: retentionInDays must be at least 365 days, found nothing, which Azure takes as 30'],
    },
    'a workspace that purges early': {
      ...workspace({ retentionInDays: 365, features: { immediatePurgeDataOn30Days: true } }),
      says: ['it: features.immediatePurgeDataOn30Days must be false, found true'],
    },
    'a table that keeps less than its workspace': {
      ...table({ totalRetentionInDays: 90 }),
      says: ['it: totalRetentionInDays must be at least 365 days, found 90'],
    },
  },
  undetermined: {
    'days that are not known yet': {
      ...workspace({ retentionInDays: unknown }),
      says: ['it: retentionInDays is not known before deployment, must be at least 365 days'],
    },
    'a table whose total is not known yet': {
      ...table({ retentionInDays: 30, totalRetentionInDays: unknown }),
      says: ['it: totalRetentionInDays is not known before deployment, must be at least 365 days'],
    },
  },
  notApplicable: {
    'a data collection rule': {
      resource: { type: 'azure-native:monitor:DataCollectionRule', properties: {} },
      because:
        'the policy is for azure-native:operationalinsights:Workspace, azure-native:operationalinsights:Table',
    },
  },
});
