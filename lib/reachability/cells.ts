import type { Endpoint, NetworkModel, SecurityGroup, Subnet } from '../network-model/model';
import { type NumberSet, subtract, union } from '../network-model/number-set';

/** Addresses of a subnet for which the same is asked. */
export interface Cell {
  readonly addresses: NumberSet;
  /** What has them; absent for those at which the model knows nothing. */
  readonly endpoint: Endpoint | undefined;
  /** The group of the thing itself, asked besides the subnet's. */
  readonly group: SecurityGroup | undefined;
  /** Whether the subnet's group is asked. */
  readonly isGuarded: boolean;
}

/** Whether something has a subnet for itself, so that any address of it is its own. */
export function ownsSubnet(endpoint: Endpoint): boolean {
  return ['firewall', 'bastion', 'applicationGateway'].includes(endpoint.kind);
}

/** The cells of each subnet, worked out once. */
export class Cells {
  readonly #arriving = new Map<Subnet, readonly Cell[]>();
  readonly #leaving = new Map<Subnet, readonly Cell[]>();
  readonly #balanced: ReadonlySet<Endpoint>;

  constructor(model: NetworkModel) {
    this.#balanced = new Set(
      model.loadBalancers
        .filter(({ publicAddresses }) => publicAddresses.length > 0)
        .flatMap(({ pool, forwards }) => [...pool, ...forwards.flatMap(({ backends }) => backends)]),
    );
  }

  /** Where packets to a subnet arrive. What stands somewhere in it, nobody knows where, has all that is left. */
  arriving(subnet: Subnet): readonly Cell[] {
    const known = this.#arriving.get(subnet);
    if (known !== undefined) return known;
    const exact = subnet.endpoints.filter((endpoint) => endpoint.exact);
    const rest = subtract(subnet.range, union(...exact.map(({ addresses }) => addresses)));
    const loose = subnet.endpoints.filter((endpoint) => !endpoint.exact);
    const cells = [
      ...exact.map((endpoint) => cellOf(endpoint, endpoint.addresses)),
      ...loose.map((endpoint) => cellOf(endpoint, rest)),
      ...(loose.some(ownsSubnet)
        ? []
        : [{ addresses: rest, endpoint: undefined, group: undefined, isGuarded: true }]),
    ].filter(({ addresses }) => addresses.length > 0);
    this.#arriving.set(subnet, cells);
    return cells;
  }

  /** Where packets of a subnet begin: alone what has a group or a way to the Internet of its own, the others together. */
  leaving(subnet: Subnet): readonly Cell[] {
    const known = this.#leaving.get(subnet);
    if (known !== undefined) return known;
    const alone = subnet.endpoints.filter(
      (endpoint) =>
        (endpoint.kind === 'interface' && endpoint.group !== undefined) || this.#hasOwnWayOut(endpoint),
    );
    const exact = alone.filter((endpoint) => endpoint.exact);
    const taken = union(...exact.map(({ addresses }) => addresses));
    const rest = subtract(subnet.range, taken);
    const cells = [
      ...exact.map((endpoint) => ({ ...cellOf(endpoint, endpoint.addresses), isGuarded: true })),
      ...alone
        .filter((endpoint) => !endpoint.exact)
        .map((endpoint) => ({ ...cellOf(endpoint, rest), isGuarded: true })),
      ...(alone.some(ownsSubnet)
        ? []
        : [{ addresses: rest, endpoint: undefined, group: undefined, isGuarded: true }]),
    ].filter(({ addresses }) => addresses.length > 0);
    this.#leaving.set(subnet, cells);
    return cells;
  }

  /** The cell from which one thing sends. */
  ofEndpoint(endpoint: Endpoint): Cell {
    return { ...cellOf(endpoint, endpoint.addresses), isGuarded: true };
  }

  /**
   * Whether packets of a cell find a public address to leave by.
   * https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access (2026-11-27)
   */
  hasWayOut(subnet: Subnet, { endpoint }: Cell): boolean {
    if (subnet.natGateway !== undefined || subnet.defaultOutbound) return true;
    return endpoint === undefined
      ? subnet.endpoints.some((other) => ownsSubnet(other) && this.#hasOwnWayOut(other))
      : this.#hasOwnWayOut(endpoint);
  }

  #hasOwnWayOut(endpoint: Endpoint): boolean {
    return endpoint.publicAddresses.length > 0 || this.#balanced.has(endpoint);
  }
}

function cellOf(endpoint: Endpoint, addresses: NumberSet): Cell {
  const isGuarded = endpoint.kind !== 'privateEndpoint' || endpoint.subnet.endpointPolicies.group;
  return {
    addresses,
    endpoint,
    group: endpoint.kind === 'interface' ? endpoint.group : undefined,
    isGuarded,
  };
}
