import { randomUUID } from 'node:crypto';
import type { Wire, WireObject } from '../../wire/values';
import { keyOf } from './arm-id';
import { isType, listAt, type PutContext, textAt, valueAt } from './rule';
import { addressText } from './rules/addresses';
import { freeAddress } from './rules/host-addresses';

/** What only the cloud knows, and what a program or person can read of a resource beside what was asked for. */
type Decide = (context: PutContext, before: WireObject) => WireObject;

/** First of the public addresses that are given out: a range for documentation (RFC 5737 is smaller; RFC 2544). */
const firstPublicAddress = 198 * 2 ** 24 + 18 * 2 ** 16 + 4;

/** The directory in which identities are made. */
export const directoryId = '00000000-0000-4000-8000-000000000002';

const byType: Readonly<Record<string, Decide>> = {
  'Microsoft.Compute/disks': (_, before) => ({
    diskState: 'Unattached',
    uniqueId: before['uniqueId'] ?? randomUUID(),
    timeCreated: before['timeCreated'] ?? new Date().toISOString(),
  }),
  'Microsoft.Compute/virtualMachines': (_, before) => ({ vmId: before['vmId'] ?? randomUUID() }),
  'Microsoft.KeyVault/vaults': ({ properties, target }) => ({
    properties: {
      ...(properties['properties'] as WireObject),
      vaultUri: `https://${target.name}.vault.azure.net/`,
      provisioningState: 'Succeeded',
    },
  }),
  'Microsoft.KeyVault/vaults/keys': ({ properties, target }, before) => {
    const uri = `https://${vaultName(target.parent)}.vault.azure.net/keys/${target.name}`;
    const given = properties['properties'] as WireObject;
    return {
      ...given,
      keyUri: uri,
      keyUriWithVersion: before['keyUriWithVersion'] ?? `${uri}/${version()}`,
      properties: given,
    };
  },
  'Microsoft.KeyVault/vaults/secrets': ({ properties, target }) => {
    const uri = `https://${vaultName(target.parent)}.vault.azure.net/secrets/${target.name}`;
    return {
      properties: {
        ...(properties['properties'] as WireObject),
        secretUri: uri,
        secretUriWithVersion: `${uri}/${version()}`,
      },
    };
  },
  'Microsoft.ManagedIdentity/userAssignedIdentities': (_, before) => ({
    principalId: before['principalId'] ?? randomUUID(),
    clientId: before['clientId'] ?? randomUUID(),
    tenantId: directoryId,
  }),
  'Microsoft.Insights/dataCollectionRules': (_, before) => ({
    immutableId: before['immutableId'] ?? `dcr-${version()}`,
  }),
  'Microsoft.Network/azureFirewalls': withPrivateAddresses,
  'Microsoft.Network/bastionHosts': (_, before) => ({
    dnsName: before['dnsName'] ?? `bst-${randomUUID()}.bastion.azure.com`,
  }),
  'Microsoft.Network/networkInterfaces': (context, before) => ({
    ...withPrivateAddresses(context, before),
    macAddress: before['macAddress'] ?? macAddress(),
    resourceGuid: before['resourceGuid'] ?? randomUUID(),
  }),
  'Microsoft.Network/privateEndpoints': ({ store, properties, target }, before) => {
    const subnetId = textAt(properties, 'subnet', 'id');
    const nic = textAt(properties, 'customNetworkInterfaceName') ?? `${target.name}.nic.${version()}`;
    const given = listAt(properties, 'ipConfigurations').length > 0;
    return {
      networkInterfaces: before['networkInterfaces'] ?? [
        { id: `${target.resourceGroup}/providers/Microsoft.Network/networkInterfaces/${nic}` },
      ],
      customDnsConfigs:
        given || subnetId === undefined
          ? []
          : (before['customDnsConfigs'] ?? [{ ipAddresses: [freeAddress(store, subnetId)] }]),
    };
  },
  'Microsoft.Network/publicIPAddresses': ({ store }, before) => ({
    ipAddress: before['ipAddress'] ?? addressText(firstPublicAddress + store.count('publicAddresses')),
    resourceGuid: before['resourceGuid'] ?? randomUUID(),
  }),
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': () => ({ peeringState: 'Connected' }),
  'Microsoft.OperationalInsights/workspaces': (_, before) => ({
    customerId: before['customerId'] ?? randomUUID(),
  }),
  'Microsoft.Storage/storageAccounts': ({ target, properties }, before) => ({
    creationTime: before['creationTime'] ?? new Date().toISOString(),
    primaryLocation: properties['location'] ?? null,
    statusOfPrimary: 'available',
    primaryEndpoints: Object.fromEntries(
      ['blob', 'dfs', 'file', 'queue', 'table', 'web'].map((service) => [
        service,
        `https://${target.name}.${service}.core.windows.net/`,
      ]),
    ),
  }),
  'Microsoft.Storage/storageAccounts/blobServices/containers': () => ({
    hasImmutabilityPolicy: false,
    hasLegalHold: false,
    leaseState: 'Available',
    leaseStatus: 'Unlocked',
  }),
};

/** Families that say nothing of how they were made, because their calls end at once. */
const withoutState =
  /^Microsoft\.(Authorization|KeyVault\/vaults\/|ManagedIdentity|Storage\/storageAccounts\/)/i;

/** The properties as the cloud gives them back: what was asked for, and what only the cloud decides. */
export function decide(context: PutContext): WireObject {
  const { target, properties, before } = context;
  const decider = Object.entries(byType).find(([type]) => isType(target, type))?.[1];
  const decided = decider?.(context, before?.properties ?? {}) ?? {};
  const known = Object.fromEntries(Object.entries(decided).filter(([, value]) => value !== null));
  const isNetwork = target.type.toLowerCase().startsWith('microsoft.network/');
  const all: WireObject = {
    ...properties,
    ...known,
    name: target.name,
    // The resource's own input of this name, such as the type of a machine's extension, comes before Azure's.
    type: target.type.toLowerCase().endsWith('/extensions') ? (properties['type'] ?? '') : target.type,
    ...identityOf(context),
    ...(withoutState.test(target.type) ? {} : { provisioningState: 'Succeeded' }),
  };
  if (!isNetwork) return all;
  const etag = `W/"${randomUUID()}"`;
  return { ...withPartIds(all, target.id, etag), etag };
}

/** An identity with the ids that it gets in the directory; they stay as long as the resource. */
function identityOf({ store, properties, before }: PutContext): WireObject {
  const identity = properties['identity'];
  const type = textAt(identity, 'type');
  if (type === undefined) return {};
  const had = before?.properties['identity'];
  const own = /SystemAssigned/.test(type)
    ? { principalId: textAt(had, 'principalId') ?? randomUUID(), tenantId: directoryId }
    : {};
  const listed = listAt(identity, 'userAssignedIdentities');
  const assigned = listed.map((id) => {
    const made = store.get(String(id))?.properties;
    return [String(id), { clientId: made?.['clientId'] ?? '', principalId: made?.['principalId'] ?? '' }];
  });
  const users = assigned.length === 0 ? {} : { userAssignedIdentities: Object.fromEntries(assigned) };
  return { identity: { ...(identity as WireObject), ...own, ...users } };
}

/** IP configurations with an address each: the one asked for, the one it had, or the first that is free. */
function withPrivateAddresses({ store, properties }: PutContext, before: WireObject): WireObject {
  const configurations = listAt(properties, 'ipConfigurations').map((configuration) => {
    const name = textAt(configuration, 'name');
    const subnetId = textAt(configuration, 'subnet', 'id');
    const had = listAt(before, 'ipConfigurations').find((one) => textAt(one, 'name') === name);
    const address =
      textAt(configuration, 'privateIPAddress') ??
      textAt(had, 'privateIPAddress') ??
      (subnetId === undefined ? undefined : freeAddress(store, subnetId));
    if (address === undefined) return configuration as Wire;
    return { ...(configuration as WireObject), privateIPAddress: address };
  });
  return { ipConfigurations: configurations };
}

/** The named parts of a network resource with their ids. */
function withPartIds(properties: WireObject, id: string, etag: string): WireObject {
  const withId = (collection: string, item: Wire): Wire => {
    const name = textAt(item, 'name');
    if (name === undefined || valueAt(item, 'id') !== undefined) return item;
    return {
      ...(item as WireObject),
      id: `${id}/${collection}/${name}`,
      etag,
      provisioningState: 'Succeeded',
    };
  };
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map((item) => withId(key, item)) : value,
    ]),
  );
}

function vaultName(vaultId: string): string {
  return keyOf(vaultId).split('/').at(-1) ?? '';
}

/** A version or number as Azure writes them: 32 hexadecimal digits. */
function version(): string {
  return randomUUID().replaceAll('-', '');
}

function macAddress(): string {
  const last = version().slice(0, 6).toUpperCase().match(/../g) ?? [];
  return ['00', '0D', '3A', ...last].join('-');
}
