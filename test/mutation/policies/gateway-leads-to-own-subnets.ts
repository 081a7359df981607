import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, leftOpen, other, type Place } from '../support/rows';
import { hasTag, tagsOf, tenantOf } from '../support/values';

const of = 'azure-native:network:ApplicationGateway';
const network = 'azure-native:network:VirtualNetwork';
const list = 'backendAddressPools[].backendAddresses';

/** Addresses of others, near ones, and texts that name no address. */
const strangers = [
  '203.0.113.7',
  '8.8.8.8',
  '10.32.1.4',
  '10.63.255.255',
  '172.20.0.4',
  '192.168.0.4',
  '10.64.12.4',
  '2001:db8::4',
  'app.example',
  '',
];
/** Addresses of the tenant's own slot, from the first subnet to the last. */
const ownAddresses = (_before: unknown, { resource }: Place) => {
  const slot = Number(tagsOf(resource)['yosai-slot']);
  return [0, 1, 2, 3].map((subnet) => `10.64.${slot * 4 + subnet}.77`);
};
const neighbours = (_before: unknown, { resource }: Place) => {
  const slot = Number(tagsOf(resource)['yosai-slot']);
  return [`10.64.${slot * 4 + 4}.4`, ...(slot > 0 ? [`10.64.${slot * 4 - 1}.255`] : [])];
};

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: `${list}[].ipAddress`, to: strangers }),
    change({ of, path: `${list}[].ipAddress`, to: neighbours }),
    change({ of, path: `${list}[].fqdn`, to: ['app.example.jp', 'storage.blob.core.windows.net', ''] }),
    change({ of, path: list, to: [[{ fqdn: 'app.example.jp' }], [{ ipAddress: '8.8.8.8' }]] }),
    change({
      of,
      path: 'backendAddressPools',
      to: [
        [{ name: 'else', backendAddresses: [{ ipAddress: '8.8.8.8' }] }],
        [{ name: 'none' }, { name: 'else', backendAddresses: [{ fqdn: 'app.example.jp' }] }],
      ],
    }),
    // Nobody knows then whose subnets are meant.
    leftOpen(change({ of, path: 'tags.yosai-slot', to: ['4096', '-1', '1.5', 'one', ''] })),
    change({ of, path: 'tags.yosai-slot', to: ['7'] }),
    // It stands in the network of another tenant.
    change({
      of,
      path: 'gatewayIPConfigurations[].subnet.id',
      to: (before, { resource, world }) =>
        world
          .ofType(of)
          .filter((one) => one !== resource)
          .map((one) => String(before).replaceAll(String(tenantOf(resource)), String(tenantOf(one)))),
      unknown: 'whatever it is, addresses are held against the slot of its tags',
    }),
    change({
      of: network,
      where: hasTag('yosai-network', 'tenant'),
      at: (resource, world) =>
        world
          .ofType(of)
          .filter((one) => tenantOf(one) === tenantOf(resource))
          .map(({ urn }) => urn),
      path: 'tags.yosai-slot',
      to: ['7', '', 'one'],
    }),
  ],
  harmless: [
    other({ of, path: `${list}[].ipAddress`, to: ownAddresses }),
    other({ of, path: list, to: [[], absent, [{}]] }),
    other({ of, path: `${list}[].fqdn`, to: [null] }),
    other({ of, path: 'backendAddressPools', to: [[], absent, [{ name: 'empty' }]] }),
  ],
};
