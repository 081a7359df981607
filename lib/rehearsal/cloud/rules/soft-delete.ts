import { keyOf } from '../arm-id';
import { CloudError } from '../cloud-error';
import { type DeleteContext, isType, type Rule, valueAt } from '../rule';
import { globalKey, refuseRecoverable } from './global-names';

const dayMs = 24 * 60 * 60 * 1000;
/** Days that Azure keeps what is deleted when a vault says nothing. */
const defaultDays = 90;

/**
 * A deleted vault, key or secret is recoverable for the vault's days, and its name is not free in that time. What
 * goes with its vault comes back with it. Purge protection, once on, stays on.
 * https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
 */
export const softDelete: Rule = {
  put({ store, target, before, now, properties }) {
    if (isItem(target) && before === undefined) refuseRecoverable(store, keyOf(target.id), target.name, now);
    if (!isType(target, vaultType) || before === undefined) return;
    if (isPurgeProtected(before.properties) && !isPurgeProtected(properties))
      throw new CloudError(
        400,
        'BadRequest',
        'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.',
      );
  },
  delete(context) {
    if (isType(context.target, vaultType)) {
      keep(context, globalKey(context.target.type, context.target.name), context.resource.properties);
    } else if (isItem(context.target)) {
      const vault = context.store.get(context.target.parent);
      if (vault !== undefined) keep(context, keyOf(context.target.id), vault.properties);
    }
  },
};

const vaultType = 'Microsoft.KeyVault/vaults';

function isItem(target: DeleteContext['target']): boolean {
  return isType(target, `${vaultType}/keys`) || isType(target, `${vaultType}/secrets`);
}

function keep({ store, target, now }: DeleteContext, key: string, vault: unknown): void {
  const days = valueAt(vault, 'properties', 'softDeleteRetentionInDays');
  store.softDeleted.putSync(key, {
    id: target.id,
    purgeProtected: isPurgeProtected(vault),
    purgedAt: now + (typeof days === 'number' ? days : defaultDays) * dayMs,
  });
}

function isPurgeProtected(vault: unknown): boolean {
  return valueAt(vault, 'properties', 'enablePurgeProtection') === true;
}
