import { vmRequiresTrustedLaunch } from '../../../policy-packs/iso27017/policies/vm-requires-trusted-launch';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const profile = {
  securityType: 'TrustedLaunch',
  uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
};
const machine = (securityProfile: unknown) => ({
  resource: { type: 'azure-native:compute:VirtualMachine', properties: { securityProfile } },
});

describePolicy('vm-requires-trusted-launch', vmRequiresTrustedLaunch, {
  compliant: {
    'trusted launch with both of its parts': machine(profile),
    'another spelling of the type': machine({ ...profile, securityType: 'trustedlaunch' }),
    'a scale set whose machines have it': {
      resource: {
        type: 'azure-native:compute:VirtualMachineScaleSet',
        properties: { virtualMachineProfile: { securityProfile: profile } },
      },
    },
  },
  violated: {
    'a machine that says nothing': {
      ...machine(undefined),
      says: [
        'it: securityProfile.securityType must be TrustedLaunch, found nothing',
        'it: securityProfile.uefiSettings.secureBootEnabled must be true, found nothing',
        'it: securityProfile.uefiSettings.vTpmEnabled must be true, found nothing',
      ],
    },
    'secure boot switched off': {
      ...machine({ ...profile, uefiSettings: { secureBootEnabled: false, vTpmEnabled: true } }),
      says: ['it: securityProfile.uefiSettings.secureBootEnabled must be true, found false'],
    },
    'a machine of the standard type, in an API version of its own': {
      resource: {
        type: 'azure-native:compute/v20230901:VirtualMachine',
        properties: { securityProfile: { ...profile, securityType: 'Standard' } },
      },
      says: ['it: securityProfile.securityType must be TrustedLaunch, found Standard'],
    },
  },
  undetermined: {
    'one part that is not known yet, and judges the others': {
      ...machine({ ...profile, uefiSettings: { secureBootEnabled: unknown, vTpmEnabled: true } }),
      says: [
        'it: securityProfile.uefiSettings.secureBootEnabled is not known before deployment, must be true',
      ],
    },
  },
  notApplicable: {
    'a disk': {
      resource: { type: 'azure-native:compute:Disk', properties: {} },
      because:
        'the policy is for azure-native:compute:VirtualMachine, azure-native:compute:VirtualMachineScaleSet',
    },
  },
});
