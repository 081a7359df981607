import { everyIpv4Address, rangesOf, virtualHost, withNames } from '../network-model/address-sets';
import type { Network, NetworkModel, Peering, PrivateEndpoint, Route, Subnet } from '../network-model/model';
import { covers, intersect, type NumberSet, subtract, union } from '../network-model/number-set';
import type { Hop } from './arrival';

/** Where a route leads. */
export type Step =
  | { readonly kind: 'local' }
  | { readonly kind: 'peer'; readonly peering: Peering; readonly back: Peering; readonly far: Network }
  | { readonly kind: 'appliance'; readonly route: Route }
  | { readonly kind: 'internet'; readonly isService: boolean }
  | { readonly kind: 'gateway'; readonly route: Route }
  | { readonly kind: 'none' };

/** Destinations that leave a subnet by one route. */
export interface Way {
  readonly destinations: NumberSet;
  readonly step: Step;
  readonly hop: Hop;
}

interface Candidate {
  readonly prefix: NumberSet;
  readonly length: number;
  /** 0 for a user's, 1 for Azure's own; between equal prefixes the lower decides. */
  readonly rank: number;
  readonly step: Step;
  readonly hop: Hop;
}

/**
 * Service endpoints bring the addresses of a service's tag to it past every route table.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoints-overview (2026-11-27)
 */
const serviceTags: Readonly<Record<string, string>> = {
  'microsoft.storage': 'Storage',
  'microsoft.storage.global': 'Storage',
  'microsoft.sql': 'Sql',
  'microsoft.keyvault': 'AzureKeyVault',
  'microsoft.azureactivedirectory': 'AzureActiveDirectory',
  'microsoft.azurecosmosdb': 'AzureCosmosDB',
  'microsoft.eventhub': 'EventHub',
  'microsoft.servicebus': 'ServiceBus',
  'microsoft.web': 'AppService',
  'microsoft.containerregistry': 'AzureContainerRegistry',
  'microsoft.cognitiveservices': 'CognitiveServicesManagement',
};

const everything = withNames(rangesOf('0.0.0.0/0', '::/0'));
const reserved = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/** The routes of the subnets of a model, worked out once for each network and table. */
export class Routing {
  readonly #ways = new Map<string, readonly Way[]>();
  readonly #spaces = new Map<string, NumberSet>();
  readonly #ids = new Map<object, number>();
  readonly #mutual = new Map<Network, readonly { peering: Peering; back: Peering; far: Network }[]>();

  constructor(private readonly model: NetworkModel) {}

  /**
   * The ways out of a subnet, which share no destination: the longest prefix decides, then a user's route before
   * Azure's own. Azure's own routes that drop private ranges count only without a user's default route: with one,
   * hubs are seen to pass packets between spokes, though the page does not say so, and the model takes the more.
   * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview (2026-11-27)
   */
  waysOf(subnet: Subnet): readonly Way[] {
    const key = `${this.#keyOf(subnet)} ${subnet.services.join(' ')}`;
    const known = this.#ways.get(key) ?? carve(this.#candidates(subnet));
    this.#ways.set(key, known);
    return known;
  }

  /**
   * What the tag VirtualNetwork stands for in a subnet's groups: the network, those that are peered with access, the
   * virtual host, and every prefix that is routed.
   * https://learn.microsoft.com/azure/virtual-network/service-tags-overview (2026-11-27)
   */
  virtualNetworkOf(subnet: Subnet): NumberSet {
    const key = this.#keyOf(subnet);
    const { network, table } = subnet;
    const known =
      this.#spaces.get(key) ??
      withNames(
        union(
          network.space,
          virtualHost,
          ...this.peersOf(network)
            .filter(({ peering }) => peering.access)
            .map(({ far }) => far.space),
          ...(table?.routes ?? []).map(({ prefix }) => prefix),
        ),
      );
    this.#spaces.set(key, known);
    return known;
  }

  /** The networks to which packets cross: peered from both sides. */
  peersOf(network: Network): readonly { peering: Peering; back: Peering; far: Network }[] {
    const known = this.#mutual.get(network);
    if (known !== undefined) return known;
    const peers = network.peerings.flatMap((peering) => {
      const { far } = peering;
      const back = far?.peerings.find((other) => other.far === network);
      return far === undefined || back === undefined ? [] : [{ peering, back, far }];
    });
    this.#mutual.set(network, peers);
    return peers;
  }

  #candidates(subnet: Subnet): Candidate[] {
    const { network, table } = subnet;
    const own = system(`Azure's own route in ${network.name}`);
    const user = (table?.routes ?? []).map(
      (route): Candidate => ({
        prefix: route.prefix,
        length: route.prefixLength,
        rank: 0,
        step: stepOf(route),
        hop: {
          kind: 'route',
          what: `${table?.name}: ${route.name} leads to ${route.hop}`,
          where: route.where,
        },
      }),
    );
    const hasDefault = user.some(({ prefix, length }) => length === 0 && covers(prefix, everyIpv4Address));
    const peers = this.peersOf(network).flatMap(({ peering, back, far }) =>
      far.prefixes.map(
        ({ range, length }): Candidate => ({
          prefix: range,
          length,
          rank: 1,
          step: { kind: 'peer', peering, back, far },
          hop: {
            kind: 'peering',
            what: `${peering.name} joins ${network.name} and ${far.name}`,
            where: peering.where,
          },
        }),
      ),
    );
    return [
      ...user,
      ...peers,
      ...network.prefixes.map(
        ({ range, length }): Candidate => ({
          prefix: range,
          length,
          rank: 1,
          step: { kind: 'local' },
          hop: own,
        }),
      ),
      ...this.#endpointRoutes(network),
      ...subnet.services.map(
        (service): Candidate => ({
          prefix: this.model.reader().read(serviceTags[service.toLowerCase()] ?? service),
          length: 33,
          rank: 1,
          step: { kind: 'internet', isService: true },
          hop: system(`the service endpoint ${service} of ${subnet.name}`),
        }),
      ),
      ...(hasDefault
        ? []
        : reserved.map(
            (range): Candidate => ({
              prefix: rangesOf(range),
              length: Number(range.split('/')[1]),
              rank: 1,
              step: { kind: 'none' },
              hop: system('Azure drops private ranges'),
            }),
          )),
      {
        prefix: everything,
        length: 0,
        rank: 1,
        step: { kind: 'internet', isService: false },
        hop: system("Azure's own default route"),
      },
    ];
  }

  /**
   * A private endpoint has a route of its own in its network and those peered with it, unless tables count for it.
   * https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy (2026-11-27)
   */
  #endpointRoutes(network: Network): Candidate[] {
    const near = { network, step: { kind: 'local' } as const };
    const far = this.peersOf(network).map(({ peering, back, far: other }) => ({
      network: other,
      step: { kind: 'peer', peering, back, far: other } as const,
    }));
    return [near, ...far].flatMap(({ network: other, step }) =>
      other.subnets
        .filter(({ endpointPolicies }) => !endpointPolicies.table)
        .flatMap(({ endpoints }) => endpoints)
        .filter((one): one is PrivateEndpoint => one.kind === 'privateEndpoint' && one.exact)
        .map(
          (one): Candidate => ({
            prefix: one.addresses,
            length: 129,
            rank: 1,
            step,
            hop: {
              kind: 'route',
              what: `the private endpoint ${one.name} has a route of its own`,
              where: one.where,
            },
          }),
        ),
    );
  }

  #keyOf({ network, table }: Subnet): string {
    const id = (one: object) => {
      const known = this.#ids.get(one) ?? this.#ids.size;
      this.#ids.set(one, known);
      return known;
    };
    return `${id(network)} ${table === undefined ? '-' : id(table)}`;
  }
}

function system(what: string): Hop {
  return { kind: 'route', what, where: undefined };
}

function stepOf(route: Route): Step {
  switch (route.hop) {
    case 'appliance':
    case 'gateway':
      return { kind: route.hop, route };
    case 'internet':
      return { kind: 'internet', isService: false };
    default:
      return { kind: route.hop };
  }
}

function carve(candidates: readonly Candidate[]): Way[] {
  const ordered = [...candidates].sort((a, b) => b.length - a.length || a.rank - b.rank);
  let left: NumberSet = everything;
  return ordered.flatMap(({ prefix, step, hop }): Way[] => {
    const destinations = intersect(left, prefix);
    left = subtract(left, prefix);
    return destinations.length === 0 ? [] : [{ destinations, step, hop }];
  });
}
