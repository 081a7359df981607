import { networkRange } from '../../../lib/baseline/addresses';
import { type SecurityRule, type SubnetPlace, securityRules } from '../../../lib/baseline/network-rules';
import { AddressReader, everyIpv4Address, withoutNames } from '../../../lib/network-model/address-sets';
import { Cover } from '../../../lib/network-model/cover';
import { intersect, type NumberSet, subtract } from '../../../lib/network-model/number-set';
import {
  describeFlow,
  describeRule,
  type GroupRule,
  type ReadRule,
} from '../../../lib/network-model/security-rule';
import { Taken } from '../../../lib/network-model/taken';
import {
  baselineTraffic,
  onSide,
  type Traffic,
  trafficOf,
  without,
} from '../../../lib/network-model/traffic';
import { show } from '../../../lib/resources/show';
import { undetermined, violated } from '../framework/expect';
import type { Context, Result } from '../framework/rule';

/** A place whose range in the plan is known. */
export type RangedPlace = SubnetPlace & { readonly range: string };

interface Judged {
  readonly rule: GroupRule;
  /** That of the rule; 0, which is before all others, where Azure refuses the rule's own. */
  readonly priority: number;
  readonly traffic: Traffic;
}

const directions = ['Inbound', 'Outbound'] as const;

/**
 * Compares the rules of a group with those that the baseline gives its subnet, as sets of packets: whatever an
 * Allow rule admits must be in the baseline's list, except what an earlier Deny has taken; and what the baseline
 * denies must be decided before Azure's own default rules are asked. A rule that Azure refuses for its priority
 * counts as the worst case: an Allow comes before all others, and a Deny denies nothing.
 */
export class GroupJudgement {
  readonly #reader: AddressReader;
  readonly #own: NumberSet;
  readonly #expected: readonly SecurityRule[];
  readonly #judged: ReadonlyMap<GroupRule, Judged>;
  /** Rules whose priority another rule of the direction has, by which it is had. */
  readonly #repeated: ReadonlyMap<GroupRule, GroupRule>;
  /** Allow rules that admit something beyond the baseline's list. */
  readonly #unlisted: ReadonlySet<Judged>;
  readonly #isOpen: boolean;
  readonly #mayDeny: boolean;

  constructor(
    private readonly place: RangedPlace,
    rules: readonly ReadRule[],
    { baseline }: Context,
  ) {
    this.#reader = new AddressReader({
      ownNetwork: networkRange(baseline.network, place.kind, place.slot),
    });
    this.#own = this.#reader.read(place.range);
    this.#expected = securityRules(baseline.network, place);
    this.#repeated = repeatedOf(rules);
    this.#judged = new Map(rules.flatMap((read) => this.#judge(read)).map((judged) => [judged.rule, judged]));
    this.#unlisted = new Set(directions.flatMap((direction) => this.#unlistedOf(direction)));
    this.#isOpen = rules.some(({ kind }) => kind === 'unknown');
    this.#mayDeny = rules.some((read) => read.kind === 'unknown' && read.mayDeny);
  }

  /** What is wrong with one rule, or not known of it. */
  ofRule(read: ReadRule): Result[] {
    if (read.kind === 'unknown') return [undetermined(read.place, this.#listed())];
    if (read.kind === 'rule') return [...this.#ofRepetition(read.rule), ...this.#ofTraffic(read.rule)];
    const { place, expected, rule } = read;
    const isShown = place.isAbsent || place.number !== undefined;
    const refused = violated(place, expected, isShown ? show(place) : 'something else');
    return [refused, ...(rule === undefined ? [] : this.#ofTraffic(rule))];
  }

  #ofRepetition(rule: GroupRule): Result[] {
    const other = this.#repeated.get(rule);
    if (other === undefined) return [];
    const expected = `its own among the ${rule.direction.toLowerCase()} rules`;
    return [violated(rule.place.key('priority'), expected, `${rule.priority}, which ${other.name} has`)];
  }

  #ofTraffic(rule: GroupRule): Result[] {
    const judged = this.#judged.get(rule);
    if (judged === undefined)
      return [violated(rule.place, 'addresses, protocol and ports of Azure', describeRule(rule))];
    if (!this.#unlisted.has(judged)) return [];
    const expected = this.#listed(rule.direction);
    return this.#mayDeny
      ? [undetermined(rule.place, expected)]
      : [violated(rule.place, expected, describeRule(rule))];
  }

  /** The directions in which something reaches Azure's default rules that the baseline denies; at one place. */
  ofDenials(path: string): Result[] {
    return directions.flatMap((direction) => {
      const denied = this.#expected.filter((rule) => rule.direction === direction && rule.access === 'Deny');
      const decided = [...this.#judged.values()].filter(
        ({ rule, priority }) => rule.direction === direction && !(rule.access === 'Deny' && priority === 0),
      );
      const cover = new Cover(decided.flatMap(({ traffic }) => traffic));
      const isClosed = denied.every((rule) =>
        cover.holds(
          onSide(baselineTraffic(rule, this.#reader), ownSide(direction), (set) => intersect(set, this.#own)),
        ),
      );
      if (isClosed) return [];
      const what = denied.map((rule) => describeFlow(direction, rule)).join(' and ');
      const expected = `closed by a rule that denies ${what}, before Azure's default rules`;
      return this.#isOpen
        ? [undetermined(path, expected)]
        : [violated(path, expected, `no such ${direction.toLowerCase()} rule`)];
    });
  }

  #judge(read: ReadRule): Judged[] {
    if (read.kind === 'unknown' || read.rule === undefined) return [];
    const { rule } = read;
    const traffic = trafficOf(rule.texts, this.#reader);
    if (traffic === undefined) return [];
    const isRefused = read.kind === 'wrong' || this.#repeated.has(rule);
    return [
      {
        rule,
        priority: isRefused ? 0 : rule.priority,
        traffic: this.#ownTraffic(rule, inNumbers(rule, traffic)),
      },
    ];
  }

  /** Goes through a direction's rules in the order in which Azure asks them; of one priority, Deny counts as the last. */
  #unlistedOf(direction: SecurityRule['direction']): Judged[] {
    const listed = this.#expected
      .filter((rule) => rule.access === 'Allow' && rule.direction === direction)
      .map((rule) => baselineTraffic(rule, this.#reader));
    const rules = [...this.#judged.values()]
      .filter(({ rule, priority }) => rule.direction === direction && (isAllow(rule) || priority > 0))
      .map((judged) => ({ judged, beyond: isAllow(judged.rule) ? without(judged.traffic, ...listed) : [] }))
      .sort(
        (a, b) =>
          a.judged.priority - b.judged.priority ||
          Number(isAllow(b.judged.rule)) - Number(isAllow(a.judged.rule)),
      );
    const taken = new Taken(rules.flatMap(({ beyond }) => beyond));
    return rules.flatMap(({ judged, beyond }) => {
      if (isAllow(judged.rule)) return beyond.length > 0 && !taken.holds(beyond) ? [judged] : [];
      taken.add(judged.traffic);
      return [];
    });
  }

  /**
   * A group on a subnet meets only packets of that subnet, so its own side is cut to the subnet's range. An Allow
   * for addresses that the plan does not know, such as IPv6 or an application security group, may mean all of it.
   */
  #ownTraffic({ direction, access }: GroupRule, traffic: Traffic): Traffic {
    return onSide(traffic, ownSide(direction), (set) => {
      const isOpen = access === 'Allow' && subtract(set, everyIpv4Address).length > 0;
      return isOpen ? this.#own : intersect(set, this.#own);
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

/** The rules of a direction whose priority one before them has, and that one. */
function repeatedOf(rules: readonly ReadRule[]): Map<GroupRule, GroupRule> {
  const first = new Map<string, GroupRule>();
  const repeated = new Map<GroupRule, GroupRule>();
  for (const read of rules) {
    if (read.kind !== 'rule') continue;
    const key = `${read.rule.direction} ${read.rule.priority}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, read.rule);
    else repeated.set(read.rule, other);
  }
  return repeated;
}

/** What an Allow for all addresses of a family means by their names is among the numbers. */
function inNumbers({ access, direction }: GroupRule, traffic: Traffic): Traffic {
  return access === 'Deny'
    ? traffic
    : onSide(traffic, direction === 'Inbound' ? 'sources' : 'destinations', withoutNames);
}

function isAllow({ access }: GroupRule): boolean {
  return access === 'Allow';
}

function ownSide(direction: SecurityRule['direction']): 'sources' | 'destinations' {
  return direction === 'Inbound' ? 'destinations' : 'sources';
}
