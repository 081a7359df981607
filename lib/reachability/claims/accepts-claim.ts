import type { Claim, ClaimSelector } from '../../baseline/types.generated';
import type { Endpoint, Network, NetworkModel, SecurityGroup, Subnet } from '../../network-model/model';
import { type NumberSet, union } from '../../network-model/number-set';
import type { Remark, Where } from '../../network-model/remark';
import { type Traffic, without } from '../../network-model/traffic';
import type { Hop } from '../arrival';
import { GroupVerdicts } from '../group-verdict';
import { type Answer, answerOf, selectsNothing, type Unknown, type Witness } from './answer';
import type { Inquiry } from './inquiry';
import { packetOf } from './packet';
import { describeSelector, isMeant } from './select';

/** What the groups before something let in, and by which rules; by none where there is no group. */
interface Accepted {
  readonly traffic: Traffic;
  readonly path: readonly Hop[];
  readonly open: readonly Remark[];
}

/**
 * Answers a claim of the kind `accepts`: the security groups before each of the meant let in only what the claim
 * admits, whoever sends it and whether or not he has a way there. A stack shows this of its own networks.
 */
export function judgeAccepts(claim: Claim, inquiry: Inquiry): Answer {
  const { model, places } = inquiry;
  const to = claim.to as ClaimSelector;
  const things = to.machines !== undefined || to.privateEndpoints === true;
  const meant: (Subnet | Endpoint)[] = things
    ? model.endpoints.filter((endpoint) => isMeant(to, places.ofSubnet(endpoint.subnet), endpoint))
    : model.subnets.filter((subnet) => isMeant(to, places.ofSubnet(subnet)));
  if (meant.length === 0) return selectsNothing(describeSelector(to));
  const witnesses: Witness[] = [];
  const unknowns: Unknown[] = [...inquiry.unknowns('accepts')];
  const groups = groupsBefore(inquiry);
  for (const one of meant) judgeOne(claim, one, inquiry, groups, witnesses, unknowns);
  return answerOf(witnesses, unknowns, `${meant.length} ${things ? 'machines or endpoints' : 'subnets'}`);
}

function judgeOne(
  claim: Claim,
  one: Subnet | Endpoint,
  inquiry: Inquiry,
  groups: GroupsBefore,
  witnesses: Witness[],
  unknowns: Unknown[],
): void {
  const subnet = 'subnet' in one ? one.subnet : one;
  const place = inquiry.places.ofSubnet(subnet);
  const destinations = 'subnet' in one ? one.addresses : one.range;
  const asked = inquiry.admitted.ofServices(claim.services).map((box) => ({ ...box, destinations }));
  const admitted = inquiry.admitted.between(claim, place, place);
  const name = 'subnet' in one && one.kind === 'interface' ? (one.machine?.name ?? one.name) : place.name;
  for (const { traffic, path, open } of groups.accepted(one, subnet, asked)) {
    const left = without(traffic, admitted);
    if (left.length === 0) continue;
    if (open.length > 0) {
      unknowns.push(...open);
      continue;
    }
    const packet = packetOf(left, inquiry.names);
    const rule = path.at(-1);
    witnesses.push({
      from: 'anyone',
      to: name,
      ...(packet !== undefined && { packet }),
      path,
      what: rule?.what ?? `no security group stands before ${place.name}`,
      where: rule?.where ?? groupless(subnet),
    });
  }
}

/** Where a group would be named. */
function groupless({ where }: Subnet): Where {
  return { ...where, path: [where.path, 'networkSecurityGroup'].filter((step) => step !== '').join('.') };
}

/** Made ready once for all claims about a model. */
const groupsOfModels = new WeakMap<NetworkModel, GroupsBefore>();

function groupsBefore({ model }: Inquiry): GroupsBefore {
  const groups = groupsOfModels.get(model) ?? new GroupsBefore(model);
  groupsOfModels.set(model, groups);
  return groups;
}

/** The security groups that stand before subnets and interfaces. */
class GroupsBefore {
  readonly #verdicts: GroupVerdicts;
  readonly #virtualNetworks = new Map<Network, NumberSet>();

  constructor(model: NetworkModel) {
    this.#verdicts = new GroupVerdicts(model);
  }

  /** What passes the subnet's group and, for an interface, its own as well. */
  accepted(one: Subnet | Endpoint, subnet: Subnet, asked: Traffic): Accepted[] {
    const isEndpoint = 'subnet' in one && one.kind === 'privateEndpoint';
    const group = isEndpoint && !subnet.endpointPolicies.group ? undefined : subnet.group;
    const first = this.#through(group, subnet, asked, subnet.open);
    if (!('subnet' in one) || one.kind !== 'interface') return first;
    return first.flatMap((outer) =>
      this.#through(one.group, subnet, outer.traffic, one.open).map((inner) => ({
        traffic: inner.traffic,
        path: [...outer.path, ...inner.path],
        open: [...outer.open, ...inner.open],
      })),
    );
  }

  #through(
    group: SecurityGroup | undefined,
    { network }: Subnet,
    asked: Traffic,
    open: readonly Remark[],
  ): Accepted[] {
    if (group === undefined) return [{ traffic: asked, path: [], open }];
    return this.#verdicts
      .passing(group, 'inbound', asked, this.#virtualNetwork(network))
      .map((passed) => ({ traffic: passed.traffic, path: [passed.hop], open: passed.open }));
  }

  /** What the tag VirtualNetwork stands for: the network and those that it is peered with. */
  #virtualNetwork(network: Network): NumberSet {
    const near = network.peerings.flatMap(({ access, far }) =>
      access && far !== undefined ? [far.space] : [],
    );
    const known = this.#virtualNetworks.get(network) ?? union(network.space, ...near);
    this.#virtualNetworks.set(network, known);
    return known;
  }
}
