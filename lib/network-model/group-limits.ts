import { readRange } from './address-sets';
import type { ReadRule } from './security-rule';
import type { RuleTexts } from './traffic';

/**
 * What Azure takes in one network security group. Addresses and ranges are counted over all its rules, for sources and
 * destinations apart; application security groups for each side of a rule, and each once in the group.
 * https://github.com/MicrosoftDocs/azure-docs/blob/04cb4ea055a71c3905902eea87fa5d417de31501/includes/azure-virtual-network-limits.md
 * (2026-11-27)
 */
const most = { rules: 1000, addresses: 4000, groupsOfSide: 10, groups: 100 } as const;

/** A limit that a group is beyond. */
export interface Beyond {
  readonly expected: string;
  readonly found: string;
}

/** The limits that a group with these rules is beyond; what is not known of a rule counts as nothing. */
export function beyondLimits(rules: readonly ReadRule[]): Beyond[] {
  const texts = rules.flatMap((read) => (read.kind === 'unknown' ? [] : (read.rule?.texts ?? [])));
  const groups = new Set(
    texts.flatMap(({ sources, destinations }) => [...sources, ...destinations].filter(isId).map(lower)),
  );
  const widest = texts
    .flatMap((rule) => sides.map((side) => rule[side].filter(isId).length))
    .reduce((a, b) => Math.max(a, b), 0);
  return [
    ...over(rules.length, most.rules, 'rules'),
    ...sides.flatMap((side) => over(addressesOf(texts, side), most.addresses, `addresses as ${side}`)),
    ...over(widest, most.groupsOfSide, 'application security groups on one side of a rule'),
    ...over(groups.size, most.groups, 'application security groups in all rules'),
  ];
}

const sides = ['sources', 'destinations'] as const;

function addressesOf(rules: readonly RuleTexts[], side: (typeof sides)[number]): number {
  return rules.reduce(
    (count, rule) => count + rule[side].filter((text) => readRange(text) !== undefined).length,
    0,
  );
}

function over(count: number, limit: number, what: string): Beyond[] {
  return count <= limit ? [] : [{ expected: `at most ${limit} ${what}`, found: String(count) }];
}

function isId(text: string): boolean {
  return text.startsWith('/');
}

function lower(text: string): string {
  return text.toLowerCase();
}
