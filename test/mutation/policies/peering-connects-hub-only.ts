import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, configured, copied, made, other, rewritten } from '../support/rows';
import { azureId, hasTag } from '../support/values';
import { changed, type World } from '../support/world';

const of = 'azure-native:network:VirtualNetworkPeering';
const network = 'azure-native:network:VirtualNetwork';
const remote = 'remoteVirtualNetwork.id';
const idOf = ({ inputs }: PlannedResource) =>
  azureId(
    String(inputs['resourceGroupName']),
    'Microsoft.Network',
    'virtualNetworks',
    String(inputs['virtualNetworkName']),
  );
const ofKind = (kind: string) => (world: World) =>
  world.ofType(network).filter(hasTag('yosai-network', kind));
const [tenants, hubs] = [ofKind('tenant'), ofKind('hub')];
const isFromHub = ({ inputs }: PlannedResource) => inputs['virtualNetworkName'] === 'vnet-dev-hub';
const pairs = (world: World) =>
  tenants(world).flatMap((near) =>
    tenants(world)
      .filter((far) => far !== near)
      .map((far) => [near, far] as const),
  );
const second = (hub: PlannedResource) => copied(hub, 'second', { virtualNetworkName: 'vnet-dev-hub-2' });
const rangesOf = ({ inputs }: PlannedResource) =>
  (inputs['addressSpace'] as { readonly addressPrefixes: readonly string[] }).addressPrefixes;
const spelled = (id: string) => [id, id.toUpperCase(), id.toLowerCase(), `${id}/`, ` ${id}`];
const peering = (near: PlannedResource, far: string, name: string) =>
  made(of, name, {
    resourceGroupName: near.inputs['resourceGroupName'],
    virtualNetworkName: near.inputs['virtualNetworkName'],
    virtualNetworkPeeringName: name,
    remoteVirtualNetwork: { id: far },
  });

export const mutants: PolicyMutants = {
  broken: [
    // A tenant's peering leads to another tenant, or to itself.
    change({
      of,
      where: (one) => !isFromHub(one),
      path: remote,
      to: (_before, { world }) => tenants(world).flatMap((one) => spelled(idOf(one))),
    }),
    // The hub's leads to the hub.
    change({
      of,
      where: isFromHub,
      path: remote,
      to: (_before, { world }) => hubs(world).flatMap((hub) => spelled(idOf(hub))),
    }),
    addition((world) =>
      pairs(world).flatMap(([near, far]) =>
        spelled(idOf(far)).map((id, index) => peering(near, id, `${near.name}-${far.name}-${index}`)),
      ),
    ),
    // The same in the list of the network itself.
    rewritten({
      of: network,
      where: hasTag('yosai-network', 'tenant'),
      path: 'virtualNetworkPeerings',
      value: 'to another tenant',
      by: (one, world) => {
        const [far] = tenants(world).filter((candidate) => candidate !== one);
        return (
          far && {
            put: [
              changed(
                one,
                ['virtualNetworkPeerings'],
                [{ name: 'x', remoteVirtualNetwork: { id: idOf(far) } }],
              ),
            ],
          }
        );
      },
    }),
    (world) =>
      hubs(world).flatMap((hub) =>
        rewritten({
          of: network,
          where: (one) => one === hub,
          path: 'virtualNetworkPeerings',
          value: 'to a second hub',
          by: () => ({
            put: [
              second(hub),
              changed(hub, ['virtualNetworkPeerings'], [{ remoteVirtualNetwork: { id: idOf(second(hub)) } }]),
            ],
          }),
        })(world),
      ),
    // Without its tag a network is what its addresses say.
    rewritten({
      of: network,
      where: hasTag('yosai-network', 'tenant'),
      path: 'tags.yosai-network',
      value: 'left out, with a peering to another tenant',
      by: (one, world) => {
        const [far] = tenants(world).filter((candidate) => candidate !== one);
        const bare = changed(one, ['tags', 'yosai-network'], absent);
        return (
          far && {
            put: [changed(bare, ['virtualNetworkPeerings'], [{ remoteVirtualNetwork: { id: idOf(far) } }])],
          }
        );
      },
    }),
    // Packets go by the addresses of a network, whatever its tag says.
    ...(['tenant', 'hub'] as const).map((kind) =>
      change({
        of: network,
        where: hasTag('yosai-network', kind),
        path: 'addressSpace.addressPrefixes[]',
        to: (_before, { world }) =>
          (kind === 'hub' ? tenants : hubs)(world).flatMap((other) => rangesOf(other)),
        at: ({ inputs }, world) =>
          world
            .ofType(of)
            .filter((one) => one.inputs['virtualNetworkName'] === inputs['virtualNetworkName'])
            .map(({ urn }) => urn),
      }),
    ),
    // A peering whose holder changes from the tenant's network to the hub's.
    change({
      of,
      where: (one) => !isFromHub(one),
      path: 'virtualNetworkName',
      to: [],
    }),
    rewritten({
      of,
      where: isFromHub,
      path: 'virtualNetworkName',
      value: "another tenant's",
      by: (one, world) => {
        const [near] = tenants(world).filter(
          (candidate) => !JSON.stringify(one.inputs).includes(String(candidate.inputs['virtualNetworkName'])),
        );
        const { virtualNetworkName, resourceGroupName } = near?.inputs ?? {};
        return {
          put: [
            {
              ...one,
              inputs: { ...one.inputs, virtualNetworkName, resourceGroupName },
              propertyDependencies: {},
            },
          ],
        };
      },
    }),
    // A network outside of the stack may be anybody's.
    change({
      of,
      path: remote,
      to: [azureId('rg-elsewhere', 'Microsoft.Network', 'virtualNetworks', 'vnet-elsewhere')],
    }),
  ],
  harmless: [
    other({ of, path: remote, to: (before) => [String(before).toUpperCase(), `${before}/`] }),
    other({ of, path: ['allowForwardedTraffic', 'useRemoteGateways'], to: [true, absent] }),
    configured(
      { hubNetworks: [azureId('rg-elsewhere', 'Microsoft.Network', 'virtualNetworks', 'vnet-elsewhere')] },
      other({
        of,
        where: (one) => !isFromHub(one),
        path: remote,
        to: [azureId('RG-elsewhere', 'Microsoft.Network', 'virtualNetworks', 'VNET-elsewhere')],
      }),
    ),
    // Nested instead of separate.
    rewritten({
      of,
      where: (one) => !isFromHub(one),
      path: 'the resource',
      value: 'in the list of its network',
      by: (one, world) => {
        const holder = world
          .ofType(network)
          .find(({ inputs }) => inputs['virtualNetworkName'] === one.inputs['virtualNetworkName']);
        const { remoteVirtualNetwork } = one.inputs;
        return (
          holder && {
            put: [changed(holder, ['virtualNetworkPeerings'], [{ remoteVirtualNetwork }])],
            drop: [one.urn],
          }
        );
      },
    }),
  ],
};
