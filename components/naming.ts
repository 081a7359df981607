import { createHash } from 'node:crypto';
import type { Deployment } from './deployment';

interface NameForm {
  readonly prefix: string;
  readonly maxLength: number;
}

/**
 * Prefixes follow https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-abbreviations,
 * lengths https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules.
 */
const forms = {
  resourceGroup: { prefix: 'rg', maxLength: 90 },
  virtualNetwork: { prefix: 'vnet', maxLength: 64 },
  networkSecurityGroup: { prefix: 'nsg', maxLength: 80 },
  routeTable: { prefix: 'rt', maxLength: 80 },
  peering: { prefix: 'peer', maxLength: 80 },
  publicAddress: { prefix: 'pip', maxLength: 80 },
  firewall: { prefix: 'afw', maxLength: 56 },
  firewallPolicy: { prefix: 'afwp', maxLength: 80 },
  bastion: { prefix: 'bas', maxLength: 80 },
  gateway: { prefix: 'agw', maxLength: 80 },
  webFirewallPolicy: { prefix: 'waf', maxLength: 80 },
  networkInterface: { prefix: 'nic', maxLength: 80 },
  machine: { prefix: 'vm', maxLength: 64 },
  osDisk: { prefix: 'osdisk', maxLength: 80 },
  dataDisk: { prefix: 'disk', maxLength: 80 },
  diskEncryptionSet: { prefix: 'des', maxLength: 80 },
  identity: { prefix: 'id', maxLength: 128 },
  privateEndpoint: { prefix: 'pep', maxLength: 64 },
  workspace: { prefix: 'log', maxLength: 63 },
  dataCollectionRule: { prefix: 'dcr', maxLength: 64 },
  recoveryVault: { prefix: 'rsv', maxLength: 50 },
  alertRoute: { prefix: 'apr', maxLength: 260 },
  flowLog: { prefix: 'fl', maxLength: 80 },
  dataCollectionEndpoint: { prefix: 'dce', maxLength: 44 },
  monitorScope: { prefix: 'ampls', maxLength: 255 },
  actionGroup: { prefix: 'ag', maxLength: 260 },
  alert: { prefix: 'alert', maxLength: 260 },
} as const satisfies Record<string, NameForm>;

/** Kinds of resource whose name need only be unique in their resource group. */
export type NamedKind = keyof typeof forms;

/**
 * The name of a resource, such as `nsg-dev-aoba-app`: kind, environment and the parts that tell it from others.
 * Throws a RangeError when Azure would refuse its length.
 */
export function resourceName(deployment: Deployment, kind: NamedKind, ...parts: string[]): string {
  const { prefix, maxLength } = forms[kind];
  const name = [prefix, deployment.environment, ...parts].join('-');
  if (name.length > maxLength) {
    throw new RangeError(`${kind} name ${name} has ${name.length} characters, Azure admits ${maxLength}`);
  }
  return name;
}

/** Both kinds are DNS labels of the whole of Azure, 3 to 24 characters; a storage account takes no hyphen. */
const globalForms = {
  vault: { prefix: 'kv', separator: '-', maxLength: 24 },
  storageAccount: { prefix: 'st', separator: '', maxLength: 24 },
} as const;

/** Kinds of resource whose name must be unique in the whole of Azure. */
export type GlobalKind = keyof typeof globalForms;

/**
 * The name of a resource that shares its namespace with all customers of Azure, such as `kv-aoba-7q2m4x0c`: kind,
 * holder and a hash of subscription, environment, area and holder, so that it is the same at every run and
 * differs between environments, and between the platform, a tenant of the same name and that tenant's flow logs. The holder is lower-case
 * letters and digits; a long one is cut, the hash still covers all of it.
 */
export function globalName(
  deployment: Deployment,
  kind: GlobalKind,
  area: 'platform' | 'tenants' | 'flows',
  holder: string,
): string {
  const { prefix, separator, maxLength } = globalForms[kind];
  const hash = stableHash([deployment.subscriptionId, deployment.environment, kind, area, holder].join('/'));
  const room = maxLength - prefix.length - hash.length - 2 * separator.length;
  return [prefix, holder.slice(0, room), hash].join(separator);
}

const hashLength = 8;

/** Eight characters of 0-9 and a-z: 41 bits, enough apart for some thousand tenants. */
function stableHash(text: string): string {
  const digest = createHash('sha256').update(text).digest();
  return digest.readBigUInt64BE().toString(36).padStart(hashLength, '0').slice(-hashLength);
}
