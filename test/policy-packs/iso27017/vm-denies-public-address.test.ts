import { vmDeniesPublicAddress } from '../../../policy-packs/iso27017/policies/vm-denies-public-address';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const nic = (ipConfigurations: unknown) => ({
  resource: { type: 'azure-native:network:NetworkInterface', properties: { ipConfigurations } },
});
const scaleSet = (configuration: object) => ({
  resource: {
    type: 'azure-native:compute:VirtualMachineScaleSet',
    properties: {
      virtualMachineProfile: {
        networkProfile: {
          networkInterfaceConfigurations: [{ name: 'nic', ipConfigurations: [configuration] }],
        },
      },
    },
  },
});

describePolicy('vm-denies-public-address', vmDeniesPublicAddress, {
  compliant: {
    'a private address only': nic([{ name: 'private', privateIPAddress: '10.64.1.4' }]),
    'no configuration at all': nic(undefined),
    'a scale set with private addresses': scaleSet({ name: 'private' }),
    'a machine with interfaces of their own': {
      resource: {
        type: 'azure-native:compute:VirtualMachine',
        properties: { networkProfile: { networkInterfaces: [{ id: '/subscriptions/s' }] } },
      },
    },
  },
  violated: {
    'the only configuration, which is no list': {
      ...nic({ name: 'public', publicIPAddress: { id: '/subscriptions/s/x' } }),
      says: ['it: ipConfigurations.publicIPAddress must be absent, found a public address'],
    },
    'a public address': {
      ...nic([{ name: 'private' }, { name: 'public', publicIPAddress: { id: '/subscriptions/s/x' } }]),
      says: ['it: ipConfigurations[1].publicIPAddress must be absent, found a public address'],
    },
    'a public address whose id is not known yet': {
      ...nic([{ name: 'public', publicIPAddress: { id: unknown } }]),
      says: ['it: ipConfigurations[0].publicIPAddress must be absent, found a public address'],
    },
    'a public address that Azure makes with a scale set': {
      ...scaleSet({ name: 'public', publicIPAddressConfiguration: { name: 'p' } }),
      says: [
        'it: virtualMachineProfile.networkProfile.networkInterfaceConfigurations[0].ipConfigurations[0].publicIPAddressConfiguration must be absent, found a public address',
      ],
    },
  },
  undetermined: {
    'a reference that may be none': {
      ...nic([{ name: 'a', publicIPAddress: unknown }]),
      says: ['it: ipConfigurations[0].publicIPAddress is not known before deployment, must be absent'],
    },
    'configurations that are not known yet': {
      ...nic(unknown),
      says: ['it: ipConfigurations is not known before deployment, must be without a public address'],
    },
  },
  notApplicable: {
    "a gateway's public address": {
      resource: { type: 'azure-native:network:PublicIPAddress', properties: {} },
      because:
        'the policy is for azure-native:network:NetworkInterface, azure-native:compute:VirtualMachine, azure-native:compute:VirtualMachineScaleSet',
    },
  },
});
