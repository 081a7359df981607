import { type AdmittedTraffic, hostFirewall } from '../../../baseline/host-firewall';
import type { Firewall, FirewallChain, FirewallRule } from '../../facts/topics/firewall';
import { anywhere, excessOf, isAccepted, isUnconditional, wordsOf } from '../firewall/compare';
import { type Condition, conditionOf, everyAddress, familyAddresses } from '../firewall/condition';
import { chainsAt, readChain, rewritingRules } from '../firewall/read-chain';
import { compliant, judge, none, type Outcome, undetermined } from '../outcome';
import type { StateCheck } from './state-check';

const families = Object.entries(familyAddresses);

/** Whether what no rule admits is dropped at each hook that is asked for, of both families of addresses. */
const firewallPolicy: StateCheck = ({ only = [] }, { facts }) =>
  judge(facts.firewall, (firewall) =>
    none(
      only.flatMap((hook) => {
        const open = families
          .filter(([family]) => !isClosed(firewall, hook, family))
          .map(([family]) => family);
        return open.length === 0 ? [] : [`${hook}: ${open.join(' and ')} accepted by default`];
      }),
    ),
  );

function isClosed(firewall: Firewall, hook: string, family: string): boolean {
  return chainsAt(firewall, hook).some((chain) => isOf(chain, family) && closes(firewall, chain, family));
}

/** Whether a chain ends with dropping, by its policy or by a rule about everything that no packet gets around. */
function closes(firewall: Firewall, chain: FirewallChain, family: string): boolean {
  if (chain.policy === 'drop') return true;
  const addresses = familyAddresses[family] ?? [];
  const left = new Set<string>();
  let shallowest = Number.POSITIVE_INFINITY;
  for (const { verdict, condition, rule, depth } of readChain(firewall, chain, sideOf(chain.hook))) {
    if (verdict === 'return') {
      left.add(rule.chain);
      shallowest = Math.min(shallowest, depth);
    }
    // What left the chain of the rule, or one that leads there, never comes to it.
    const isReached = !left.has(rule.chain) && depth <= shallowest;
    if (verdict === 'drop' && isReached && isUnconditional(condition, addresses)) return true;
  }
  return false;
}

const isOf = (chain: FirewallChain, family: string) =>
  chain.family === 'inet' || chain.family === (family === 'ipv4' ? 'ip' : 'ip6');

const sideOf = (hook: string | undefined) => (hook === 'output' ? 'daddr' : 'saddr');

/**
 * Whether the rules admit what the baseline lists for the role, and nothing else. A packet must pass all chains at a
 * hook, so one that admits no more is enough. Without the tenant's slot, addresses are not compared.
 */
const firewallRules: StateCheck = (_, { facts, baseline, role, tenantSlot }) =>
  judge(facts.firewall, (firewall) => {
    const { inbound, outbound } = hostFirewall(baseline, role, tenantSlot ?? 0);
    const isPlaced = tenantSlot !== undefined;
    const rewriting = rewritingRules(firewall).map(([rule, kind]) => `${kind} in ${placeOf(rule)}`);
    const hooks = [
      compareHook(firewall, 'input', inbound, isPlaced),
      compareHook(firewall, 'forward', [], isPlaced),
      compareHook(firewall, 'output', outbound, isPlaced),
    ];
    const wrong = [...rewriting, ...hooks.flatMap((hook) => hook.wrong)];
    if (wrong.length > 0) return none(wrong);
    const unclear = hooks.flatMap((hook) => hook.unclear);
    if (unclear.length > 0) return undetermined(`not understood: ${unclear.join(', ')}`);
    return judge(facts.oldFirewallTables, (tables) => {
      // They cannot let through what nftables drops, but change where packets go before it sees them.
      if (tables.length === 0) return isPlaced ? compliant : withoutAddresses;
      return undetermined(`the old kind of iptables has rules that are not read: ${tables.join(', ')}`);
    });
  });

const withoutAddresses: Outcome = {
  verdict: 'compliant',
  found: 'ports only: addresses are not compared, as the tenant of the host is not known',
};

interface Comparison {
  readonly wrong: readonly string[];
  readonly unclear: readonly string[];
}

function compareHook(
  firewall: Firewall,
  hook: string,
  listed: readonly AdmittedTraffic[],
  isPlaced: boolean,
): Comparison {
  const place = isPlaced ? (condition: Condition) => condition : anywhere;
  const chains = chainsAt(firewall, hook).map((chain) => ({
    chain,
    decisions: readChain(firewall, chain, sideOf(hook)),
  }));
  const expected = listed.map((traffic) => ({ traffic, condition: place(conditionOf(traffic)) }));
  const conditions = expected.map(({ condition }) => condition);
  const deciding = families.map(([family, addresses]) => {
    const candidates = chains
      .filter(({ chain }) => isOf(chain, family))
      .map(({ chain, decisions }) => ({
        isClosing: closes(firewall, chain, family),
        excess: decisions.filter(
          ({ verdict, condition }) =>
            verdict === 'accept' && excessOf(place(condition), conditions, addresses) !== undefined,
        ),
        unclear: decisions.filter(({ verdict }) => verdict === 'unclear'),
      }));
    const closing = candidates.filter(({ isClosing }) => isClosing);
    // What no chain drops is another requirement; here it is asked what the rules say.
    const [best] = (closing.length > 0 ? closing : candidates).sort(
      (a, b) => a.excess.length - b.excess.length || a.unclear.length - b.unclear.length,
    );
    return best ?? { excess: [], unclear: [] };
  });
  const excess = deciding.flatMap((chain) => chain.excess);
  const unclear = deciding.flatMap((chain) => chain.unclear);
  const excessRules = new Map(excess.map((decision) => [placeOf(decision.rule), decision]));
  const accepted = chains.flatMap(({ decisions }) =>
    decisions.filter(({ verdict }) => verdict === 'accept').map(({ condition }) => place(condition)),
  );
  const missing = expected
    // A machine that was not made by a stack needs no traffic of the platform.
    .filter(({ traffic }) => isPlaced || traffic.rule !== undefined)
    .filter(({ condition }) => !isAccepted(condition, accepted))
    .map(({ traffic, condition }) => `${hook} does not accept ${nameOf(traffic, condition)}`);
  return {
    wrong: [
      ...[...excessRules].map(([rule, { condition }]) => {
        const box = excessOf(place(condition), conditions, everyAddress) ?? condition.box;
        return `${hook} accepts ${wordsOf(box)} (${rule})`;
      }),
      ...missing,
    ],
    unclear: [...new Set(unclear.map(({ rule }) => placeOf(rule)))],
  };
}

function nameOf({ rule, loopback, states }: AdmittedTraffic, { box }: Condition): string {
  if (loopback) return 'what stays within the machine';
  if (states) return 'answers';
  return rule ?? wordsOf(box);
}

const placeOf = ({ family, table, chain, handle }: FirewallRule) =>
  `rule ${handle} of ${family} ${table} ${chain}`;

export const firewallStates: Readonly<Record<string, StateCheck>> = {
  'firewall-policy': firewallPolicy,
  'firewall-rules': firewallRules,
};
