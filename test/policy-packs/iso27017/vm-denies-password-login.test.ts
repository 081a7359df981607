import { vmDeniesPasswordLogin } from '../../../policy-packs/iso27017/policies/vm-denies-password-login';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const machine = (osProfile: unknown) => ({
  resource: { type: 'azure-native:compute:VirtualMachine', properties: { osProfile } },
});
const keysOnly = { linuxConfiguration: { disablePasswordAuthentication: true } };

describePolicy('vm-denies-password-login', vmDeniesPasswordLogin, {
  compliant: {
    'login by key only': machine(keysOnly),
    'an empty password, which is none': machine({ ...keysOnly, adminPassword: '' }),
  },
  violated: {
    'passwords admitted': {
      ...machine({ linuxConfiguration: { disablePasswordAuthentication: false } }),
      says: ['it: osProfile.linuxConfiguration.disablePasswordAuthentication must be true, found false'],
    },
    'a machine that says nothing of passwords': {
      ...machine({ computerName: 'aoba-app-1' }),
      says: [
        'it: osProfile.linuxConfiguration.disablePasswordAuthentication must be true, found nothing, which Azure takes as false',
      ],
    },
    'a password beside the key, without printing it': {
      ...machine({ ...keysOnly, adminPassword: 'Correct-Horse-9' }),
      says: ['it: osProfile.adminPassword must be absent, found a password'],
    },
    'a Windows machine': {
      ...machine({ windowsConfiguration: {} }),
      says: [
        'it: osProfile.windowsConfiguration must be absent, as Windows takes a password, found a Windows machine',
      ],
    },
  },
  undetermined: {
    'a password that is not known yet': {
      ...machine({ ...keysOnly, adminPassword: unknown }),
      says: ['it: osProfile.adminPassword is not known before deployment, must be absent'],
    },
    'a profile that is not known yet': {
      ...machine(unknown),
      says: [
        'it: osProfile.linuxConfiguration.disablePasswordAuthentication is not known before deployment, must be true',
      ],
    },
  },
  notApplicable: {
    'a machine from a disk with users of its own': {
      ...machine(undefined),
      because: 'the machine starts from a disk that has its users already',
    },
  },
});
