import { everyAddress, metadataService, virtualHost } from '../network-model/address-sets';
import type { ApplicationGateway, Bastion, Endpoint } from '../network-model/model';
import { type NumberSet, subtract, union } from '../network-model/number-set';
import type { Where } from '../network-model/remark';
import {
  everyPort,
  narrow,
  packets as packetsOf,
  readPorts,
  readProtocol,
  type Traffic,
} from '../network-model/traffic';
import type { Arrival } from './arrival';
import type { Follower } from './follower';
import { onward, startOfTrail, type Trail } from './trail';

const tcp = readProtocol('Tcp') ?? [];
const machinePorts = readPorts(['22', '3389']) ?? [];
const machines = subtract(everyAddress, union(virtualHost, metadataService));
const bastionPorts = readPorts(['443']) ?? [];

/** A new connection that something opens for those who reach it. */
interface Connection {
  /** What has to arrive for it. */
  readonly asked: NumberSet;
  readonly destinations: NumberSet;
  readonly ports: NumberSet;
  readonly what: string;
  readonly where: Where;
}

/** What the connections of each follower and thing reach, which does not depend on who asked for them. */
const reached = new WeakMap<Follower, Map<Connection, readonly Arrival[]>>();
const connections = new WeakMap<Endpoint, Record<'public' | 'private', readonly Connection[]>>();

/**
 * Follows the new connections that a gateway opens to its backends, and Bastion to machines, for packets that reach
 * them. Their source is the subnet of the gateway or of Bastion.
 * https://learn.microsoft.com/azure/application-gateway/how-application-gateway-works,
 * https://learn.microsoft.com/azure/bastion/bastion-nsg (2026-11-27)
 */
export function relay(
  walk: Follower,
  endpoint: Endpoint,
  received: Traffic,
  trail: Trail,
  isPublic: boolean,
): void {
  if (endpoint.kind !== 'applicationGateway' && endpoint.kind !== 'bastion') return;
  if (trail.through.includes(endpoint)) return;
  const known = connections.get(endpoint) ?? {
    public: connectionsOf(endpoint, true),
    private: connectionsOf(endpoint, false),
  };
  connections.set(endpoint, known);
  for (const connection of known[isPublic ? 'public' : 'private']) {
    const asking = narrow(received, { protocols: tcp, ports: connection.asked });
    if (asking.length === 0) continue;
    const { what, where } = connection;
    const hop = { kind: 'connection', what, where } as const;
    const next = { ...onward(trail, [hop]), through: [...trail.through, endpoint] };
    walk.continue(arrivalsOf(walk, endpoint, connection, trail), next, asking);
  }
}

function arrivalsOf(
  walk: Follower,
  endpoint: ApplicationGateway | Bastion,
  connection: Connection,
  trail: Trail,
): readonly Arrival[] {
  const byConnection = reached.get(walk) ?? new Map<Connection, readonly Arrival[]>();
  reached.set(walk, byConnection);
  const known = byConnection.get(connection);
  if (known !== undefined) return known;
  const { destinations, ports } = connection;
  const packets = packetsOf({ protocols: tcp, ports, destinations });
  const found = walk.collect(() =>
    walk.send(endpoint.subnet, walk.cells.ofEndpoint(endpoint), packets, {
      ...startOfTrail,
      through: [...trail.through, endpoint],
    }),
  );
  // What came before is not part of the answer, so that it holds for everybody who asks.
  const count = trail.through.length + 1;
  const own = found.map((arrival) => ({ ...arrival, through: arrival.through.slice(count) }));
  if (trail.through.length === 0) byConnection.set(connection, own);
  return own;
}

function connectionsOf(endpoint: ApplicationGateway | Bastion, isPublic: boolean): Connection[] {
  if (endpoint.kind === 'bastion') {
    const ports = endpoint.anyPort ? everyPort : machinePorts;
    const what = `${endpoint.name} connects to a machine`;
    return [{ asked: bastionPorts, destinations: machines, ports, what, where: endpoint.where }];
  }
  // Of what is not known where it leads, the most is taken; the answers are open, as the gateway is.
  const anywhere: Connection[] = endpoint.open.map(({ where }) => ({
    asked: everyPort,
    destinations: machines,
    ports: everyPort,
    what: `${endpoint.name} connects to what is not known`,
    where,
  }));
  const known = endpoint.listeners
    .filter((listener) => listener.isPublic === isPublic)
    .flatMap(({ name, port, backends }) =>
      backends.map((backend) => ({
        asked: [[port, port]] as const,
        destinations: backend.addresses,
        ports: [[backend.port, backend.port]] as const,
        what: `${endpoint.name} connects to a backend of ${name}`,
        where: backend.where,
      })),
    );
  return [...known, ...anywhere];
}
