import { workspaceTakesEveryLog } from '../../../policy-packs/iso27017/policies/workspace-takes-every-log';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const type = 'azure-native:operationalinsights:Workspace';
const workspace = (properties: Record<string, unknown>) => ({ resource: { type, properties } });
const cap = (dailyQuotaGb: unknown) => workspace({ workspaceCapping: { dailyQuotaGb } });
const collection = (dataFlows: unknown) => ({
  resource: { type: 'azure-native:monitor:DataCollectionRule', properties: { dataFlows } },
});
const rule = '/subscriptions/1/resourceGroups/rg/providers/Microsoft.Insights/dataCollectionRules/dcr';

describePolicy('workspace-takes-every-log', workspaceTakesEveryLog, {
  compliant: {
    'a workspace that says nothing': workspace({}),
    'a workspace that says that it has no cap': cap(-1),
    'a rule that sends what it collects': collection([{ streams: ['Microsoft-Syslog'] }]),
    'a rule that says so': collection([{ transformKql: ' source ' }]),
  },
  violated: {
    'a workspace that stops at a gigabyte': {
      ...cap(1),
      says: ['it: workspaceCapping.dailyQuotaGb must be absent or -1, for no cap, found 1'],
    },
    'a workspace with a default rule': {
      ...workspace({ defaultDataCollectionRuleResourceId: rule }),
      says: [`it: defaultDataCollectionRuleResourceId must be absent, found ${rule}`],
    },
    'a rule that drops what it collects': {
      ...collection([{}, { transformKql: 'source | where false' }]),
      says: ['it: dataFlows[1].transformKql must be absent, found a text of 20 characters'],
    },
    'a rule whose only flow does so': {
      ...collection({ transformKql: 'source | where false' }),
      says: ['it: dataFlows.transformKql must be absent, found a text of 20 characters'],
    },
    "a rule that changes it by one of Azure's own transformations": {
      ...collection([{ transformKql: 'source', builtInTransform: 'anyOfThem' }]),
      says: ['it: dataFlows[0].builtInTransform must be absent, found anyOfThem'],
    },
  },
  undetermined: {
    'flows that are not known yet': {
      ...collection(unknown),
      says: ['it: dataFlows is not known before deployment, must be without transformations'],
    },
    'a cap that is not known yet': {
      ...cap(unknown),
      says: [
        'it: workspaceCapping.dailyQuotaGb is not known before deployment, must be absent or -1, for no cap',
      ],
    },
  },
  notApplicable: {
    'a table': {
      resource: { type: 'azure-native:operationalinsights:Table', properties: {} },
      because: `the policy is for ${type}, azure-native:monitor:DataCollectionRule`,
    },
  },
});
