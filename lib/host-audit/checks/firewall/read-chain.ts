import type { Firewall, FirewallChain, FirewallRule } from '../../facts/topics/firewall';
import { type Condition, everyPacket, familyAddresses, within } from './condition';
import { type OtherSide, objectOf, type Surroundings, withMatch } from './read-match';

/** What a rule does with packets; `unclear` is of a kind that is not understood. */
export interface Decision {
  readonly verdict: 'accept' | 'drop' | 'unclear';
  readonly condition: Condition;
  readonly rule: FirewallRule;
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

/**
 * What a base chain and those that it jumps to decide, in their order. Of a rule after which others are not asked any
 * more, the others are among it nevertheless.
 */
export function readChain(firewall: Firewall, chain: FirewallChain, other: OtherSide): Decision[] {
  return decisionsOf(firewall, chain, other, ofFamily(chain), 0);
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
): Decision[] {
  const { family, table, name } = chain;
  return firewall.rules
    .filter((rule) => rule.family === family && rule.table === table && rule.chain === name)
    .flatMap((rule) => decideRule({ firewall, rule, other }, condition, depth));
}

function decideRule(surroundings: Surroundings, before: Condition, depth: number): Decision[] {
  const { rule } = surroundings;
  const decisions: Decision[] = [];
  let condition = before;
  for (const statement of rule.expr) {
    const [kind, content] = Object.entries(objectOf(statement))[0] ?? ['', undefined];
    if (kind === 'match') condition = withMatch(condition, content, surroundings);
    else if (kind === 'vmap') decisions.push(...decideMap(surroundings, condition, content, depth));
    else if (kind === 'limit' || kind === 'quota' || isForeignMatch(kind, content))
      condition = { ...condition, isNarrowed: true };
    else if (!passing.includes(kind) && !rewriting.includes(kind) && kind !== 'mangle') {
      decisions.push(...decide(surroundings, condition, kind, content, depth));
    }
  }
  return decisions;
}

/** What iptables has written and nftables does not understand: a match asks for something, a target decides. */
function isForeignMatch(kind: string, content: unknown): boolean {
  return kind === 'xt' && objectOf(content)['type'] === 'match';
}

/** Each element of a verdict map is a rule of its own. */
function decideMap(
  surroundings: Surroundings,
  before: Condition,
  content: unknown,
  depth: number,
): Decision[] {
  const { key, data } = objectOf(content);
  const { set } = objectOf(data);
  if (!Array.isArray(set)) return [{ verdict: 'unclear', condition: before, rule: surroundings.rule }];
  return set.flatMap((element: unknown) => {
    const [value, verdict] = Array.isArray(element) ? element : [];
    const condition = withMatch(before, { left: key, op: 'in', right: [value] }, surroundings);
    const [kind, target] = Object.entries(objectOf(verdict))[0] ?? ['', undefined];
    return decide(surroundings, condition, kind, target, depth);
  });
}

function decide(
  surroundings: Surroundings,
  condition: Condition,
  kind: string,
  content: unknown,
  depth: number,
): Decision[] {
  const { firewall, rule, other } = surroundings;
  switch (kind) {
    case 'accept':
      return [{ verdict: 'accept', condition, rule }];
    case 'drop':
    case 'reject':
      return [{ verdict: 'drop', condition, rule }];
    case 'return':
    case 'continue':
      return [];
    case 'jump':
    case 'goto': {
      const name = String(objectOf(content)['target']);
      if (depth >= deepest) return [{ verdict: 'unclear', condition, rule }];
      return decisionsOf(firewall, { ...rule, name }, other, condition, depth + 1);
    }
    default:
      return [{ verdict: 'unclear', condition, rule }];
  }
}
