import { subnetRanges } from '../../baseline/addresses';
import type { Claim, ClaimSelector } from '../../baseline/types.generated';
import { rangesOf } from '../../network-model/address-sets';
import type { Network, Peering, Subnet } from '../../network-model/model';
import { covers } from '../../network-model/number-set';
import { type Answer, answerOf, selectsNothing, type Unknown, type Witness } from './answer';
import type { Inquiry } from './inquiry';
import { formatAddress } from './packet';
import { describeSelector } from './select';

/**
 * Answers a claim of the kind `ways`: every peering of the meant networks is with the hub, and every route of their
 * subnets leads to the hub's firewall, stays inside or drops. This shows in the stack of one network alone.
 * @param isHub whether a peering with a network outside the plans is with the hub.
 */
export function judgeWays(
  claim: Claim,
  inquiry: Inquiry,
  isHub: (peering: Peering) => boolean = () => false,
): Answer {
  const { networks } = claim.from as ClaimSelector;
  const meant = inquiry.model.networks.filter((network) => {
    const { kind } = inquiry.places.ofNetwork(network);
    return kind !== undefined && networks.includes(kind);
  });
  if (meant.length === 0) return selectsNothing(describeSelector({ networks }));
  const witnesses: Witness[] = [];
  const unknowns: Unknown[] = [...inquiry.unknowns('ways')];
  for (const network of meant) {
    for (const peering of network.peerings) judgePeering(peering, inquiry, isHub, witnesses, unknowns);
    for (const subnet of network.subnets) judgeTable(network, subnet, inquiry, witnesses, unknowns);
  }
  const peerings = meant.reduce((sum, network) => sum + network.peerings.length, 0);
  return answerOf(witnesses, unknowns, `${meant.length} networks, ${peerings} peerings`);
}

function judgePeering(
  peering: Peering,
  { places }: Inquiry,
  isHub: (peering: Peering) => boolean,
  witnesses: Witness[],
  unknowns: Unknown[],
): void {
  const { near, far, where } = peering;
  const remote = {
    ...where,
    path: [where.path, 'remoteVirtualNetwork.id'].filter((step) => step !== '').join('.'),
  };
  if (far === undefined) {
    if (!isHub(peering))
      unknowns.push({ what: `with whom ${near.name} is peered is in no plan`, where: remote });
    return;
  }
  const other = places.ofNetwork(far);
  if (other.kind === 'hub') return;
  const own = places.ofNetwork(near).name;
  witnesses.push({
    from: own,
    to: other.name,
    path: [],
    what: `a peering of ${near.name} with ${far.name}`,
    where: remote,
  });
}

function judgeTable(
  network: Network,
  { name, table }: Subnet,
  { places, network: baseline }: Inquiry,
  witnesses: Witness[],
  unknowns: Unknown[],
): void {
  if (table === undefined) return;
  if (table.open !== undefined) {
    unknowns.push(table.open);
    return;
  }
  const firewall = rangesOf(subnetRanges(baseline, 'hub').get('firewall') ?? '');
  for (const { hop, address, where, prefix, name: route } of table.routes) {
    if (hop === 'none' || (hop === 'local' && covers(network.space, prefix))) continue;
    if (hop === 'appliance' && address !== undefined && covers(firewall, address)) continue;
    if (hop === 'appliance' && address === undefined) {
      unknowns.push({ what: `the next hop of route ${route} is not known`, where });
      continue;
    }
    const first = address?.[0]?.[0];
    const to = hop === 'appliance' && first !== undefined ? formatAddress(first) : hop;
    const owner = places.ofNetwork(network).name;
    witnesses.push({ from: `${owner} ${name}`, to, path: [], what: `route ${route} leads to ${to}`, where });
  }
}
