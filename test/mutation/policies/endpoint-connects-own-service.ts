import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, configured, copied, leftOpen, other, removal } from '../support/rows';
import { azureId, inOtherSubscription } from '../support/values';
import { changed } from '../support/world';

const of = 'azure-native:network:PrivateEndpoint';
const id = 'privateLinkServiceConnections[].privateLinkServiceId';
const manual = 'manualPrivateLinkServiceConnections';
const service = azureId('rg-else', 'Microsoft.Network', 'privateLinkServices', 'pls-else');
const alias = 'pls-else.00000000-0000-4000-8000-000000000001.japaneast.azure.privatelinkservice';
const vault = azureId('rg-else', 'Microsoft.KeyVault', 'vaults', 'kv-else');
// The first is the example: an alias is short enough to be read in it.
const links = [alias, service, service.toUpperCase(), 'kv-else', '', absent, null];

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: id, to: links }),
    // Of a service outside the stack nobody knows whose it is.
    leftOpen(
      change({ of, path: id, to: (before) => [vault, inOtherSubscription(before), `${before}-else`] }),
    ),
    // A private link service under the name of the stack's own service.
    change({
      of,
      path: id,
      to: (before) => [
        String(before).replace(/Microsoft\.\w+\/\w+\//, 'Microsoft.Network/privateLinkServices/'),
      ],
      unknown: 'tried above',
    }),
    change({
      of,
      path: manual,
      to: [[{ name: 'else', privateLinkServiceId: alias }], [{ privateLinkServiceId: service }], [{}]],
    }),
    leftOpen(change({ of, path: manual, to: [[{ name: 'else', privateLinkServiceId: vault }]] })),
    change({
      of,
      path: 'privateLinkServiceConnections',
      to: (before) => [[...(Array.isArray(before) ? before : []), { privateLinkServiceId: service }], [{}]],
    }),
    addition((world) =>
      world
        .ofType(of)
        .slice(0, 1)
        .map((endpoint) =>
          changed(
            copied(endpoint, 'second'),
            ['privateLinkServiceConnections', 0, 'privateLinkServiceId'],
            service,
          ),
        ),
    ),
    // What an endpoint leads to goes, and the endpoint stays.
    leftOpen(
      removal({
        of: 'azure-native:keyvault:Vault',
        at: (_vault, world) => world.ofType(of).map(({ urn }) => urn),
      }),
    ),
  ],
  harmless: [
    other({ of, path: id, to: (before) => [String(before).toUpperCase(), String(before).toLowerCase()] }),
    other({ of, path: manual, to: [[], absent, null] }),
    configured(
      { sharedResources: [vault, service] },
      other({ of, path: id, to: [vault, service, vault.toUpperCase()] }),
    ),
  ],
};
