import { keyOf, parseArmId, resourceGroupType } from '../arm-id';
import { CloudError } from '../cloud-error';
import { type DeleteContext, isType, type Rule } from '../rule';

/** The types that stay as long as another resource uses them, with Azure's error code. */
const held = new Map([
  ['microsoft.network/virtualnetworks/subnets', 'InUseSubnetCannotBeDeleted'],
  ['microsoft.network/networksecuritygroups', 'InUseNetworkSecurityGroupCannotBeDeleted'],
  ['microsoft.network/routetables', 'InUseRouteTableCannotBeDeleted'],
  ['microsoft.network/publicipaddresses', 'PublicIPAddressCannotBeDeleted'],
  ['microsoft.network/networkinterfaces', 'NicInUse'],
  ['microsoft.network/firewallpolicies', 'FirewallPolicyCannotBeDeleted'],
  ['microsoft.network/applicationgatewaywebapplicationfirewallpolicies', 'WafPolicyCannotBeDeleted'],
  ['microsoft.recoveryservices/vaults/backuppolicies', 'BMSUserErrorPolicyInUse'],
  ['microsoft.compute/disks', 'OperationNotAllowed'],
  ['microsoft.compute/diskencryptionsets', 'OperationNotAllowed'],
]);

/** The types that cannot take what lies in them with them, with Azure's error code and what it is about. */
const keepers = new Map<string, readonly [string, RegExp]>([
  ['microsoft.network/privatednszones', ['CannotDeleteResource', /./]],
  ['microsoft.recoveryservices/vaults', ['ServiceResourceNotEmptyWithBackendMessage', /\/protecteditems\//i]],
]);

/**
 * Nothing that is in use is deleted: a subnet with network interfaces, a disk of a machine, a zone with links; and no
 * group that holds something. Azure itself would empty the group; a stack's destroy never asks for that, so a group
 * that is not empty by then holds what the stack does not know of.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet#delete-a-subnet
 */
export const inUse: Rule = {
  delete(context) {
    if (isType(context.target, resourceGroupType)) refuseFullGroup(context);
    refuseKeeper(context);
    for (const id of [context.resource.id, ...context.store.below(context.resource.id).map(({ id }) => id)])
      refuseHeld(context, id);
  },
};

function refuseFullGroup({ store, target }: DeleteContext): void {
  const inside = store.below(target.id).map(({ id }) => id);
  if (inside.length === 0) return;
  throw new CloudError(
    409,
    'ResourceGroupNotEmpty',
    `Resource group '${target.name}' cannot be deleted, because it still holds ${inside.length} resource(s): ${listed(inside)}.`,
  );
}

function refuseKeeper({ store, target }: DeleteContext): void {
  const [code, kept] = keepers.get(target.type.toLowerCase()) ?? [];
  if (code === undefined || kept === undefined) return;
  const inside = store
    .below(target.id)
    .map(({ id }) => id)
    .filter((id) => kept.test(id));
  if (inside.length === 0) return;
  throw new CloudError(
    409,
    code,
    `Can not delete resource before nested resources are deleted: '${target.id}' holds ${listed(inside)}.`,
  );
}

function refuseHeld({ store, target }: DeleteContext, id: string): void {
  const code = held.get(parseArmId(id).type.toLowerCase());
  if (code === undefined) return;
  // What goes together with the target does not hold it.
  const going = keyOf(target.id);
  const users = store
    .referringTo(id)
    .map((user) => user.id)
    .filter((user) => keyOf(user) !== going && !keyOf(user).startsWith(`${going}/`));
  if (users.length === 0) return;
  throw new CloudError(409, code, `'${id}' is in use by ${listed(users)} and cannot be deleted.`);
}

const shownAtMost = 10;

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, shownAtMost).join(', ');
  return ids.length > shownAtMost ? `${shown} and ${ids.length - shownAtMost} more` : shown;
}
