import { describe, expect, it } from 'vitest';
import { vmDeniesRunCommand } from '../../../policy-packs/iso27017/policies/vm-denies-run-command';
import { describePolicy } from './support/describe-policy';
import { PackRun, unknown } from './support/pack-run';

const command = 'azure-native:compute:VirtualMachineRunCommandByVirtualMachine';

const machine = { type: 'azure-native:compute:VirtualMachine', properties: {} };
const applicationProfile = {
  galleryApplications: [{ packageReferenceId: '/g/applications/a/versions/1.0.0' }],
};
const applied =
  'applicationProfile.galleryApplications must be absent, found applications that Azure installs as root';

describePolicy('vm-denies-run-command', vmDeniesRunCommand, {
  compliant: {
    'a machine': { resource: machine },
    'a machine with an empty list of applications': {
      resource: { ...machine, properties: { applicationProfile: { galleryApplications: [] } } },
    },
  },
  violated: {
    'an application of a gallery on a machine': {
      resource: { ...machine, properties: { applicationProfile } },
      says: [`it: ${applied}`],
    },
    'an application of a gallery on the machines of a scale set': {
      resource: {
        type: 'azure-native:compute:VirtualMachineScaleSet',
        properties: { virtualMachineProfile: { applicationProfile } },
      },
      says: [`it: virtualMachineProfile.${applied}`],
    },
    'a run command': {
      resource: { type: command, name: 'fix-it', properties: { source: { script: 'rm -rf /' } } },
      says: ['fix-it: the resource must be absent, found a run command on a virtual machine'],
    },
    'a run command on a machine of a scale set': {
      resource: { type: 'azure-native:compute/v20240301:VirtualMachineScaleSetVMRunCommand', properties: {} },
      says: ['it: the resource must be absent, found a run command on a virtual machine'],
    },
  },
  undetermined: {
    'applications that are not known yet': {
      resource: { ...machine, properties: { applicationProfile: { galleryApplications: unknown } } },
      says: ['it: applicationProfile.galleryApplications is not known before deployment, must be absent'],
    },
  },
  notApplicable: {
    'an extension': {
      resource: { type: 'azure-native:compute:VirtualMachineExtension', properties: {} },
      because:
        'the policy is for azure-native:compute:VirtualMachine, azure-native:compute:VirtualMachineScaleSet, azure-native:compute:VirtualMachineRunCommandByVirtualMachine, azure-native:compute:VirtualMachineScaleSetVMRunCommand, azure-native:hybridcompute:MachineRunCommand',
    },
  },
});

describe('vm-denies-run-command', () => {
  it('leaves nothing open: a run command is refused whatever is not known of it', () => {
    const run = new PackRun({ 'vm-denies-run-command': vmDeniesRunCommand });
    const { violated, undetermined } = run.analyze({ type: command, properties: { vmName: unknown } });
    expect(violated).toHaveLength(1);
    expect(undetermined).toEqual([]);
  });
});
