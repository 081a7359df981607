import { endpointConnectsOwnService } from '../../../policy-packs/iso27017/policies/endpoint-connects-own-service';
import { describePolicy } from './support/describe-policy';
import { networkId } from './support/network';
import { type Shown, unknown } from './support/pack-run';

const group = '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups';
const vaultId = (name: string) => `${group}/rg-aoba/providers/Microsoft.KeyVault/vaults/${name}`;
const linkId = networkId('rg-else', 'privateLinkServices', 'pls-else');
const endpoint = (
  connection: unknown,
  list = 'privateLinkServiceConnections',
  madeFrom: Shown['madeFrom'] = {},
): Shown => ({
  type: 'azure-native:network:PrivateEndpoint',
  name: 'endpoint',
  properties: { resourceGroupName: 'rg-aoba', [list]: connection },
  madeFrom,
});
const to = (privateLinkServiceId: unknown, list?: string, madeFrom?: Shown['madeFrom']) => ({
  stack: [
    endpoint([{ name: 'one', privateLinkServiceId }], list, madeFrom),
    {
      type: 'azure-native:keyvault:Vault',
      name: 'vault',
      properties: { resourceGroupName: 'rg-aoba', vaultName: 'kv-aoba' },
    },
    {
      type: 'azure-native:resources:ResourceGroup',
      name: 'group',
      properties: { resourceGroupName: 'rg-aoba' },
    },
  ],
});
const place = 'endpoint: privateLinkServiceConnections[0].privateLinkServiceId';
const manual = 'manualPrivateLinkServiceConnections';
const expected = 'the id of a service that this stack makes';

describePolicy('endpoint-connects-own-service', endpointConnectsOwnService, {
  compliant: {
    'a vault of the stack': to(vaultId('kv-aoba')),
    'the same in another spelling': to(vaultId('KV-AOBA')),
    'a vault by what its id was made from': to(unknown, undefined, {
      privateLinkServiceConnections: ['vault'],
    }),
    'a service outside that is shared': {
      ...to(vaultId('kv-hub')),
      config: { sharedResources: [vaultId('kv-hub')] },
    },
  },
  violated: {
    'a private link service of somebody else': {
      ...to(linkId),
      says: [`${place} must be ${expected}, found pls-else, a private link service outside of it`],
    },
    "a private link service under the name of the stack's vault": {
      ...to(networkId('rg-aoba', 'privateLinkServices', 'kv-aoba')),
      says: [`${place} must be ${expected}, found kv-aoba, a private link service outside of it`],
    },
    'an alias': {
      ...to('pls.00000000-0000-4000-8000-000000000001.japaneast.azure.privatelinkservice', manual),
      says: [
        `endpoint: ${manual}[0].privateLinkServiceId must be ${expected}, found pls.00000000-0000-4000-8000-000000000001.japaneast.azure.privatelinkservice`,
      ],
    },
    nothing: { ...to(undefined), says: [`${place} must be ${expected}, found nothing`] },
  },
  undetermined: {
    'a vault that is not in the stack, although its group is': {
      ...to(vaultId('kv-else')),
      says: [`${place} is not known before deployment, must be ${expected}`],
    },
    "another kind of vault under the name of the stack's": {
      ...to(vaultId('kv-aoba').replace('KeyVault', 'RecoveryServices')),
      says: [`${place} is not known before deployment, must be ${expected}`],
    },
    'a service that is not known yet': {
      ...to(unknown),
      says: [`${place} is not known before deployment, must be ${expected}`],
    },
    'one that was made from the group alone': {
      ...to(unknown, undefined, { privateLinkServiceConnections: ['group'] }),
      says: [`${place} is not known before deployment, must be ${expected}`],
    },
    'connections that are not known yet': {
      stack: [endpoint(unknown)],
      says: [
        `endpoint: privateLinkServiceConnections.privateLinkServiceId is not known before deployment, must be ${expected}`,
      ],
    },
  },
  notApplicable: {
    'a stack without endpoints': {
      stack: [{ type: 'azure-native:keyvault:Vault', properties: {} }],
      because: 'the stack has none of azure-native:network:PrivateEndpoint',
    },
  },
});
