import type { Resource } from '../../../lib/resources/resource';
import type { Value } from '../../../lib/resources/value';

export const machineType = 'azure-native:compute:VirtualMachine';
const scaleSet = 'azure-native:compute:VirtualMachineScaleSet';

/** Types that describe virtual machines: a single one, or a set of equal ones. */
export const machineTypes: readonly string[] = [machineType, scaleSet];

/** Where a resource of these types describes its machines. */
export function machineOf(resource: Resource): Value {
  return resource.type === scaleSet ? resource.properties.key('virtualMachineProfile') : resource.properties;
}
