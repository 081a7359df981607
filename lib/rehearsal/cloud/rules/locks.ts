import { keyOf } from '../arm-id';
import { CloudError } from '../cloud-error';
import { isType, type Rule, type RuleContext, textAt } from '../rule';

const lockType = 'Microsoft.Authorization/locks';
const lockPart = '/providers/microsoft.authorization/locks/';

/**
 * A lock holds for its scope and everything below it, role assignments too: `CanNotDelete` against deletion,
 * `ReadOnly` against every change. Locks themselves are governed by roles, not by locks.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
 */
export const locks: Rule = {
  put(context) {
    if (isType(context.target, lockType)) return;
    refuseUnder(
      context,
      'write',
      locksAbove(context).filter(({ level }) => level === 'readonly'),
    );
  },
  delete(context) {
    if (isType(context.target, lockType)) return;
    const inside = locksBelow(context);
    refuseUnder(context, 'delete', [...locksAbove(context), ...inside]);
  },
};

interface Lock {
  readonly scope: string;
  readonly level: string;
}

/** The locks on the target, and on everything that it lies in. */
function locksAbove({ store, target }: RuleContext): Lock[] {
  const parts = keyOf(target.id).split('/');
  const scopes = parts.map((_, index) => parts.slice(0, index + 1).join('/')).filter((scope) => scope !== '');
  return scopes.flatMap((scope) => locksOf(store, scope));
}

/** The locks on what would go with the target. */
function locksBelow({ store, target }: RuleContext): Lock[] {
  return store
    .below(target.id)
    .filter(({ id }) => keyOf(id).includes(lockPart))
    .map(toLock);
}

function locksOf(store: RuleContext['store'], scope: string): Lock[] {
  const start = `${scope}${lockPart}`;
  return [...store.resources.getRange({ start, end: `${start}\uffff` })].map(({ value }) => toLock(value));
}

function toLock(lock: { id: string; properties: unknown }): Lock {
  const scope = lock.id.slice(0, keyOf(lock.id).lastIndexOf(lockPart));
  return { scope, level: (textAt(lock.properties, 'level') ?? '').toLowerCase() };
}

function refuseUnder({ target }: RuleContext, action: string, found: readonly Lock[]): void {
  if (found.length === 0) return;
  const scopes = [...new Set(found.map(({ scope }) => `'${scope}'`))].join(', ');
  throw new CloudError(
    409,
    'ScopeLocked',
    `The scope '${target.id}' cannot perform ${action} operation because following scope(s) are locked: ${scopes}. Please remove the lock and try again.`,
  );
}
