import type { Firewall, FirewallChain, FirewallRule } from '../../facts/topics/firewall';
import { type Condition, everyPacket, familyAddresses, within } from './condition';
import { type OtherSide, objectOf, type Surroundings, withMatch } from './read-match';

/**
 * What a rule does with packets; after `return` they leave its chain, at whose end, in a base chain, the policy decides.
 * `unclear` is of a kind that is not understood.
 */
export interface Decision {
  readonly verdict: 'accept' | 'drop' | 'return' | 'unclear';
  readonly condition: Condition;
  readonly rule: FirewallRule;
  /** How many jumps lead to the rule. */
  readonly depth: number;
}

/** Statements that decide nothing and ask for nothing. */
const passing = [
  'counter',
  'log',
  'comment',
  'continue',
  'ct helper',
  'ct timeout',
  'last',
  'notrack',
  'set',
];

/** Statements that hand packets over, or send them to somewhere else than where they were going. */
const rewriting = [
  'dnat',
  'snat',
  'masquerade',
  'redirect',
  'tproxy',
  'fwd',
  'dup',
  'queue',
  'flow',
  'synproxy',
];

/** Jumps go no deeper, as in the kernel (NFT_JUMP_STACK_SIZE). */
const deepest = 16;

/** How many rules of one chain are read, each as often as it is jumped to; real ones have some hundreds. */
const mostRules = 20_000;

/** A rule that is read, and how far the reading has come. */
interface Reading extends Surroundings {
  readonly depth: number;
  readonly progress: { rules: number };
}

/**
 * What a base chain and those that it jumps to decide, in their order. Of a rule after which others are not asked any
 * more, the others are among it nevertheless.
 */
export function readChain(firewall: Firewall, chain: FirewallChain, other: OtherSide): Decision[] {
  return decisionsOf(firewall, chain, other, ofFamily(chain), 0, { rules: 0 });
}

/** The rules, in whatever chain, that hand packets over or change where they go, each with what it does. */
export function rewritingRules({ rules }: Firewall): [FirewallRule, string][] {
  return rules.flatMap((rule) =>
    rule.expr
      .flatMap((statement) => Object.entries(objectOf(statement)))
      .filter(([kind, content]) => rewriting.includes(kind) || isPayloadChange(kind, content))
      .map(([kind]): [FirewallRule, string] => [rule, kind]),
  );
}

/** A mark that a packet gets changes nothing of it. */
function isPayloadChange(kind: string, content: unknown): boolean {
  return kind === 'mangle' && objectOf(objectOf(content)['key'])['payload'] !== undefined;
}

/** The chains that packets meet at a hook and that may keep them from going on. */
export function chainsAt(firewall: Firewall, hook: string): FirewallChain[] {
  return firewall.chains.filter(
    (chain) => chain.hook === hook && chain.type !== 'nat' && ['inet', 'ip', 'ip6'].includes(chain.family),
  );
}

function ofFamily({ family }: FirewallChain): Condition {
  const addresses = { ip: familyAddresses['ipv4'], ip6: familyAddresses['ipv6'] }[family];
  return addresses === undefined ? everyPacket : within(everyPacket, { sources: addresses });
}

function decisionsOf(
  firewall: Firewall,
  chain: Pick<FirewallChain, 'family' | 'table' | 'name'>,
  other: OtherSide,
  condition: Condition,
  depth: number,
  progress: Reading['progress'],
): Decision[] {
  const { family, table, name } = chain;
  return rulesIn(firewall, `${family} ${table} ${name}`).flatMap((rule): Decision[] => {
    progress.rules += 1;
    if (progress.rules < mostRules) return decideRule({ firewall, rule, other, depth, progress }, condition);
    return progress.rules === mostRules ? [{ verdict: 'unclear', condition, rule, depth }] : [];
  });
}

const byChain = new WeakMap<Firewall, Map<string, FirewallRule[]>>();

/** The rules of a chain, which may be jumped to from thousands of others. */
function rulesIn(firewall: Firewall, chain: string): readonly FirewallRule[] {
  const known = byChain.get(firewall);
  if (known !== undefined) return known.get(chain) ?? [];
  const rules = new Map<string, FirewallRule[]>();
  for (const rule of firewall.rules) {
    const key = `${rule.family} ${rule.table} ${rule.chain}`;
    const before = rules.get(key);
    if (before === undefined) rules.set(key, [rule]);
    else before.push(rule);
  }
  byChain.set(firewall, rules);
  return rules.get(chain) ?? [];
}

function decideRule(reading: Reading, before: Condition): Decision[] {
  const decisions: Decision[] = [];
  let condition = before;
  for (const statement of reading.rule.expr) {
    const [kind, content] = Object.entries(objectOf(statement))[0] ?? ['', undefined];
    if (kind === 'match') condition = withMatch(condition, content, reading);
    else if (kind === 'vmap') decisions.push(...decideMap(reading, condition, content));
    else if (kind === 'limit' || kind === 'quota' || isForeignMatch(kind, content))
      condition = { ...condition, isNarrowed: true };
    else if (!passing.includes(kind) && !rewriting.includes(kind) && kind !== 'mangle') {
      decisions.push(...decide(reading, condition, kind, content));
    }
  }
  return decisions;
}

/** What iptables has written and nftables does not understand: a match asks for something, a target decides. */
function isForeignMatch(kind: string, content: unknown): boolean {
  return kind === 'xt' && objectOf(content)['type'] === 'match';
}

/** Each element of a verdict map is a rule of its own. */
function decideMap(reading: Reading, before: Condition, content: unknown): Decision[] {
  const { rule, depth } = reading;
  const { key, data } = objectOf(content);
  const { set } = objectOf(data);
  if (!Array.isArray(set)) return [{ verdict: 'unclear', condition: before, rule, depth }];
  return set.flatMap((element: unknown) => {
    const [value, verdict] = Array.isArray(element) ? element : [];
    const condition = withMatch(before, { left: key, op: 'in', right: [value] }, reading);
    const [kind, target] = Object.entries(objectOf(verdict))[0] ?? ['', undefined];
    return decide(reading, condition, kind, target);
  });
}

function decide(reading: Reading, condition: Condition, kind: string, content: unknown): Decision[] {
  const { firewall, rule, other, depth, progress } = reading;
  const one = (verdict: Decision['verdict']): Decision => ({ verdict, condition, rule, depth });
  switch (kind) {
    case 'accept':
      return [one('accept')];
    case 'drop':
    case 'reject':
      return [one('drop')];
    case 'return':
      return [one('return')];
    case 'continue':
      return [];
    case 'jump':
    case 'goto': {
      const name = String(objectOf(content)['target']);
      if (depth >= deepest) return [one('unclear')];
      const there = decisionsOf(firewall, { ...rule, name }, other, condition, depth + 1, progress);
      // From the end of the other chain nothing leads back behind a goto.
      return kind === 'goto' ? [...there, one('return')] : there;
    }
    default:
      return [one('unclear')];
  }
}
