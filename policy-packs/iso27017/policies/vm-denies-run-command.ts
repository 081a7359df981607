import { machineOf, machineTypes } from '../azure/machines';
import { undetermined, violated } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

const commands = [
  'azure-native:compute:VirtualMachineRunCommandByVirtualMachine',
  'azure-native:compute:VirtualMachineScaleSetVMRunCommand',
  'azure-native:hybridcompute:MachineRunCommand',
];

/**
 * No run command and no application of a gallery is part of a plan: each would run a script as root past the operators'
 * login and the hardening document.
 * https://learn.microsoft.com/azure/virtual-machines/run-command-overview (2026-11-23)
 * https://learn.microsoft.com/azure/virtual-machines/vm-applications (2026-11-27)
 */
export const vmDeniesRunCommand: Rule = {
  types: [...machineTypes, ...commands],
  check(resource): Result[] {
    if (commands.includes(resource.type))
      return [violated(resource.properties, 'absent', 'a run command on a virtual machine')];
    const applications = machineOf(resource).at('applicationProfile.galleryApplications');
    if (applications.isUnknown) return [undetermined(applications, 'absent')];
    const isEmpty = applications.isAbsent || (applications.isList && applications.items.length === 0);
    return isEmpty ? [] : [violated(applications, 'absent', 'applications that Azure installs as root')];
  },
};
