import { groupBy } from '../../../lib/findings/group-by';
import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import { expectWord, undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Rule } from '../framework/rule';

const machine = 'azure-native:compute:VirtualMachine';
const disk = 'azure-native:compute:Disk';
const item = 'azure-native:recoveryservices:ProtectedItem';

/**
 * Every machine that has data disks is backed up, its backups go on, and none of its disks is left out; a disk that no
 * machine of the stack attaches is backed up by nobody. Left out, the state is that backups go on.
 * https://learn.microsoft.com/azure/backup/selective-disk-backup-restore (2026-11-24),
 * https://learn.microsoft.com/azure/backup/backup-azure-arm-userestapi-backupazurevms (2026-11-27)
 */
export const dataDiskRequiresBackup: Rule = {
  types: [machine, disk, item],
  checkStack(stack) {
    const machines = stack.ofType(machine).filter((one) => !attached(one).isAbsent);
    const disks = stack.ofType(disk);
    const holders = machines.filter((one) => attached(one).isUnknown || attached(one).items.length > 0);
    if (holders.length + disks.length === 0) return { notApplicable: 'the stack holds no data disk' };
    const targets = machines.flatMap((holder) =>
      attached(holder).items.map((entry) => stack.follow(holder, entry.at('managedDisk.id'), disk)),
    );
    const held = new Set(targets.flatMap((target) => (target.kind === 'resource' ? [target.resource] : [])));
    // What only deployment tells is not called loose, and not held either.
    const isOpen = targets.some(({ kind }) => kind === 'unknown');
    const loose = disks.filter((one) => !held.has(one));
    const attachment = 'attached to a machine that is backed up';
    const judge = judgeOf(stack);
    return [
      ...loose.flatMap((one) =>
        at(one, [isOpen ? undetermined('', attachment) : violated('', attachment, 'no machine')]),
      ),
      ...holders.flatMap(judge),
    ];
  },
};

const attached = ({ properties }: Resource) => properties.at('storageProfile.dataDisks');

function judgeOf(stack: StackView) {
  const items = stack.ofType(item).map((candidate) => ({
    candidate,
    target: stack.follow(candidate, candidate.properties.at('properties.sourceResourceId'), machine),
  }));
  const own = groupBy(items, ({ target }) => (target.kind === 'resource' ? target.resource : undefined));
  const isOpen = items.some(({ target }) => target.kind === 'unknown');
  const expected = 'backed up by a protected item';
  return (one: Resource) =>
    own.get(one)?.flatMap(({ candidate }) => judgeItem(candidate)) ??
    at(one, [isOpen ? undetermined('', expected) : violated('', expected, 'none')]);
}

function judgeItem(candidate: Resource) {
  const item = candidate.properties.key('properties');
  const choice = item.at('extendedProperties.diskExclusionProperties');
  const state = item.key('protectionState');
  const whole = 'absent, so that every disk is backed up';
  return at(candidate, [
    ...(choice.isAbsent
      ? []
      : [choice.isUnknown ? undetermined(choice, whole) : violated(choice, whole, 'a choice of disks')]),
    ...(state.isAbsent || item.isUnknown ? [] : expectWord(state, ['Protected'])),
  ]);
}
