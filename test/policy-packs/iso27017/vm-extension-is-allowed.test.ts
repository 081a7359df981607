import { vmExtensionIsAllowed } from '../../../policy-packs/iso27017/policies/vm-extension-is-allowed';
import { describePolicy } from './support/describe-policy';
import { baseline, unknown } from './support/pack-run';

const [agent] = baseline.virtualMachines.extensions;
const admitted = {
  publisher: agent?.publisher,
  type: agent?.type,
  typeHandlerVersion: agent?.version,
};
const names =
  'Microsoft.Azure.Monitor/AzureMonitorLinuxAgent or Microsoft.Azure.ActiveDirectory/AADSSHLoginForLinux';
const extension = (properties: object) => ({
  resource: { type: 'azure-native:compute:VirtualMachineExtension', properties: { ...properties } },
});

describePolicy('vm-extension-is-allowed', vmExtensionIsAllowed, {
  compliant: {
    'an extension of the baseline': extension(admitted),
    'the same in another spelling': extension({
      ...admitted,
      publisher: 'microsoft.azure.monitor',
      type: 'AZUREMONITORLINUXAGENT',
    }),
    'a machine without extensions': {
      resource: { type: 'azure-native:compute:VirtualMachine', properties: {} },
    },
  },
  violated: {
    'the only extension of a scale set, which is no list': {
      resource: {
        type: 'azure-native:compute:VirtualMachineScaleSet',
        properties: {
          virtualMachineProfile: {
            extensionProfile: { extensions: { publisher: 'Example', type: 'Shell' } },
          },
        },
      },
      says: [
        `it: virtualMachineProfile.extensionProfile.extensions.type must be ${names}, found Example/Shell`,
      ],
    },
    'the script extension': {
      ...extension({
        publisher: 'Microsoft.Azure.Extensions',
        type: 'CustomScript',
        typeHandlerVersion: '2.1',
      }),
      says: [`it: type must be ${names}, found Microsoft.Azure.Extensions/CustomScript`],
    },
    "an admitted type of another publisher's": {
      ...extension({ ...admitted, publisher: 'Example' }),
      says: [`it: type must be ${names}, found Example/AzureMonitorLinuxAgent`],
    },
    'another version': {
      ...extension({ ...admitted, typeHandlerVersion: '1.0' }),
      says: ['it: typeHandlerVersion must be 1.33, found 1.0'],
    },
    'a version that Azure raises by itself': {
      ...extension({ ...admitted, autoUpgradeMinorVersion: true, enableAutomaticUpgrade: false }),
      says: ['it: autoUpgradeMinorVersion must be false, found true'],
    },
    'no version': {
      ...extension({ ...admitted, typeHandlerVersion: undefined }),
      says: ['it: typeHandlerVersion must be 1.33, found nothing'],
    },
    'an extension in the profile of a scale set': {
      resource: {
        type: 'azure-native:compute:VirtualMachineScaleSet',
        properties: {
          virtualMachineProfile: {
            extensionProfile: { extensions: [admitted, { publisher: 'Example', type: 'Shell' }] },
          },
        },
      },
      says: [
        `it: virtualMachineProfile.extensionProfile.extensions[1].type must be ${names}, found Example/Shell`,
      ],
    },
  },
  undetermined: {
    'a type that is not known yet': {
      ...extension({ ...admitted, type: unknown }),
      says: [`it: type is not known before deployment, must be that of ${names}`],
    },
    'a version that is not known yet': {
      ...extension({ ...admitted, typeHandlerVersion: unknown }),
      says: ['it: typeHandlerVersion is not known before deployment, must be 1.33'],
    },
  },
  notApplicable: {
    'a disk': {
      resource: { type: 'azure-native:compute:Disk', properties: {} },
      because:
        'the policy is for azure-native:compute:VirtualMachineExtension, azure-native:compute:VirtualMachineScaleSetExtension, azure-native:compute:VirtualMachineScaleSetVMExtension, azure-native:compute:VirtualMachine, azure-native:compute:VirtualMachineScaleSet',
    },
  },
});
