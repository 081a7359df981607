import { defenderPlanMeetsBaseline } from '../../../policy-packs/iso27017/policies/defender-plan-meets-baseline';
import { describePolicy } from './support/describe-policy';
import { baseline, type Shown, unknown } from './support/pack-run';

const plans = baseline.monitoring.defender;
const subscription = '00000000-0000-4000-8000-000000000001';
const scopeId = `subscriptions/${subscription}`;
const machine = `${scopeId}/resourceGroups/rg-aoba/providers/Microsoft.Compute/virtualMachines/vm-aoba-app-1`;

const pricing = (pricingName: unknown, properties: object = {}, name = 'it'): Shown => ({
  type: 'azure-native:security:Pricing',
  name,
  properties: { scopeId, pricingName, pricingTier: 'Standard', ...properties },
});
const extension = (name: unknown, isEnabled: unknown) => ({ name, isEnabled });
const scanning = (isEnabled: unknown) => [extension('AgentlessVmScanning', isEnabled)];
const machines = (properties: object = {}) => ({
  resource: pricing('VirtualMachines', { subPlan: 'P2', extensions: scanning('False'), ...properties }),
});
/** Every plan of the baseline, under its own name. */
const all = plans.map(({ plan, subPlan, extensions = {} }) =>
  pricing(
    plan,
    {
      subPlan,
      extensions: Object.entries(extensions).map(([name, isOn]) => extension(name, isOn ? 'True' : 'False')),
    },
    plan,
  ),
);
const without = (plan: string) => all.filter(({ name }) => name !== plan);
const keyVaults = (properties: object) => [
  ...without('KeyVaults'),
  pricing('KeyVaults', { subPlan: 'PerKeyVault', ...properties }, 'KeyVaults'),
];

describePolicy('defender-plan-meets-baseline', defenderPlanMeetsBaseline, {
  compliant: {
    'every plan of the baseline': { stack: all },
    ...Object.fromEntries(all.map((resource) => [`the plan ${resource.name}`, { resource }])),
    'a plan in other letters': {
      resource: pricing('virtualmachines', {
        pricingTier: 'standard',
        subPlan: 'p2',
        extensions: [extension('agentlessvmscanning', 'false'), extension('FileIntegrityMonitoring', 'True')],
      }),
    },
    'a plan without extensions': { resource: pricing('KeyVaults', { subPlan: 'PerKeyVault' }) },
    'another plan whose extensions switch nothing on that the baseline switches off': {
      resource: pricing('CloudPosture', {
        extensions: [extension('AgentlessVmScanning', 'False'), extension('ContainerSensor', 'True')],
      }),
    },
    'every plan, and one of a single machine beside': {
      stack: [...all, { ...machines({ scopeId: machine }).resource, name: 'one' }],
    },
    'every plan of two subscriptions': {
      stack: [
        ...all,
        ...all.map(({ properties, name, ...rest }) => ({
          ...rest,
          name: `other-${name}`,
          properties: { ...properties, scopeId: '/subscriptions/00000000-0000-4000-8000-000000000002/' },
        })),
      ],
    },
  },
  violated: {
    'the only extension, which is no list': {
      ...machines({ extensions: extension('AgentlessVmScanning', 'True') }),
      says: ['it: extensions.isEnabled must be false, found True'],
    },
    'the only extension of another plan, which is no list': {
      resource: pricing('CloudPosture', { extensions: extension('AgentlessVmScanning', 'True') }),
      says: ['it: extensions.isEnabled must be false, found True'],
    },
    'a free plan': {
      ...machines({ pricingTier: 'Free', subPlan: undefined }),
      says: ['it: pricingTier must be Standard, found Free'],
    },
    'a plan without a tier': {
      ...machines({ pricingTier: undefined }),
      says: ['it: pricingTier must be Standard, found nothing'],
    },
    'a machine that is taken out of its plan': {
      ...machines({ scopeId: machine, pricingTier: 'Free' }),
      says: ['it: pricingTier must be Standard, found Free'],
    },
    'a smaller sub-plan': {
      ...machines({ subPlan: 'P1' }),
      says: ['it: subPlan must be P2, found P1'],
    },
    'a sub-plan that is not said': {
      resource: pricing('Arm'),
      says: ['it: subPlan must be PerSubscription, found nothing'],
    },
    'an extension that the baseline switches off': {
      ...machines({ extensions: scanning('True') }),
      says: ['it: extensions[0].isEnabled must be false, found True'],
    },
    'an extension that is not said': {
      ...machines({ extensions: undefined }),
      says: ['it: extensions must be with AgentlessVmScanning off, found nothing'],
    },
    'an extension that is said twice': {
      ...machines({ extensions: [...scanning('False'), ...scanning('True')] }),
      says: ['it: extensions[1].isEnabled must be false, found True'],
    },
    'another plan that does what the baseline switches off': {
      resource: pricing('CloudPosture', { extensions: scanning('True') }),
      says: ['it: extensions[0].isEnabled must be false, found True'],
    },
    'a plan without a name': {
      ...machines({ pricingName: undefined }),
      says: ['it: pricingName must be the name of a plan, found nothing'],
    },
    'a stack that leaves one plan out': {
      stack: without('KeyVaults'),
      says: ['VirtualMachines: scopeId must be covered by KeyVaults, found no such plan'],
    },
    'a plan that is set for a single resource only': {
      stack: keyVaults({ scopeId: machine }),
      says: ['VirtualMachines: scopeId must be covered by KeyVaults, found no such plan'],
    },
    'a smaller sub-plan whose extensions are not known yet': {
      ...machines({ subPlan: 'P1', extensions: unknown }),
      says: ['it: subPlan must be P2, found P1'],
      andOpen: ['it: extensions is not known before deployment, must be with AgentlessVmScanning off'],
    },
  },
  undetermined: {
    'a tier that is not known yet': {
      ...machines({ pricingTier: unknown }),
      says: ['it: pricingTier is not known before deployment, must be Standard'],
    },
    'a sub-plan that is not known yet': {
      ...machines({ subPlan: unknown }),
      says: ['it: subPlan is not known before deployment, must be P2'],
    },
    'an extension of which it is not known yet whether it is on': {
      ...machines({ extensions: scanning(unknown) }),
      says: ['it: extensions[0].isEnabled is not known before deployment, must be false'],
    },
    'an extension whose name is not known yet': {
      ...machines({ extensions: [extension(unknown, 'False')] }),
      says: ['it: extensions is not known before deployment, must be with AgentlessVmScanning off'],
    },
    'another plan whose extensions are not known yet': {
      resource: pricing('CloudPosture', { extensions: unknown }),
      says: [
        'it: extensions is not known before deployment, must be without AgentlessVmScanning, OnUploadMalwareScanning or SensitiveDataDiscovery',
      ],
    },
    'another plan with an extension whose name is not known yet': {
      resource: pricing('CloudPosture', { extensions: [extension(unknown, 'True')] }),
      says: [
        'it: extensions[0].name is not known before deployment, must be none of AgentlessVmScanning, OnUploadMalwareScanning or SensitiveDataDiscovery',
      ],
    },
    'a plan whose name is not known yet': {
      ...machines({ pricingName: unknown }),
      says: ['it: pricingName is not known before deployment, must be the name of a plan'],
    },
    'a plan whose name is not known yet, among the others': {
      stack: keyVaults({ pricingName: unknown }),
      says: ['VirtualMachines: scopeId is not known before deployment, must be covered by KeyVaults'],
    },
    'a plan of which it is not known yet whose it is': {
      stack: keyVaults({ scopeId: unknown }),
      says: ['VirtualMachines: scopeId is not known before deployment, must be covered by KeyVaults'],
    },
    'plans of which it is not known whose they are': {
      stack: without('KeyVaults').map(({ properties, ...rest }) => ({
        ...rest,
        properties: { ...properties, scopeId: unknown },
      })),
      says: ['VirtualMachines', 'StorageAccounts', 'KeyVaults', 'Arm'].map(
        (plan) => `VirtualMachines: scopeId is not known before deployment, must be covered by ${plan}`,
      ),
    },
  },
  notApplicable: {
    'a plan that the baseline does not list': {
      resource: pricing('Containers', { pricingTier: 'Free' }),
      because: 'the baseline does not list the plan',
    },
    'a key vault': {
      resource: { type: 'azure-native:keyvault:Vault', properties: {} },
      because: 'the policy is for azure-native:security:Pricing',
    },
    'a stack that sets a plan for a single resource': {
      stack: [machines({ scopeId: machine }).resource],
      because: 'the stack sets no plan for a subscription',
    },
  },
});
