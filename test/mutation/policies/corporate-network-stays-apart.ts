import type { PlannedResource } from '../../../lib/resources/from-plan';
import { unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, made, other, type Row } from '../support/rows';
import { azureId, hasTag, idPlaces, otherIds, tagsOf } from '../support/values';
import { changed, type World } from '../support/world';

const network = 'azure-native:network:VirtualNetwork';
const isCorporate = hasTag('yosai-scope', 'corporate');
const isService = hasTag('yosai-scope', 'cloud-service');
const types = (world: World) => world.types.filter((type) => type.startsWith('azure-native:'));
const isOfCorporate = (id: string) => /rg-dev-corporate/i.test(id);
const onSide =
  (where: (one: PlannedResource) => boolean, row: Omit<Parameters<typeof change>[0], 'of' | 'where'>): Row =>
  (world) =>
    change({ ...row, of: types(world), where })(world);
const corporateNetwork = azureId(
  'rg-dev-corporate',
  'Microsoft.Network',
  'virtualNetworks',
  'vnet-dev-corporate',
);
const hubNetwork = azureId('rg-dev-hub', 'Microsoft.Network', 'virtualNetworks', 'vnet-dev-hub');
const spelled = (id: string) => [id, id.toUpperCase(), id.toLowerCase(), `${id}/`, `${id}/subnets/office`];
const corporateAddresses = ['172.20.0.4', '172.20.0.0/24', '172.20.255.255', '172.20.0.0/16'];
const serviceAddresses = ['10.32.0.4', '10.64.0.0/24', '10.64.1.4', '10.127.255.255', '10.32.0.0/20'];
const targets = ['nextHopIpAddress', 'privateIPAddress', 'ipAddress'];
const certain = 'an address that is not known yet says nothing of a side';
const unnamed = 'tried below, with what it was made from';
/** A peering between two networks, in the group of the first. */
const peering = (name: string, group: string, own: string, far: string) =>
  made('azure-native:network:VirtualNetworkPeering', name, {
    resourceGroupName: group,
    virtualNetworkName: own,
    remoteVirtualNetwork: { id: far },
  });

export const mutants: PolicyMutants = {
  broken: [
    // Each reference leads to something of the kind on the other side.
    onSide(isCorporate, {
      path: idPlaces,
      to: (before, place) => otherIds(before, place).filter((id) => !isOfCorporate(id)),
      unknown: unnamed,
    }),
    onSide(isService, {
      path: idPlaces,
      to: (before, place) => otherIds(before, place).filter(isOfCorporate),
      unknown: unnamed,
    }),
    // A new property does.
    onSide(isService, {
      path: 'extra.link',
      to: spelled(corporateNetwork),
      unknown: 'its name says nothing of a reference',
    }),
    onSide(isCorporate, {
      path: 'extra.link',
      to: spelled(hubNetwork),
      unknown: 'its name says nothing of a reference',
    }),
    onSide((one) => isCorporate(one) || isService(one), { path: 'extra.targetId', to: [] }),
    // A value that is not known yet was made from the other side.
    (world) =>
      world
        .ofType(...types(world))
        .filter((one) => isCorporate(one) || isService(one))
        .map((one) => {
          const maker = world.named(isCorporate(one) ? 'hub-vnet' : 'corporate-vnet');
          const open = changed(one, ['extra'], unknown);
          return {
            resource: one.name,
            type: one.type,
            path: 'extra',
            value: `made from ${maker.name}`,
            edit: {
              put: [{ ...open, propertyDependencies: { ...open.propertyDependencies, extra: [maker.urn] } }],
            },
            at: [one.urn],
            isOpen: false,
          };
        }),
    // Packets are sent to the other side.
    ...targets.flatMap((name) => [
      onSide(isService, { path: `hop.${name}`, to: corporateAddresses, unknown: certain }),
      onSide(isCorporate, { path: `hop.${name}`, to: serviceAddresses, unknown: certain }),
    ]),
    change({
      of: network,
      where: isService,
      path: 'addressSpace.addressPrefixes[]',
      to: ['172.20.0.0/16', '172.20.8.0/24', '172.16.0.0/12'],
      unknown: certain,
    }),
    change({
      of: network,
      where: isCorporate,
      path: 'addressSpace.addressPrefixes[]',
      to: ['10.32.0.0/20', '10.64.0.0/22', '10.0.0.0/8', '10.100.0.0/16'],
      unknown: certain,
    }),
    addition((world) =>
      world
        .ofType(network)
        .filter(isService)
        .flatMap(({ name, inputs }) => [
          peering(
            `from-${name}`,
            String(inputs['resourceGroupName']),
            String(inputs['virtualNetworkName']),
            corporateNetwork,
          ),
          peering(
            `to-${name}`,
            'rg-dev-corporate',
            'vnet-dev-corporate',
            azureId(
              String(inputs['resourceGroupName']),
              'Microsoft.Network',
              'virtualNetworks',
              String(inputs['virtualNetworkName']),
            ),
          ),
        ]),
    ),
    // What changes sides takes its references with it.
    change({
      of: network,
      path: 'tags.yosai-scope',
      to: (before) => [before === 'corporate' ? 'cloud-service' : 'corporate'],
      unknown: 'the side that its group has',
      at: (_one, world) => world.resources.map(({ urn }) => urn),
    }),
  ],
  harmless: [
    (world) =>
      other({
        of: types(world),
        where: (one) => tagsOf(one)['yosai-scope'] !== undefined,
        path: idPlaces,
        to: (before) => [String(before).toUpperCase()],
      })(world),
    (world) =>
      other({
        of: types(world),
        where: isService,
        path: targets.map((name) => `hop.${name}`),
        to: ['10.32.0.4', '10.64.1.4', '203.0.113.7'],
      })(world),
    (world) =>
      other({
        of: types(world),
        where: isCorporate,
        path: 'extra.link',
        to: [`${corporateNetwork}/subnets/office`, '192.0.2.1'],
      })(world),
    addition(() => [peering('within', 'rg-dev-corporate', 'vnet-dev-corporate', corporateNetwork)]),
  ],
  unbroken: [
    {
      paths: ['*'],
      because:
        'every property is read: those that hold an id or an address are all tried, and any other as one that is new',
    },
  ],
};
