import type { Claim, ClaimSelector } from '../../baseline/types.generated';
import { common, type Traffic, without } from '../../network-model/traffic';
import type { Arrival } from '../arrivals';
import { type Answer, answerOf, selectsNothing, type Unknown, type Witness } from './answer';
import { culpritOf } from './culprit';
import type { Inquiry } from './inquiry';
import { packetOf } from './packet';
import { ownerOf, type Place } from './places';
import {
  describeSelector,
  isMeant,
  type Party,
  partiesOf,
  placeOfTarget,
  targetsOf,
  tenantsOf,
} from './select';

/**
 * Answers a claim of the kind `traffic`: from each of one side, what arrives at the other is only what the claim
 * admits. Subnets are asked as a whole, so a machine that is not there yet is answered for, too.
 */
export function judgeTraffic(claim: Claim, inquiry: Inquiry): Answer {
  const { from, to } = claim;
  if (from === undefined || to === undefined) throw new RangeError(`claim ${claim.id} needs two sides`);
  const directions: readonly (readonly [ClaimSelector, ClaimSelector])[] =
    claim.bothWays === true
      ? [
          [from, to],
          [to, from],
        ]
      : [[from, to]];
  const witnesses: Witness[] = [];
  const unknowns: Unknown[] = [...inquiry.unknowns('traffic')];
  const judged: string[] = [];
  for (const [near, far] of directions) {
    const parties = partiesOf(near, inquiry);
    const targets = targetsOf(far, inquiry);
    if (parties.length === 0) return selectsNothing(describeSelector(near));
    if (targets.length === 0) return selectsNothing(describeSelector(far));
    if (claim.tenants === 'different' && tenantsOf(parties).size < 2) {
      return selectsNothing('fewer than two tenants');
    }
    judged.push(`${count(parties.length, 'source')} × ${count(targets.length, 'destination')}`);
    for (const party of parties) judgeParty(claim, far, party, inquiry, witnesses, unknowns);
  }
  return answerOf(witnesses, unknowns, judged.join(' and back '));
}

function judgeParty(
  claim: Claim,
  far: ClaimSelector,
  party: Party,
  inquiry: Inquiry,
  witnesses: Witness[],
  unknowns: Unknown[],
): void {
  const services = claim.services === undefined ? undefined : inquiry.admitted.ofServices(claim.services);
  for (const arrival of inquiry.arrivals(party.start).arrivals) {
    if (isAnsweredElsewhere(arrival)) continue;
    const received = services === undefined ? arrival.received : common(arrival.received, services);
    if (received.length === 0) continue;
    if (arrival.at.kind === 'outside') {
      unknowns.push({ what: 'leads to a network that is in no plan', where: arrival.at.where });
      continue;
    }
    const target = placeOfTarget(arrival.at, inquiry);
    if (target === undefined) continue;
    if (target.place.kind === undefined) {
      unknowns.push({ what: `whose ${target.place.name} is, neither tags nor addresses say` });
      continue;
    }
    if (!isMeant(far, target.place, target.endpoint) || !isPair(claim, party.place, target.place)) continue;
    const left = without(received, inquiry.admitted.between(claim, party.place, target.place));
    if (left.length === 0) continue;
    if (arrival.open.length > 0) unknowns.push(...arrival.open);
    else witnesses.push(witnessOf(arrival, left, party.place, target.place, inquiry));
  }
}

/**
 * A gateway and Bastion take a connection and open another in their own name: what they reach is answered for the
 * subnet in which they stand, and that they are reached is an arrival of its own. A firewall opens connections for
 * others, so those count as theirs.
 */
function isAnsweredElsewhere({ through }: Arrival): boolean {
  return through.some(({ kind }) => kind !== 'firewall');
}

function isPair({ tenants }: Claim, from: Place, to: Place): boolean {
  if (tenants === undefined) return true;
  const same = ownerOf(from) === ownerOf(to);
  return tenants === 'same' ? same : !same;
}

function witnessOf(arrival: Arrival, left: Traffic, from: Place, to: Place, inquiry: Inquiry): Witness {
  const packet = packetOf(left, inquiry.names);
  const culprit = culpritOf(arrival.path);
  return {
    from: from.name,
    to: to.name,
    ...(packet !== undefined && { packet }),
    path: arrival.path,
    what: culprit?.what ?? 'nothing stands between them',
    ...(culprit?.where !== undefined && { where: culprit.where }),
  };
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
