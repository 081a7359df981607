import { networkRange, slotCount, subnetRanges } from '../../baseline/addresses';
import { parseRange, rangeSize } from '../../baseline/ipv4';
import type { NetworkBaseline, NetworkKind } from '../../baseline/types.generated';
import { rangesOf } from '../../network-model/address-sets';
import type { Endpoint, Network, NetworkModel, Subnet, Tags } from '../../network-model/model';
import { covers, type NumberSet } from '../../network-model/number-set';
import type { Remark } from '../../network-model/remark';

/** Whose something is, and what it is in the address plan. */
export interface Place {
  /** Absent for a network that neither a tag nor the address plan knows. */
  readonly kind?: NetworkKind;
  /** The tenant's slot; of tenants only. */
  readonly slot?: number;
  /** The tenant's id, or its slot where no tag says it; of tenants only. */
  readonly tenant?: string;
  /** The subnet's role in the plan; absent for a subnet that the plan does not have. */
  readonly role?: string;
  /** How people are told of it: `aoba app`, `hub bastion`. */
  readonly name: string;
}

const kinds = ['tenant', 'hub', 'corporate'] as const;

/**
 * What each network and subnet is. Whose a network is, its tags say; what it is, its addresses in the address plan.
 * Where both speak and differ, that is remarked, and nothing can be said of the network. Neither can it where something
 * of a tenant stands in a network that is not his: traffic is told by the networks between which it goes.
 */
export class Places {
  readonly #networks = new Map<Network, Place>();
  readonly #subnets = new Map<Subnet, Place>();
  /** Networks whose tags say something else than their addresses, and what stands in a network of somebody else. */
  readonly conflicts: readonly Remark[];

  constructor(
    model: NetworkModel,
    private readonly baseline: NetworkBaseline,
  ) {
    const conflicts: Remark[] = [];
    for (const network of model.networks) {
      const place = this.#placeOf(network, conflicts);
      this.#networks.set(network, place);
      const ranges = this.#rangesOf(place);
      for (const subnet of network.subnets) {
        const role = ranges.find(([, range]) => covers(range, subnet.range) && subnet.range.length > 0)?.[0];
        const name = `${ownerOf(place) ?? network.name} ${role ?? subnet.name}`;
        this.#subnets.set(subnet, { ...place, name, ...(role !== undefined && { role }) });
      }
    }
    this.conflicts = [...conflicts, ...model.endpoints.flatMap((endpoint) => this.#strangerIn(endpoint))];
  }

  /** The owners of all networks: tenants' ids, `hub`, `corporate`. */
  get owners(): ReadonlySet<string> {
    return new Set([...this.#networks.values()].flatMap((place) => ownerOf(place) ?? []));
  }

  ofSubnet(subnet: Subnet): Place {
    return this.#subnets.get(subnet) ?? { name: subnet.name };
  }

  ofNetwork(network: Network): Place {
    return this.#networks.get(network) ?? { name: network.name };
  }

  #placeOf(network: Network, conflicts: Remark[]): Place {
    const { tags, space, where, name } = network;
    const planned = plannedAt(this.baseline, space);
    const tagged = kinds.find((candidate) => candidate === tags.network);
    const kind = tagged ?? planned?.kind;
    const slot = planned?.slot;
    const tenant = tags.tenant ?? (slot === undefined ? undefined : `slot ${slot}`);
    if (tagged !== undefined && (planned?.kind !== tagged || (slot !== undefined && !saysSlot(tags, slot)))) {
      const has =
        planned === undefined
          ? 'no addresses of the plan'
          : `addresses of ${planned.kind === 'tenant' ? `slot ${slot}` : `the ${planned.kind} network`}`;
      const says = `${tagged} network${tags.slot === undefined ? '' : ` of slot ${tags.slot}`}`;
      conflicts.push({ where, what: `the tags of ${name} say ${says}, and it has ${has}` });
    }
    if (kind !== 'tenant') return { name: kind ?? name, ...(kind !== undefined && { kind }) };
    return {
      kind,
      name: tenant ?? name,
      ...(slot !== undefined && { slot }),
      ...(tenant !== undefined && { tenant }),
    };
  }

  #strangerIn(endpoint: Endpoint): Remark[] {
    const { name, where, subnet } = endpoint;
    const machine = endpoint.kind === 'interface' ? endpoint.machine : undefined;
    const tenant = endpoint.tags.tenant ?? machine?.tags.tenant;
    const place = this.ofSubnet(subnet);
    // Where no tag says whose a tenant's network is, its slot stands for him.
    const isNameless = place.kind === 'tenant' && place.tenant === `slot ${place.slot}`;
    if (tenant === undefined || tenant === place.tenant || isNameless) return [];
    return [{ where, what: `${name} is of tenant ${tenant}, and stands in ${place.name}` }];
  }

  #rangesOf({ kind, slot }: Place): [role: string, range: NumberSet][] {
    if (kind === undefined || (kind === 'tenant' && slot === undefined)) return [];
    return [...subnetRanges(this.baseline, kind, slot)].map(([role, range]) => [role, rangesOf(range)]);
  }
}

/** Whose something is: the tenant's id, or the kind of network; `undefined` for nobody's. */
export function ownerOf({ kind, tenant }: Place): string | undefined {
  return kind === 'tenant' ? tenant : kind;
}

function saysSlot({ slot }: Tags, planned: number): boolean {
  return slot === undefined || Number(slot) === planned;
}

/** The network of the plan in which all addresses lie. */
function plannedAt(
  network: NetworkBaseline,
  space: NumberSet,
): { readonly kind: NetworkKind; readonly slot?: number } | undefined {
  const first = space[0]?.[0];
  if (first === undefined) return undefined;
  for (const kind of ['hub', 'corporate'] as const) {
    if (covers(rangesOf(networkRange(network, kind)), space)) return { kind };
  }
  const pool = parseRange(network.addressPlan.tenantPool);
  if (pool === undefined || typeof first === 'bigint' || first < pool.first) return undefined;
  const slot = Math.floor((first - pool.first) / rangeSize(network.addressPlan.tenantPrefixLength));
  return slot < slotCount(network) && covers(rangesOf(networkRange(network, 'tenant', slot)), space)
    ? { kind: 'tenant', slot }
    : undefined;
}
