import { vmSupportIsChecked } from '../../../policy-packs/iso27017/policies/vm-support-is-checked';
import { describePolicy } from './support/describe-policy';
import { baseline, unknown } from './support/pack-run';

const { checkedWithinDays, agents, features } = baseline.support;
const [agent] = agents;
const [feature] = features;
const [image] = baseline.virtualMachines.images;
if (agent === undefined || feature === undefined || image === undefined) {
  throw new Error('the baseline lists no agent, no feature or no image');
}

const day = (checked: string, days: number) =>
  new Date(Date.parse(checked) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const on = (asOf: string) => ({ config: { asOf } });
const extension = (type: unknown = agent.type) => ({
  resource: {
    type: 'azure-native:compute:VirtualMachineExtension',
    properties: { publisher: agent.publisher, type },
  },
});
const registration = {
  resource: {
    type: 'azure-native:features:SubscriptionFeatureRegistration',
    properties: { providerNamespace: feature.namespace, featureName: feature.name },
  },
};
const { publisher, offer, sku } = image;
const machine = (imageReference: unknown = { publisher, offer, sku, version: 'latest' }) => ({
  resource: {
    type: 'azure-native:compute:VirtualMachine',
    properties: { storageProfile: { imageReference } },
  },
});
const expected = `something whose support was looked up within ${checkedWithinDays} days`;

describePolicy('vm-support-is-checked', vmSupportIsChecked, {
  compliant: {
    'an agent on the last day': { ...extension(), ...on(day(agent.checked, checkedWithinDays)) },
    'an agent in another spelling': { ...extension(agent.type.toUpperCase()), ...on(agent.checked) },
    'an image on the last day': { ...machine(), ...on(day(image.checked, checkedWithinDays)) },
    'a feature on the last day': { ...registration, ...on(day(feature.checked, checkedWithinDays)) },
  },
  violated: {
    'an agent on the day after': {
      ...extension(),
      ...on(day(agent.checked, checkedWithinDays + 1)),
      says: [`it: type must be ${expected}, found one that was looked up on ${agent.checked}`],
    },
    'an image on the day after': {
      ...machine(),
      ...on(day(image.checked, checkedWithinDays + 1)),
      says: [
        `it: storageProfile.imageReference.sku must be ${expected}, found one that was looked up on ${image.checked}`,
      ],
    },
    'a feature on the day after': {
      ...registration,
      ...on(day(feature.checked, checkedWithinDays + 1)),
      says: [`it: featureName must be ${expected}, found one that was looked up on ${feature.checked}`],
    },
  },
  undetermined: {
    'an agent that is not known yet': {
      ...extension(unknown),
      ...on(agent.checked),
      says: [`it: type is not known before deployment, must be ${expected}`],
    },
    'a day that is in no calendar': {
      ...extension(),
      ...on('2027-02-30'),
      says: [
        'it: type is not known before deployment, must be judged on a day of the calendar, as `asOf` in the configuration has to be',
      ],
    },
  },
  notApplicable: {
    'an extension that nobody listed': {
      ...extension('CustomScript'),
      ...on(agent.checked),
      because: 'the baseline does not list it',
    },
  },
});
