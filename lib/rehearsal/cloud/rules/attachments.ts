import { keyOf, parseArmId } from '../arm-id';
import { CloudError } from '../cloud-error';
import { isType, listAt, type PutContext, type Rule, textAt } from '../rule';

const machineType = 'Microsoft.Compute/virtualMachines';

/**
 * An interface and a disk belong to one machine, and lie where it lies.
 * https://learn.microsoft.com/azure/virtual-machines/network-overview
 */
export const attachments: Rule = {
  put(context) {
    if (!isType(context.target, machineType)) return;
    const { properties } = context;
    for (const nic of listAt(properties, 'networkProfile', 'networkInterfaces'))
      check(context, textAt(nic, 'id'), 'NicInUse');
    for (const disk of listAt(properties, 'storageProfile', 'dataDisks'))
      check(context, textAt(disk, 'managedDisk', 'id'), 'AttachDiskWhileBeingAttached');
  },
};

function check({ store, target, properties }: PutContext, id: string | undefined, code: string): void {
  const part = id === undefined ? undefined : store.get(id);
  if (part === undefined) return;
  const other = store
    .referringTo(part.id)
    .find((user) => isType(parseArmId(user.id), machineType) && keyOf(user.id) !== keyOf(target.id));
  if (other !== undefined)
    throw new CloudError(
      400,
      code,
      `'${part.id}' is used by '${other.id}', so '${target.id}' cannot have it.`,
    );
  const [here, there] = [properties, part.properties].map((all) =>
    textAt(all, 'location')?.replaceAll(' ', '').toLowerCase(),
  );
  if (here !== undefined && there !== undefined && here !== there)
    throw new CloudError(
      400,
      'InvalidResourceReference',
      `'${part.id}' is in ${there}, and '${target.id}' in ${here}: they must be in one region.`,
    );
}
