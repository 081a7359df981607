import { lockedAmong } from '../azure/delete-locks';
import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Rule } from '../framework/rule';

/**
 * Every resource of a type that the baseline lists has a lock in its stack by which Azure refuses to delete it, whoever
 * asks. Left out, whoever may delete it can.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources (2026-11-27)
 */
export const dataStoreRequiresDeleteLock: Rule = {
  checkStack(stack, { baseline }) {
    const kept = stack.ofType(...baseline.dataStores.deleteLocks);
    if (kept.length === 0) return { notApplicable: 'the stack holds nothing that the baseline has locked' };
    const expected = 'locked against deletion';
    const { sure, open } = lockedAmong(kept, stack);
    return kept
      .filter((resource) => !sure.has(resource))
      .flatMap((resource) =>
        at(resource, [open.has(resource) ? undetermined('', expected) : violated('', expected, 'no lock')]),
      );
  },
};
