import type { DnsZone } from '../../network-model/model';
import { type Answer, answerOf, selectsNothing, type Unknown, type Witness } from './answer';
import type { Inquiry } from './inquiry';
import { ownerOf } from './places';

/**
 * Answers a claim of the kind `dnsLinks`: the networks that resolve the names of a private DNS zone are all of its
 * owner. A zone without a tenant is the hub's.
 */
export function judgeDnsLinks(inquiry: Inquiry): Answer {
  const { zones } = inquiry.model;
  if (zones.length === 0) return selectsNothing('no private DNS zone');
  const witnesses: Witness[] = [];
  const unknowns: Unknown[] = [...inquiry.unknowns('dnsLinks')];
  let links = 0;
  for (const zone of zones) {
    for (const network of zone.networks) {
      links += 1;
      const owner = ownerOf(inquiry.places.ofNetwork(network));
      if (owner === undefined) {
        unknowns.push({
          what: `whose ${network.name} is, neither tags nor addresses say`,
          where: network.where,
        });
      } else if (owner !== ownerOfZone(zone)) {
        witnesses.push({
          from: owner,
          to: ownerOfZone(zone),
          path: [],
          what: `${network.name} resolves the names of ${zone.name} of ${ownerOfZone(zone)}`,
          where: zone.where,
        });
      }
    }
  }
  return answerOf(witnesses, unknowns, `${zones.length} zones, ${links} links`);
}

function ownerOfZone({ tags }: DnsZone): string {
  return tags.tenant ?? tags.network ?? 'hub';
}
