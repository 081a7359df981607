import { atNetwork, nested, networkType, subnetType as of } from '../support/networks';
import { absent, unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other, rewritten } from '../support/rows';
import { azureId } from '../support/values';
import { changed } from '../support/world';

/** Ways past the hub's firewall, each in several spellings, and once with nothing in it. */
const ways: Readonly<Record<string, readonly unknown[]>> = {
  serviceEndpoints: [
    [{ service: 'Microsoft.Storage' }],
    [{ service: 'Microsoft.Storage', locations: ['japaneast'] }, { service: 'Microsoft.KeyVault' }],
    [{ service: 'Microsoft.Storage.Global', provisioningState: 'Succeeded' }],
    [{}],
    {},
    'Microsoft.Storage',
  ],
  delegations: [
    [{ name: 'web', serviceName: 'Microsoft.Web/serverFarms' }],
    [{ serviceName: 'Microsoft.ContainerInstance/containerGroups' }, { serviceName: 'Microsoft.Web/other' }],
    [{ name: 'nothing yet' }],
    {},
    'Microsoft.Web/serverFarms',
  ],
  sharingScope: ['Tenant', 'tenant', 'DelegatedServices', {}],
  natGateway: [
    { id: azureId('rg-dev-hub', 'Microsoft.Network', 'natGateways', 'ng-dev') },
    { id: azureId('rg-elsewhere', 'Microsoft.Network', 'natGateways', 'ng-elsewhere') },
    {},
    azureId('rg-dev-hub', 'Microsoft.Network', 'natGateways', 'ng-dev'),
  ],
};
const every = Object.entries(ways).flatMap(([name, values]) => values.map((value) => ({ name, value })));

export const mutants: PolicyMutants = {
  broken: [
    ...Object.entries(ways).map(([path, to]) => change({ of, path, to })),
    // A subnet that no address plan knows.
    addition((world) =>
      world
        .ofType(of)
        .slice(0, 1)
        .flatMap((subnet) =>
          every.map(({ name, value }, index) => {
            const inputs = { subnetName: 'more', addressPrefix: '10.65.0.0/24' };
            return changed(copied(subnet, `more-${index}`, inputs), [name], value);
          }),
        ),
    ),
    // In the list of the network.
    ...every.map(({ name, value }) =>
      rewritten({
        of,
        path: `subnets[].${name}`,
        value: JSON.stringify(value),
        by: (subnet, world) => nested(subnet, world, { [name]: value }),
        at: atNetwork,
      }),
    ),
    ...Object.keys(ways).map((name) =>
      rewritten({
        of,
        path: `subnets[].${name}`,
        value: 'not known yet',
        isOpen: true,
        by: (subnet, world) => nested(subnet, world, { [name]: unknown }),
        at: atNetwork,
      }),
    ),
    change({
      of: networkType,
      path: 'subnets',
      to: every.map(({ name, value }) => [{ name: 'plain' }, { name: 'new', [name]: value }]),
    }),
  ],
  harmless: [
    other({ of, path: ['serviceEndpoints', 'delegations'], to: [[], null] }),
    other({ of, path: 'natGateway', to: [null] }),
    rewritten({ of, path: 'subnets', value: 'nested', by: (subnet, world) => nested(subnet, world) }),
    other({ of: networkType, path: 'subnets', to: [[], absent, [{ name: 'plain', delegations: [] }]] }),
    other({ of, path: 'privateEndpointNetworkPolicies', to: ['Disabled', absent] }),
  ],
  unbroken: [
    {
      of,
      paths: ['addressPrefix', 'addressPrefixes'],
      because: 'a range says which subnet of the address plan it is, and none of them may have such a way',
    },
  ],
};
