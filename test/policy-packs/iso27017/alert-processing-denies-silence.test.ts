import { alertProcessingDeniesSilence } from '../../../policy-packs/iso27017/policies/alert-processing-denies-silence';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const rule = (actions: unknown) => ({
  resource: {
    type: 'azure-native:alertsmanagement:AlertProcessingRuleByName',
    properties: { properties: { actions } },
  },
});

describePolicy('alert-processing-denies-silence', alertProcessingDeniesSilence, {
  compliant: {
    'a rule that tells more people': rule([{ actionType: 'addActionGroups', actionGroupIds: ['/x'] }]),
    'a rule that does nothing': rule([]),
  },
  violated: {
    'a rule that silences everybody, beside one that does not': {
      ...rule([{ actionType: 'AddActionGroups' }, { actionType: 'RemoveAllActionGroups' }]),
      says: ['it: properties.actions[1].actionType must be AddActionGroups, found RemoveAllActionGroups'],
    },
    'an action that is in no list': {
      ...rule({ actionType: 'RemoveAllActionGroups' }),
      says: ['it: properties.actions must be a list of actions, found an object'],
    },
  },
  undetermined: {
    'actions that are not known yet': {
      ...rule(unknown),
      says: ['it: properties.actions is not known before deployment, must be those that tell somebody'],
    },
  },
  notApplicable: {
    'an alert': {
      resource: { type: 'azure-native:monitor:MetricAlert', properties: {} },
      because: 'the policy is for azure-native:alertsmanagement:AlertProcessingRuleByName',
    },
  },
});
