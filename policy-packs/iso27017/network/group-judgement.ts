import { networkRange } from '../../../lib/baseline/addresses';
import { type SecurityRule, type SubnetPlace, securityRules } from '../../../lib/baseline/network-rules';
import { AddressReader, everyIpv4Address } from '../../../lib/network-model/address-sets';
import { intersect, type NumberSet, subtract } from '../../../lib/network-model/number-set';
import {
  describeFlow,
  describeRule,
  type GroupRule,
  type ReadRule,
} from '../../../lib/network-model/security-rule';
import {
  baselineTraffic,
  onSide,
  type Traffic,
  trafficOf,
  without,
} from '../../../lib/network-model/traffic';
import { undetermined, violated } from '../framework/expect';
import type { Context, Result } from '../framework/rule';

/** A place whose range in the plan is known. */
export type RangedPlace = SubnetPlace & { readonly range: string };

interface Judged {
  readonly rule: GroupRule;
  readonly traffic: Traffic;
}

/**
 * Compares the rules of a group with those that the baseline gives its subnet, as sets of packets: whatever an
 * Allow rule admits must be in the baseline's list, except what an earlier Deny has taken; and what the baseline
 * denies must be decided before Azure's own default rules are asked.
 */
export class GroupJudgement {
  readonly #reader: AddressReader;
  readonly #own: NumberSet;
  readonly #expected: readonly SecurityRule[];
  readonly #judged: readonly Judged[];

  constructor(
    private readonly place: RangedPlace,
    private readonly rules: readonly ReadRule[],
    { baseline }: Context,
  ) {
    this.#reader = new AddressReader({
      ownNetwork: networkRange(baseline.network, place.kind, place.slot),
    });
    this.#own = this.#reader.read(place.range);
    this.#expected = securityRules(baseline.network, place);
    this.#judged = rules.flatMap((read) => {
      if (read.kind !== 'rule') return [];
      const traffic = trafficOf(read.rule.texts, this.#reader);
      return traffic === undefined
        ? []
        : [{ rule: read.rule, traffic: this.#ownTraffic(read.rule, traffic) }];
    });
  }

  /** What is wrong with one rule, or not known of it. */
  ofRule(read: ReadRule): Result[] {
    if (read.kind === 'unknown') return [undetermined(read.place, this.#listed())];
    if (read.kind === 'wrong') return [violated(read.place, read.expected, 'something else')];
    const { rule } = read;
    const judged = this.#judged.find((candidate) => candidate.rule === rule);
    if (judged === undefined)
      return [violated(rule.place, 'addresses, protocol and ports of Azure', describeRule(rule))];
    if (rule.access === 'Deny' || this.#excess(judged).length === 0) return [];
    const expected = this.#listed(rule.direction);
    return this.rules.some((other) => other.kind === 'unknown' && other.mayDeny)
      ? [undetermined(rule.place, expected)]
      : [violated(rule.place, expected, describeRule(rule))];
  }

  /** The directions in which something reaches Azure's default rules that the baseline denies; at one place. */
  ofDenials(path: string): Result[] {
    return (['Inbound', 'Outbound'] as const).flatMap((direction) => {
      const denied = this.#expected.filter((rule) => rule.direction === direction && rule.access === 'Deny');
      const decided = this.#judged.filter(({ rule }) => rule.direction === direction);
      const left = denied.flatMap((rule) =>
        without(
          onSide(baselineTraffic(rule, this.#reader), ownSide(direction), (set) => intersect(set, this.#own)),
          ...decided.map(({ traffic }) => traffic),
        ),
      );
      if (left.length === 0) return [];
      const what = denied.map((rule) => describeFlow(direction, rule)).join(' and ');
      const expected = `closed by a rule that denies ${what}, before Azure's default rules`;
      return this.rules.some(({ kind }) => kind === 'unknown')
        ? [undetermined(path, expected)]
        : [violated(path, expected, `no such ${direction.toLowerCase()} rule`)];
    });
  }

  /** What an Allow rule admits beyond the baseline's list. */
  #excess({ rule, traffic }: Judged): Traffic {
    const earlier = this.#judged.filter(
      (other) =>
        other.rule.access === 'Deny' &&
        other.rule.direction === rule.direction &&
        other.rule.priority < rule.priority,
    );
    const listed = this.#expected.filter(
      (other) => other.access === 'Allow' && other.direction === rule.direction,
    );
    return without(
      traffic,
      ...earlier.map((other) => other.traffic),
      ...listed.map((other) => baselineTraffic(other, this.#reader)),
    );
  }

  /**
   * A group on a subnet meets only packets of that subnet, so its own side is cut to the subnet's range. An Allow
   * for addresses that the plan does not know, such as IPv6 or an application security group, may mean all of it.
   */
  #ownTraffic({ direction, access }: GroupRule, traffic: Traffic): Traffic {
    return onSide(traffic, ownSide(direction), (set) => {
      const own = intersect(set, this.#own);
      const others = subtract(set, everyIpv4Address);
      return own.length === 0 && others.length > 0 && access === 'Allow' ? this.#own : own;
    });
  }

  #listed(direction?: SecurityRule['direction']): string {
    const { role, kind, slot } = this.place;
    const where = `${kind} subnet ${role}${slot === undefined ? '' : ` of slot ${slot}`}`;
    if (direction === undefined) return `within the traffic that the baseline lists for ${where}`;
    const listed = this.#expected
      .filter((rule) => rule.access === 'Allow' && rule.direction === direction)
      .map((rule) => describeFlow(direction, rule));
    return `within the ${direction.toLowerCase()} traffic of ${where} (${listed.join('; ') || 'none'})`;
  }
}

function ownSide(direction: SecurityRule['direction']): 'sources' | 'destinations' {
  return direction === 'Inbound' ? 'destinations' : 'sources';
}
