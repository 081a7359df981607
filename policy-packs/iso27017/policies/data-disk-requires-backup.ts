import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Resource } from '../framework/resource';
import type { Rule } from '../framework/rule';
import type { StackView } from '../framework/stack-view';

const machine = 'azure-native:compute:VirtualMachine';
const disk = 'azure-native:compute:Disk';
const item = 'azure-native:recoveryservices:ProtectedItem';

/**
 * Every machine that has data disks is backed up, and none of its disks is left out; a disk that no machine of the
 * stack attaches is backed up by nobody.
 * https://learn.microsoft.com/azure/backup/selective-disk-backup-restore (2026-11-24)
 */
export const dataDiskRequiresBackup: Rule = {
  types: [machine, disk, item],
  checkStack(stack) {
    const machines = stack.ofType(machine).filter((one) => !attached(one).isAbsent);
    const disks = stack.ofType(disk);
    const holders = machines.filter((one) => attached(one).isUnknown || attached(one).items.length > 0);
    if (holders.length + disks.length === 0) return { notApplicable: 'the stack holds no data disk' };
    const loose = disks.filter((one) => !machines.some((holder) => attaches(holder, one, stack)));
    return [
      ...loose.flatMap((one) =>
        at(one, [violated('', 'attached to a machine that is backed up', 'no machine')]),
      ),
      ...holders.flatMap((one) => judge(one, stack)),
    ];
  },
};

const attached = ({ properties }: Resource) => properties.at('storageProfile.dataDisks');

function attaches(holder: Resource, one: Resource, stack: StackView): boolean {
  return attached(holder).items.some((entry) => {
    const target = stack.follow(holder, entry.at('managedDisk.id'), disk);
    // What only deployment tells is not called loose.
    return target.kind === 'unknown' || (target.kind === 'resource' && target.resource === one);
  });
}

function judge(one: Resource, stack: StackView) {
  const items = stack.ofType(item).map((candidate) => ({
    candidate,
    target: stack.follow(candidate, candidate.properties.at('properties.sourceResourceId'), machine),
  }));
  const own = items.filter(({ target }) => target.kind === 'resource' && target.resource === one);
  const expected = 'backed up by a protected item';
  if (own.length === 0) {
    const isOpen = items.some(({ target }) => target.kind === 'unknown');
    return at(one, [isOpen ? undetermined('', expected) : violated('', expected, 'none')]);
  }
  return own.flatMap(({ candidate }) => {
    const choice = candidate.properties.at('properties.extendedProperties.diskExclusionProperties');
    if (choice.isAbsent) return [];
    const whole = 'absent, so that every disk is backed up';
    return at(candidate, [
      choice.isUnknown ? undetermined(choice, whole) : violated(choice, whole, 'a choice of disks'),
    ]);
  });
}
