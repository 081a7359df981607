import { isType, type PutContext, textAt } from './rule';

const watcherGroup = 'NetworkWatcherRG';

/**
 * Makes what Azure makes by itself beside a resource: with the first virtual network of a region the region's network
 * watcher, in a group of its own, which stays when the network goes.
 * https://learn.microsoft.com/azure/network-watcher/network-watcher-create
 */
export function makeCompanions({ store, target, properties, now }: PutContext): void {
  const location = textAt(properties, 'location')?.replaceAll(' ', '').toLowerCase();
  if (!isType(target, 'Microsoft.Network/virtualNetworks') || location === undefined) return;
  const groupId = `${target.resourceGroup.split('/').slice(0, -1).join('/')}/${watcherGroup}`;
  const name = `NetworkWatcher_${location}`;
  const common = { location, provisioningState: 'Succeeded' };
  const all = [
    [groupId, { ...common, name: watcherGroup, type: 'Microsoft.Resources/resourceGroups' }],
    [
      `${groupId}/providers/Microsoft.Network/networkWatchers/${name}`,
      { ...common, name, type: 'Microsoft.Network/networkWatchers' },
    ],
  ] as const;
  for (const [id, made] of all)
    if (store.get(id) === undefined)
      store.put({ id, properties: made, createdAt: new Date(now).toISOString() });
}
