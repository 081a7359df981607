import type { PlannedResource } from '../../../lib/resources/from-plan';
import { made } from './rows';

export const machineType = 'azure-native:compute:VirtualMachine';
export const scaleSetType = 'azure-native:compute:VirtualMachineScaleSet';
const both = [machineType, scaleSetType];

/** Machines of the plan, and a scale set of machines like the first of them: the dev stack makes none. */
export function scaleSet(plan: readonly PlannedResource[]): PlannedResource[] {
  const machine = plan.find(({ type }) => type === machineType);
  if (machine === undefined) throw new Error('the plan has no machine: correct the table of mutants');
  const { location, resourceGroupName, tags, ...profile } = machine.inputs;
  const scale = {
    location,
    resourceGroupName,
    tags,
    vmScaleSetName: 'vmss-dev',
    virtualMachineProfile: profile,
  };
  return [{ ...made(scaleSetType, 'scale-set', scale), provider: machine.provider ?? '' }];
}

/** The same property of a machine and of a scale set's machines: the types and both paths. */
export function ofMachines(path: string) {
  return both.map((of) => ({ of, path: of === scaleSetType ? `virtualMachineProfile.${path}` : path }));
}
