import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import { itemsOf, type Value } from '../../../lib/resources/value';
import { machineOf, machineTypes } from '../azure/machines';
import { expect, undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Result, Rule } from '../framework/rule';

const diskType = 'azure-native:compute:Disk';
const diskTypes = [diskType, 'azure-native:compute:Snapshot'];
const expected = 'a disk encryption set';
const attached = 'a disk that this stack makes';

/**
 * Every disk is encrypted with a key of the tenant's vault, by a disk encryption set; left out, Azure takes a key
 * of its own. That the set belongs to the same tenant is judged where references between tenants are. A disk
 * that is attached is judged where it is made, and so has to be made in the stack.
 * https://learn.microsoft.com/azure/virtual-machines/disk-encryption (2026-11-23)
 */
export const vmDiskUsesTenantKey: Rule = {
  types: [...machineTypes, ...diskTypes],
  check(resource) {
    if (diskTypes.includes(resource.type))
      return encrypted(resource.properties.at('encryption.diskEncryptionSetId'));
    return disksOf(resource).flatMap((disk) =>
      isAttached(disk) ? [] : encrypted(disk.at('managedDisk.diskEncryptionSet.id')),
    );
  },
  checkStack: (stack) =>
    stack.ofType(...machineTypes).flatMap((machine) => at(machine, judgeAttached(machine, stack))),
};

function disksOf(machine: Resource): Value[] {
  const storage = machineOf(machine).key('storageProfile');
  return [storage.key('osDisk'), ...itemsOf(storage.key('dataDisks'))];
}

function isAttached(disk: Value): boolean {
  return disk.key('createOption').text?.trim().toLowerCase() === 'attach';
}

/** Whether the stack makes the disks that a machine is given; of those outside nobody has seen how they are encrypted. */
function judgeAttached(machine: Resource, stack: StackView): Result[] {
  const ids = disksOf(machine)
    .filter(isAttached)
    .map((disk) => disk.at('managedDisk.id'));
  const open = ids.filter(({ isUnknown }) => isUnknown);
  const named = ids.flatMap((id) => {
    const target = id.isKnown ? stack.follow(machine, id, diskType) : undefined;
    return target?.kind === 'resource' ? target.resource : [];
  });
  // What is not known is made from disks of the stack when as many of them are left as there are places.
  const left = open
    .slice(0, 1)
    .flatMap((id) => stack.madeFrom(machine, id))
    .filter((maker) => maker.type === diskType && !named.includes(maker));
  return ids.flatMap((id): Result[] => {
    if (id.isAbsent) return [violated(id, attached, 'nothing')];
    const isMade = id.isUnknown
      ? left.length >= open.length
      : stack.follow(machine, id, diskType).kind === 'resource';
    return isMade ? [] : [undetermined(id, attached)];
  });
}

function encrypted(id: Value): Result[] {
  return expect(id, expected, ({ text }) => /\/diskencryptionsets\/[^/]+$/i.test(text ?? ''));
}
