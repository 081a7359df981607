import { subnetRanges } from '../../baseline/addresses';
import { peersOf, peerWords } from '../../baseline/network-rules';
import type { Claim, Flow, NetworkBaseline, Peers } from '../../baseline/types.generated';
import type { AddressReader } from '../../network-model/address-sets';
import type { NumberSet } from '../../network-model/number-set';
import { union } from '../../network-model/number-set';
import { packets, readPorts, readProtocol, type Traffic } from '../../network-model/traffic';
import type { Place } from './places';

/** The traffic that the network baseline lists, as exact sets of packets between two places. */
export class Admitted {
  readonly #flows = new Map<string, Traffic>();

  /**
   * @param reader reads service tags as the model does.
   * @param operators ranges from which operators come, in CIDR form.
   */
  constructor(
    private readonly network: NetworkBaseline,
    private readonly reader: AddressReader,
    private readonly operators: readonly string[],
  ) {}

  /**
   * The packets that the claim's flows admit from one place to another. A role of a tenant's subnet means that of the
   * place's own slot, and of one tenant at both sides.
   */
  between(claim: Pick<Claim, 'admits'>, from: Partial<Place>, to: Partial<Place>): Traffic {
    return this.#admittedFlows(claim).flatMap((flow) => {
      const key = `${flow.id} ${from.slot ?? ''} ${to.slot ?? ''}`;
      const known = this.#flows.get(key);
      if (known !== undefined) return known;
      const traffic = this.#trafficOf(flow, from.slot, to.slot);
      this.#flows.set(key, traffic);
      return traffic;
    });
  }

  /** The packets of services, from and to anywhere; everything when none are named. */
  ofServices(names: readonly string[] | undefined): Traffic {
    if (names === undefined) return packets({});
    return names.flatMap((name) => this.#service(name, {}));
  }

  #admittedFlows({ admits = [] }: Pick<Claim, 'admits'>): readonly Flow[] {
    const { flows } = this.network;
    return typeof admits === 'string' ? flows : flows.filter(({ id }) => admits.includes(id));
  }

  #trafficOf(flow: Flow, fromSlot: number | undefined, toSlot: number | undefined): Traffic {
    const isOfTenant = (peers: Peers) =>
      peersOf(peers).some((peer) => this.network.subnets.tenant.some(({ role }) => role === peer));
    if (isOfTenant(flow.from) && isOfTenant(flow.to) && fromSlot !== toSlot) return [];
    const sources = this.#addresses(flow.from, fromSlot);
    const destinations = this.#addresses(flow.to, toSlot);
    return flow.services.flatMap((name) => this.#service(name, { sources, destinations }));
  }

  #service(name: string, sides: { sources?: NumberSet; destinations?: NumberSet }): Traffic {
    const service = this.network.services[name];
    const protocols = readProtocol(service?.protocol ?? '');
    const ports = readPorts((service?.ports ?? []).map(String));
    if (protocols === undefined || ports === undefined) return [];
    return packets({ ...sides, protocols, ports });
  }

  #addresses(peers: Peers, slot: number | undefined): NumberSet {
    return union(...peersOf(peers).map((peer) => this.#peer(peer, slot)));
  }

  #peer(peer: string, slot: number | undefined): NumberSet {
    if (peer === peerWords.tenants) return this.reader.read(this.network.addressPlan.tenantPool);
    if (peer === peerWords.operators) return this.reader.readAll(this.operators);
    const kind = (['tenant', 'hub', 'corporate'] as const).find((candidate) =>
      this.network.subnets[candidate].some(({ role }) => role === peer),
    );
    if (kind === undefined) return this.reader.read(peer);
    // Seen from outside of any slot, a role of a tenant's subnet is every tenant, as in the hub's own groups.
    if (kind === 'tenant' && slot === undefined) return this.reader.read(this.network.addressPlan.tenantPool);
    const range = subnetRanges(this.network, kind, slot).get(peer);
    return range === undefined ? [] : this.reader.read(range);
  }
}
