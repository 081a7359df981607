import type { DataStoresBaseline, LifecycleBaseline } from '../baseline/types.generated';
import { addDays, type Day } from './calendar';

const vaultType = 'azure-native:keyvault:Vault';
/**
 * What is backed up, and the vault of the backups, which keeps what is in it when it is deleted itself.
 * https://learn.microsoft.com/azure/backup/backup-azure-security-feature-cloud (2026-11-24)
 */
const backupTypes = ['azure-native:recoveryservices:ProtectedItem', 'azure-native:recoveryservices:Vault'];

/** For how long Azure can recover a resource after its deletion, and what decides it. */
export interface Recovery {
  readonly days: number;
  /**
   * Whether somebody can end it earlier: not for a key vault with purge protection, nor for backups whose soft delete
   * is always on.
   */
  readonly canBeEnded: boolean;
}

/** The parts of the baseline that say what outlives a deletion. */
export interface RetentionBaseline {
  readonly dataStores: DataStoresBaseline;
  readonly lifecycle: LifecycleBaseline;
}

/** What can be recovered of a resource of a type (without its API version) after its deletion, if anything. */
export function recoveryOf(type: string, { dataStores, lifecycle }: RetentionBaseline): Recovery | undefined {
  const { softDeleteDays, purgeProtection } = dataStores.keyVault;
  if (type === vaultType) return { days: softDeleteDays, canBeEnded: !purgeProtection };
  const { softDeleteDays: backupDays, softDeleteState } = dataStores.backup;
  if (backupTypes.includes(type)) return { days: backupDays, canBeEnded: softDeleteState !== 'AlwaysON' };
  const listed = lifecycle.recoverable.find((entry) => entry.type === type);
  return listed === undefined ? undefined : { days: listed.days, canBeEnded: true };
}

/** The longest time for which anything of an environment can be recovered after its deletion, in days. */
export function longestRecoveryDays({ dataStores, lifecycle }: RetentionBaseline): number {
  const { keyVault, backup } = dataStores;
  const listed = lifecycle.recoverable.map(({ days }) => days);
  return Math.max(keyVault.softDeleteDays, backup.softDeleteDays, ...listed);
}

/**
 * The last day on which an environment can be deleted so that nothing of it can be recovered after the deadline.
 */
export function lastDayToDelete(lastDay: Day, baseline: RetentionBaseline): Day {
  return addDays(lastDay, baseline.lifecycle.deletedWithinDays - longestRecoveryDays(baseline));
}
