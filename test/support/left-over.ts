import { execFileSync } from 'node:child_process';
import type { RehearsedCopy } from './rehearsed-copy';

/**
 * Settings of the subscription, which are set back and not deleted; and the watcher of a region, which Azure makes by
 * itself with the first network.
 */
export const keptByAzure = [
  '/providers/Microsoft.Features/featureProviders/Microsoft.Compute/subscriptionFeatureRegistrations/EncryptionAtHost',
  '/providers/Microsoft.Security/pricings/Arm',
  '/providers/Microsoft.Security/pricings/KeyVaults',
  '/providers/Microsoft.Security/pricings/StorageAccounts',
  '/providers/Microsoft.Security/pricings/VirtualMachines',
  '/resourceGroups/NetworkWatcherRG',
  '/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_japaneast',
];

/** What is in the simulated cloud, without the subscription. */
export async function remains(project: RehearsedCopy): Promise<string[]> {
  const cloud = project.cloud();
  const left = cloud.list().map(({ id }) => id.replace(/^\/subscriptions\/[^/]+/, ''));
  await cloud.close();
  return left;
}

/** Lines of `ps` about the processes that a rehearsal in this folder has started. */
export function processesOf(folder: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(folder));
}
