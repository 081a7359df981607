import { formatRange } from '../../../baseline/ipv4';
import { keyOf } from '../arm-id';
import { CloudError } from '../cloud-error';
import { isType, listAt, type PutContext, type Rule, textAt } from '../rule';
import type { Store } from '../store';
import { addressNumber, addressText, contains, subnetRanges } from './addresses';

/** Azure keeps the first four addresses of a subnet and its last for itself. */
const firstUsable = 4;

/** The subnets that a service must stand in, by type. */
const ownSubnet: Readonly<Record<string, string>> = {
  'Microsoft.Network/azureFirewalls': 'AzureFirewallSubnet',
  'Microsoft.Network/bastionHosts': 'AzureBastionSubnet',
};

/**
 * A private address lies in its subnet, is none of Azure's own, and belongs to one resource; the firewall and Bastion
 * stand in the subnets that are named for them; a public address serves one resource.
 * https://learn.microsoft.com/azure/virtual-network/ip-services/private-ip-addresses
 */
export const hostAddresses: Rule = {
  put(context) {
    const { properties } = context;
    for (const configuration of listAt(properties, 'ipConfigurations')) {
      const subnetId = textAt(configuration, 'subnet', 'id') ?? textAt(properties, 'subnet', 'id');
      const address = textAt(configuration, 'privateIPAddress');
      if (subnetId !== undefined) checkNamed(context, subnetId);
      if (subnetId !== undefined && address !== undefined) checkAddress(context, subnetId, address);
    }
    for (const field of ['ipConfigurations', 'frontendIPConfigurations'])
      for (const configuration of listAt(properties, field)) checkPublic(context, configuration);
  },
};

function checkNamed({ target }: PutContext, subnetId: string): void {
  const expected = Object.entries(ownSubnet).find(([type]) => isType(target, type))?.[1];
  if (expected === undefined || keyOf(subnetId).endsWith(`/${expected.toLowerCase()}`)) return;
  throw new CloudError(
    400,
    'InvalidSubnetName',
    `'${target.id}' must be in a subnet with the name '${expected}', found '${subnetId}'.`,
  );
}

function checkAddress({ store, target }: PutContext, subnetId: string, address: string): void {
  const number = addressNumber(address);
  const range = subnetRanges(store.get(subnetId)?.properties).find(
    (one) => number !== undefined && contains(one, { first: number, last: number, prefixLength: 32 }),
  );
  if (number === undefined || range === undefined)
    throw new CloudError(
      400,
      'PrivateIPAddressNotInSubnet',
      `Private static IP address ${address} of '${target.id}' does not belong to the range of subnet '${subnetId}'.`,
    );
  if (number < range.first + firstUsable || number === range.last)
    throw new CloudError(
      400,
      'PrivateIPAddressInReservedRange',
      `Private static IP address ${address} of '${target.id}' falls within the reserved range of subnet prefix ${formatRange(range)}.`,
    );
  const owner = takenAddresses(store, subnetId).get(address);
  if (owner !== undefined && keyOf(owner) !== keyOf(target.id))
    throw new CloudError(
      400,
      'PrivateIPAddressIsAllocated',
      `IP address ${address} of '${target.id}' is already allocated to '${owner}'.`,
    );
}

function checkPublic({ store, target }: PutContext, configuration: unknown): void {
  const addressId = textAt(configuration, 'publicIPAddress', 'id');
  if (addressId === undefined) return;
  const other = store.referringTo(addressId).find(({ id }) => keyOf(id) !== keyOf(target.id));
  if (other === undefined) return;
  throw new CloudError(
    400,
    'PublicIPAddressInUse',
    `Resource '${target.id}' is referencing public IP address '${addressId}' that is already allocated to resource '${other.id}'.`,
  );
}

/** By address, the resource of the subnet that has it. */
function takenAddresses(store: Store, subnetId: string): Map<string, string> {
  const taken = new Map<string, string>();
  for (const { id, properties } of store.referringTo(subnetId)) {
    const own = listAt(properties, 'ipConfigurations').map((one) => textAt(one, 'privateIPAddress'));
    const names = listAt(properties, 'customDnsConfigs').flatMap((one) => listAt(one, 'ipAddresses'));
    for (const address of [...own, ...names]) if (typeof address === 'string') taken.set(address, id);
  }
  return taken;
}

/** The first address of a subnet that nothing has. */
export function freeAddress(store: Store, subnetId: string): string {
  const taken = takenAddresses(store, subnetId);
  for (const range of subnetRanges(store.get(subnetId)?.properties))
    for (let address = range.first + firstUsable; address < range.last; address += 1)
      if (!taken.has(addressText(address))) return addressText(address);
  throw new CloudError(
    400,
    'SubnetIsFull',
    `Subnet '${subnetId}' does not have enough capacity for 1 IP address.`,
  );
}
