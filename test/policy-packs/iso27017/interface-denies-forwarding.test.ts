import { interfaceDeniesForwarding } from '../../../policy-packs/iso27017/policies/interface-denies-forwarding';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const card = (properties: object) => ({
  resource: { type: 'azure-native:network:NetworkInterface', properties: { ...properties } },
});
const machine = (networkProfile: object) => ({
  resource: { type: 'azure-native:compute:VirtualMachine', properties: { networkProfile } },
});

describePolicy('interface-denies-forwarding', interfaceDeniesForwarding, {
  compliant: {
    'an interface that says nothing': card({}),
    'an interface that forwards nothing': card({ enableIPForwarding: false }),
    'an interface that Azure makes': machine({ networkInterfaceConfigurations: [{ name: 'a' }] }),
  },
  violated: {
    'the only one that Azure makes, which is no list': {
      ...machine({ networkInterfaceConfigurations: { enableIPForwarding: true } }),
      says: [
        'it: networkProfile.networkInterfaceConfigurations.enableIPForwarding must be false, found true',
      ],
    },
    'an interface that forwards': {
      ...card({ enableIPForwarding: true }),
      says: ['it: enableIPForwarding must be false, found true'],
    },
    'one that Azure makes': {
      ...machine({ networkInterfaceConfigurations: [{ enableIPForwarding: 'True' }] }),
      says: [
        'it: networkProfile.networkInterfaceConfigurations[0].enableIPForwarding must be false, found True',
      ],
    },
  },
  undetermined: {
    'a switch that is not known yet': {
      ...card({ enableIPForwarding: unknown }),
      says: ['it: enableIPForwarding is not known before deployment, must be false'],
    },
  },
  notApplicable: {
    'a machine with interfaces of their own': {
      ...machine({ networkInterfaces: [{ id: '/x' }] }),
      because: 'the machine has no interfaces but those beside it',
    },
  },
});
