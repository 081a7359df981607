import { internetAddresses, publicIpv4 } from '../network-model/address-sets';
import { type Box, holdsBox } from '../network-model/box';
import { Hulls } from '../network-model/hulls';
import type { ModelRule, NetworkModel, SecurityGroup } from '../network-model/model';
import { covers, type NumberSet } from '../network-model/number-set';
import type { Remark } from '../network-model/remark';
import { beforeAllOthers, describeRule } from '../network-model/security-rule';
import { Taken } from '../network-model/taken';
import { common, type Traffic, textOfBox, trafficMeets, trafficOf, without } from '../network-model/traffic';
import type { Hop } from './arrival';

/** Packets that a group lets pass by one rule. */
export interface Passed {
  readonly traffic: Traffic;
  readonly hop: Hop;
  readonly open: readonly Remark[];
}

interface Compiled {
  readonly denies: boolean;
  readonly packets: Traffic;
  readonly hop: Hop;
  readonly open: Remark | undefined;
  /** What else a Deny by a tag may match, of which only Azure knows the addresses. */
  readonly blurred: Traffic;
}

type Direction = 'inbound' | 'outbound';

/** Rules in the order in which they are asked, of which those that may meet some packets are found quickly. */
class Ordered {
  readonly #hulls = new Hulls();
  readonly #rules: Compiled[] = [];

  /** Adds a rule that meets what is in the given boxes. */
  add(rule: Compiled, boxes: Traffic): void {
    for (const box of boxes) {
      this.#hulls.add(box);
      this.#rules.push(rule);
    }
  }

  near(packets: Traffic): Compiled[] {
    return [...new Set(this.#hulls.near(packets).map((number) => this.#rules[number] as Compiled))];
  }
}

/** Answers of the groups of a model; each group is made ready once for each meaning of the tag VirtualNetwork. */
export class GroupVerdicts {
  readonly #compiled = new Map<SecurityGroup, Map<NumberSet, Record<Direction, Ordered>>>();

  constructor(private readonly model: NetworkModel) {}

  /**
   * The packets that a group lets pass, by the rule that decides: the first that matches, by priority. A rule that
   * Azure refuses is the worst case: its Deny is passed over. What may be denied, too, is open.
   * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (2026-11-27)
   */
  passing(
    group: SecurityGroup,
    direction: Direction,
    packets: Traffic,
    virtualNetwork: NumberSet,
  ): readonly Passed[] {
    const passed: Passed[] = [];
    const taken = new Taken(packets);
    const mayTake = new Ordered();
    for (const rule of this.#rulesOf(group, direction, virtualNetwork).near(packets)) {
      if (rule.denies) {
        if (rule.blurred.length > 0 && trafficMeets(packets, rule.blurred)) mayTake.add(rule, rule.blurred);
        if (takesAll(rule, packets)) break;
        if (rule.open === undefined && trafficMeets(packets, rule.packets)) taken.add(rule.packets);
        continue;
      }
      const matched = common(packets, rule.packets);
      if (matched.length === 0) continue;
      const left = taken.leaves(matched);
      if (left.length === 0) continue;
      passed.push(...split(left, rule, rule.open === undefined ? mayTake.near(left) : []));
      // A later Allow may be sure of what this one leaves open.
      if (rule.open === undefined) taken.add(rule.packets);
      if (takesAll(rule, packets)) break;
    }
    return passed;
  }

  #rulesOf(group: SecurityGroup, direction: Direction, virtualNetwork: NumberSet): Ordered {
    const byNetwork = this.#compiled.get(group) ?? new Map();
    this.#compiled.set(group, byNetwork);
    const known = byNetwork.get(virtualNetwork) ?? {};
    byNetwork.set(virtualNetwork, known);
    const rules = known[direction] ?? new Ordered();
    if (known[direction] === undefined) {
      known[direction] = rules;
      for (const rule of this.#compile(group, direction, virtualNetwork))
        rules.add(rule, [...rule.packets, ...rule.blurred]);
    }
    return rules;
  }

  #compile(group: SecurityGroup, direction: Direction, virtualNetwork: NumberSet): Compiled[] {
    const reader = this.model.reader(virtualNetwork);
    const inexact = this.model.applicationGroups.some(({ exact }) => !exact);
    const compiled = group[direction].flatMap((rule): Compiled[] => {
      if (rule.access === 'Deny' && !rule.sound) return [];
      const packets = trafficOf(rule.texts, reader) ?? [];
      const byGroup = [...rule.texts.sources, ...rule.texts.destinations].some((text) =>
        text.startsWith('/'),
      );
      const open =
        rule.open ??
        (byGroup && inexact
          ? {
              where: rule.where,
              what: 'which addresses the members of its application security group have is not known',
            }
          : undefined);
      const denies = rule.access === 'Deny';
      const opaque = (['sources', 'destinations'] as const).filter((side) =>
        rule.texts[side].some((text) => reader.isOpaque(text)),
      );
      const blurred = open !== undefined ? packets : opaque.flatMap((side) => blur(packets, side));
      const hop = hopOf(group, rule);
      return [{ denies, packets, hop, open, blurred: denies ? blurred : [] }];
    });
    return withoutRepeated(compiled);
  }
}

/** Whether nothing is left for the rules after this one, so that they need not be asked. */
function takesAll({ open, packets }: Compiled, asked: Traffic): boolean {
  return open === undefined && asked.every((box) => packets.some((other) => holdsBox(other, box)));
}

/** A box in which a tag may be any address of the Internet. */
function blur(packets: Traffic, side: 'sources' | 'destinations'): Traffic {
  return packets.map((box): Box => ({ ...box, [side]: internetAddresses }));
}

/** The rules without those that match the same as one before them: Azure never asks them. */
function withoutRepeated(rules: readonly Compiled[]): Compiled[] {
  const asked = new Set<string>();
  return rules.filter(({ packets, open, blurred }) => {
    const text = packets.map(textOfBox).join(' ');
    if (asked.has(text) && blurred.length === 0) return false;
    if (open === undefined) asked.add(text);
    return true;
  });
}

function hopOf(group: SecurityGroup, rule: ModelRule): Hop {
  const rank =
    rule.priority === beforeAllOthers
      ? 'of a priority that is refused or not known'
      : `priority ${rule.priority}`;
  const what = `${group.name}: ${describeRule(rule)} (${rank})`;
  return { kind: rule.own ? 'rule' : 'default', what, where: rule.where };
}

/**
 * Tells apart what certainly passes and what an earlier Deny may have taken, of which not all is known. What passes by
 * a rule that is not known itself is open whatever the Denies are, so it is not taken apart.
 */
function split(traffic: Traffic, rule: Compiled, mayTake: readonly Compiled[]): Passed[] {
  if (rule.open !== undefined) return [{ traffic, hop: rule.hop, open: [rule.open] }];
  let sure = traffic;
  const unsure: Passed[] = [];
  for (const deny of mayTake) {
    const inside = common(sure, deny.blurred).filter((box) => deny.open !== undefined || !isWide(box));
    if (inside.length === 0) continue;
    const remark = deny.open ?? {
      where: deny.hop.where ?? { urn: '', path: '' },
      what: 'which addresses the service tag of the Deny stands for is not given',
    };
    unsure.push({ traffic: inside, hop: rule.hop, open: [remark] });
    sure = without(sure, inside);
    if (sure.length === 0) break;
  }
  return [...(sure.length > 0 ? [{ traffic: sure, hop: rule.hop, open: [] }] : []), ...unsure];
}

/** Whether a side is all of the Internet, which no tag covers. */
function isWide(box: Box): boolean {
  return covers(box.sources, publicIpv4) || covers(box.destinations, publicIpv4);
}
