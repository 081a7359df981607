import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import type { Value } from '../../../lib/resources/value';
import { belongsTo } from '../azure/belonging';
import { machineOf, machineTypes } from '../azure/machines';
import { expect, undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Located, Rule } from '../framework/rule';

/**
 * Operators log in to a machine as themselves, by Entra ID. Besides, a machine admits one SSH key, for the day on which
 * that fails: one that the stack makes, for this tenant alone, so that its private part is where the stack puts it. A key
 * that somebody brings along would be a way in that no register knows. What is not known yet, or known from an earlier
 * deployment, is told by what `osProfile` was made from.
 * https://learn.microsoft.com/rest/api/compute/virtual-machines/create-or-update#sshpublickey (2026-11-27)
 */
export const vmAdmitsEmergencyKeyOnly: Rule = {
  types: machineTypes,
  check(resource, { baseline }) {
    if (machineOf(resource).key('osProfile').isAbsent)
      return { notApplicable: 'the machine starts from a disk that has its users already' };
    const { adminUser, emergencyLogin } = baseline.virtualMachines;
    const list = keysOf(resource);
    if (list.isAbsent) return [];
    const isFew = ({ isList, items }: Value) => isList && items.length <= emergencyLogin.keys;
    return [
      ...expect(list, `a list of ${emergencyLogin.keys} at most`, isFew),
      ...list.items.flatMap((key) =>
        expect(
          key.key('path'),
          `/home/${adminUser}/.ssh/authorized_keys`,
          ({ text }) => text === `/home/${adminUser}/.ssh/authorized_keys`,
        ),
      ),
      ...list.items
        .map((item) => item.key('keyData'))
        .filter(({ isKnown }) => isKnown)
        .flatMap((key) => expect(key, 'one key, on one line', ({ text }) => isOneLine(text))),
    ];
  },
  checkStack(stack, context) {
    const holders = new Map<Resource, string | undefined>();
    return stack.ofType(...machineTypes).flatMap((machine) => judgeOrigin(machine, holders, stack, context));
  },
};

/** A file of keys admits each of its lines. */
function isOneLine(text: string | undefined): boolean {
  return text !== undefined && !/[\r\n]/.test(text.trim());
}

function keysOf(resource: Resource): Value {
  return machineOf(resource).at('osProfile.linuxConfiguration.ssh.publicKeys');
}

/** Whether the stack makes a machine's keys, and for no other tenant; `holders` are the tenants of earlier machines. */
function judgeOrigin(
  machine: Resource,
  holders: Map<Resource, string | undefined>,
  stack: StackView,
  context: Context,
): Located[] {
  const { madeBy } = context.baseline.virtualMachines.emergencyLogin;
  const expected = `made by a ${madeBy} of this stack`;
  return keysOf(machine).items.flatMap((item): Located[] => {
    const key = item.key('keyData');
    const makers = stack.madeFrom(machine, key).filter(({ type }) => type === madeBy);
    if (makers.length === 0) {
      const found = key.isAbsent ? 'nothing' : 'a key from elsewhere';
      return at(machine, [key.isUnknown ? undetermined(key, expected) : violated(key, expected, found)]);
    }
    const tenant = belongsTo(machine, 'tenant', stack, context);
    return makers.flatMap((maker) => {
      if (!holders.has(maker)) holders.set(maker, tenant);
      const holder = holders.get(maker);
      if (holder === tenant) return [];
      const found = `${maker.name}, which admits to tenant ${holder ?? 'nobody'}`;
      return at(machine, [violated(key, `a key of tenant ${tenant ?? 'nobody'} alone`, found)]);
    });
  });
}
