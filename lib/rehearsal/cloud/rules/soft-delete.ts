import { keyOf } from '../arm-id';
import { CloudError } from '../cloud-error';
import { type DeleteContext, isType, type Rule, valueAt } from '../rule';
import { globalKey, refuseRecoverable } from './global-names';

const dayMs = 24 * 60 * 60 * 1000;
/** Days that Azure keeps what is deleted when a vault says nothing. */
const defaultDays = 90;
/** The same for backups. */
const defaultBackupDays = 14;

/** Types that can be recovered for a fixed time after their deletion, in days. Making it anew ends it. */
const fixedDays: Readonly<Record<string, number>> = {
  // https://learn.microsoft.com/azure/storage/common/storage-account-recover (2026-11-24)
  'microsoft.storage/storageaccounts': 14,
  // https://learn.microsoft.com/rest/api/loganalytics/workspaces/delete (2026-11-24)
  'microsoft.operationalinsights/workspaces': 14,
};

/**
 * A deleted vault, key or secret is recoverable for the vault's days, and its name is not free in that time. What
 * goes with its vault comes back with it. Purge protection, once on, stays on. A backup is there for its vault's days,
 * too, and in the way of the next one of the same machine; the vault goes with what is in it.
 * https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview,
 * https://learn.microsoft.com/azure/backup/backup-azure-security-feature-cloud (2026-11-24)
 */
export const softDelete: Rule = {
  put({ store, target, before, now, properties }) {
    if ((isItem(target) || isBackup(target)) && before === undefined)
      refuseRecoverable(store, keyOf(target.id), target.name, now);
    if (isKeptById(target)) store.softDeleted.removeSync(keyOf(target.id));
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
    } else if (isKeptById(context.target)) keepById(context);
  },
};

const vaultType = 'Microsoft.KeyVault/vaults';
const backupVaultType = 'Microsoft.RecoveryServices/vaults';

function isItem(target: DeleteContext['target']): boolean {
  return isType(target, `${vaultType}/keys`) || isType(target, `${vaultType}/secrets`);
}

function isBackup(target: DeleteContext['target']): boolean {
  return isType(target, `${backupVaultType}/backupFabrics/protectionContainers/protectedItems`);
}

function isKeptById(target: DeleteContext['target']): boolean {
  return isType(target, backupVaultType) || isBackup(target) || target.type.toLowerCase() in fixedDays;
}

function keepById({ store, target, now }: DeleteContext): void {
  const vault = /^.*\/providers\/Microsoft\.RecoveryServices\/vaults\/[^/]+/i.exec(target.id)?.[0];
  const settings = valueAt(
    vault === undefined ? undefined : store.get(vault)?.properties,
    ...['properties', 'securitySettings', 'softDeleteSettings'],
  );
  const said = valueAt(settings, 'softDeleteRetentionPeriodInDays');
  const days = fixedDays[target.type.toLowerCase()] ?? (typeof said === 'number' ? said : defaultBackupDays);
  store.softDeleted.putSync(keyOf(target.id), {
    id: target.id,
    purgeProtected: valueAt(settings, 'softDeleteState') === 'AlwaysON',
    purgedAt: now + days * dayMs,
  });
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
