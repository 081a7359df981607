import { vmRequiresEncryptionAtHost } from '../../../policy-packs/iso27017/policies/vm-requires-encryption-at-host';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const machine = (securityProfile: unknown) => ({
  resource: { type: 'azure-native:compute:VirtualMachine', properties: { securityProfile } },
});

describePolicy('vm-requires-encryption-at-host', vmRequiresEncryptionAtHost, {
  compliant: {
    'encryption at the host': machine({ encryptionAtHost: true }),
    'the same written as a text': machine({ encryptionAtHost: 'true' }),
    'a scale set that has it': {
      resource: {
        type: 'azure-native:compute:VirtualMachineScaleSet',
        properties: { virtualMachineProfile: { securityProfile: { encryptionAtHost: true } } },
      },
    },
  },
  violated: {
    'a machine without it': {
      ...machine({ encryptionAtHost: false }),
      says: ['it: securityProfile.encryptionAtHost must be true, found false'],
    },
    'a machine that says nothing': {
      ...machine(undefined),
      says: ['it: securityProfile.encryptionAtHost must be true, found nothing, which Azure takes as false'],
    },
    'a machine that says nothing in an API version whose default is not known': {
      resource: { type: 'azure-native:compute/v20251101:VirtualMachine', properties: {} },
      says: ['it: securityProfile.encryptionAtHost must be true, said explicitly, found nothing'],
    },
  },
  undetermined: {
    'a profile that is not known yet': {
      ...machine(unknown),
      says: ['it: securityProfile.encryptionAtHost is not known before deployment, must be true'],
    },
  },
  notApplicable: {
    'a network interface': {
      resource: { type: 'azure-native:network:NetworkInterface', properties: {} },
      because:
        'the policy is for azure-native:compute:VirtualMachine, azure-native:compute:VirtualMachineScaleSet',
    },
  },
});
