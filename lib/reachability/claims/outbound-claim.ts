import type { Claim, ClaimSelector } from '../../baseline/types.generated';
import type { ApplicationRule, NetworkRule } from '../../network-model/firewall-rule';
import type { Firewall } from '../../network-model/model';
import type { Where } from '../../network-model/remark';
import { common, type Traffic, without } from '../../network-model/traffic';
import { type Answer, answerOf, selectsNothing, type Unknown, type Witness } from './answer';
import { culpritOf } from './culprit';
import type { Inquiry } from './inquiry';
import { packetOf } from './packet';
import { describeSelector, type Party, partiesOf } from './select';

/**
 * Answers a claim of the kind `outbound`: whatever one side sends outside leaves by a name and ports of the admitted
 * entries, and never by an address. Also what the hub's firewall admits is compared, whether or not somebody has a
 * way to it.
 */
export function judgeOutbound(claim: Claim, inquiry: Inquiry): Answer {
  const from = claim.from as ClaimSelector;
  const parties = partiesOf(from, inquiry);
  const firewalls = firewallsOf(inquiry);
  if (parties.length === 0) return selectsNothing(describeSelector(from));
  const witnesses: Witness[] = [];
  const unknowns: Unknown[] = [...inquiry.unknowns('outbound')];
  for (const party of parties) judgeParty(claim, party, inquiry, witnesses, unknowns);
  for (const firewall of firewalls) judgeFirewall(claim, firewall, inquiry, witnesses, unknowns);
  return answerOf(
    witnesses,
    unknowns,
    `${parties.length} sources, ${firewalls.length} ${firewalls.length === 1 ? 'firewall' : 'firewalls'}`,
  );
}

/** The same of the firewalls alone, which is what a stack without tenants shows. */
export function judgeFirewalls(claim: Claim, inquiry: Inquiry): Answer {
  const firewalls = firewallsOf(inquiry);
  if (firewalls.length === 0) return selectsNothing('no firewall');
  const witnesses: Witness[] = [];
  const unknowns: Unknown[] = [...inquiry.unknowns('outbound')];
  for (const firewall of firewalls) judgeFirewall(claim, firewall, inquiry, witnesses, unknowns);
  return answerOf(
    witnesses,
    unknowns,
    `${firewalls.length} ${firewalls.length === 1 ? 'firewall' : 'firewalls'}`,
  );
}

function firewallsOf({ model }: Inquiry): Firewall[] {
  return model.endpoints.flatMap((endpoint) => (endpoint.kind === 'firewall' ? endpoint : []));
}

function judgeParty(
  claim: Claim,
  party: Party,
  inquiry: Inquiry,
  witnesses: Witness[],
  unknowns: Unknown[],
): void {
  for (const arrival of inquiry.arrivals(party.start).arrivals) {
    const { at, sent, path, open } = arrival;
    if (arrival.through.some(({ kind }) => kind !== 'firewall')) continue;
    if (at.kind === 'outside') {
      if (isAsked(claim, sent, inquiry)) {
        unknowns.push({ what: 'leads to a network that is in no plan', where: at.where });
      }
      continue;
    }
    if (at.kind !== 'internet' && at.kind !== 'name') continue;
    const left = excess(claim, at.kind === 'name' ? at.name : undefined, sent, inquiry);
    if (left.length === 0) continue;
    if (open.length > 0) {
      unknowns.push(...open);
      continue;
    }
    const culprit = culpritOf(path);
    const packet = packetOf(left, inquiry.names);
    witnesses.push({
      from: party.place.name,
      to: at.kind === 'name' ? at.name : 'the Internet',
      ...(packet !== undefined && {
        packet: at.kind === 'name' ? { ...packet, destination: at.name } : packet,
      }),
      path,
      what: culprit?.what ?? 'nothing stands between them',
      ...(culprit?.where !== undefined && { where: culprit.where }),
    });
  }
}

/** What a firewall's rules let out besides the admitted entries; translation inwards is never admitted. */
function judgeFirewall(
  claim: Claim,
  { name, rules }: Firewall,
  inquiry: Inquiry,
  witnesses: Witness[],
  unknowns: Unknown[],
): void {
  unknowns.push(...rules.open);
  const refuse = (left: Traffic, to: string, what: string, where: Where) => {
    const packet = packetOf(left, inquiry.names);
    const told = packet !== undefined && { packet: { ...packet, destination: to } };
    witnesses.push({ from: name, to, ...told, path: [], what, where });
  };
  for (const rule of [...rules.network, ...rules.application]) {
    if (!rule.allows) continue;
    const [named, addressed] = partsOf(rule);
    if (rule.open !== undefined) {
      if (isAsked(claim, [...named, ...addressed], inquiry)) unknowns.push(rule.open);
      continue;
    }
    for (const to of rule.names) {
      const left = excess(claim, to, named, inquiry);
      if (left.length > 0) refuse(left, to, `rule ${rule.name} admits ${to}`, rule.where);
    }
    const left = excess(claim, undefined, addressed, inquiry);
    if (left.length > 0) refuse(left, 'addresses outside', `rule ${rule.name} admits addresses`, rule.where);
  }
  for (const rule of rules.nat) {
    if (rule.open !== undefined) unknowns.push(rule.open);
    else if (isAsked(claim, rule.packets, inquiry)) {
      refuse(
        rule.packets,
        'the inside',
        `rule ${rule.name} leads from outside to an address inside`,
        rule.where,
      );
    }
  }
}

function isAsked(claim: Claim, traffic: Traffic, { admitted }: Inquiry): boolean {
  return common(traffic, admitted.ofServices(claim.services)).length > 0;
}

/** What is sent to a name, or to addresses where there is none, and is of no admitted entry. */
function excess(claim: Claim, name: string | undefined, sent: Traffic, inquiry: Inquiry): Traffic {
  const { admits = [] } = claim;
  const { outbound } = inquiry.network;
  const entries = typeof admits === 'string' ? outbound : outbound.filter(({ id }) => admits.includes(id));
  const services = entries
    .filter(({ names }) => name !== undefined && names.includes(name.toLowerCase()))
    .flatMap((entry) => entry.services);
  return without(
    common(sent, inquiry.admitted.ofServices(claim.services)),
    services.length === 0 ? [] : inquiry.admitted.ofServices(services),
  );
}

/** What a rule lets out by its names, and what by addresses. */
function partsOf(rule: NetworkRule | ApplicationRule): readonly [named: Traffic, addressed: Traffic] {
  const { packets } = rule;
  return isNetworkRule(rule) ? [rule.flow, packets] : [packets, []];
}

function isNetworkRule(rule: NetworkRule | ApplicationRule): rule is NetworkRule {
  return 'flow' in rule;
}
