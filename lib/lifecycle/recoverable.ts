import type { DataStoresBaseline, LifecycleBaseline } from '../baseline/types.generated';
import { addDays, type Day } from './calendar';

const vaultType = 'azure-native:keyvault:Vault';

/** For how long Azure can recover a resource after its deletion, and what decides it. */
export interface Recovery {
  readonly days: number;
  /** Whether somebody can end it earlier. A vault with purge protection cannot be purged before its days are over. */
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
  const listed = lifecycle.recoverable.find((entry) => entry.type === type);
  return listed === undefined ? undefined : { days: listed.days, canBeEnded: true };
}

/** The longest time for which anything of an environment can be recovered after its deletion, in days. */
export function longestRecoveryDays({ dataStores, lifecycle }: RetentionBaseline): number {
  return Math.max(dataStores.keyVault.softDeleteDays, ...lifecycle.recoverable.map(({ days }) => days));
}

/**
 * The last day on which an environment can be deleted so that nothing of it can be recovered after the deadline.
 */
export function lastDayToDelete(lastDay: Day, baseline: RetentionBaseline): Day {
  return addDays(lastDay, baseline.lifecycle.deletedWithinDays - longestRecoveryDays(baseline));
}
