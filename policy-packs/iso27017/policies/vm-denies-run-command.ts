import { machineTypes } from '../azure/machines';
import { violated } from '../framework/expect';
import type { Rule } from '../framework/rule';

const commands = [
  'azure-native:compute:VirtualMachineRunCommandByVirtualMachine',
  'azure-native:compute:VirtualMachineScaleSetVMRunCommand',
  'azure-native:hybridcompute:MachineRunCommand',
];

/**
 * No run command is part of a plan: it would run a script as root past the operators' login.
 * https://learn.microsoft.com/azure/virtual-machines/run-command-overview (2026-11-23)
 */
export const vmDeniesRunCommand: Rule = {
  types: [...machineTypes, ...commands],
  check: ({ type, properties }) =>
    commands.includes(type) ? [violated(properties, 'absent', 'a run command on a virtual machine')] : [],
};
