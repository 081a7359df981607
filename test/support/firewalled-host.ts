import { auditedHost, judged } from './audited-host';
import { hostOutput } from './host-output';

/** What `nft -j list ruleset` gives out, as far as tests change it. */
export interface Ruleset {
  nftables: Record<
    string,
    { chain?: string; name?: string; policy?: string; expr?: unknown[]; comment?: string }
  >[];
}

/** The hardened host of the tenant in slot 0, with something done to its rules. */
export function firewalledHost(
  change: (rules: Ruleset) => void = () => undefined,
  release: '12' | '13' = '12',
) {
  const rules = JSON.parse(hostOutput(`debian-${release}-hardened`, 'firewall')) as Ruleset;
  change(rules);
  return auditedHost({ firewall: JSON.stringify(rules), oldFirewallTables: '' }, { tenantSlot: 0 });
}

/** The table of ours. */
export const inTable = { family: 'inet', table: 'yosai' };

/** Puts a rule at the end of a chain. */
export const rule =
  (chain: string, ...expr: unknown[]) =>
  ({ nftables }: Ruleset) => {
    nftables.push({ rule: { ...inTable, chain, handle: 99, expr } as never });
  };

/** Statements of rules. */
export const match = (left: unknown, right: unknown, op = '==') => ({ match: { op, left, right } });
export const field = (protocol: string, name: string) => ({ payload: { protocol, field: name } });
export const port = (number: unknown, protocol = 'tcp') => match(field(protocol, 'dport'), number);
export const from = (address: unknown, protocol = 'ip') => match(field(protocol, 'saddr'), address);
export const accept = { accept: null };

/** Takes away the rules with a comment. */
export const without = (comment: string) => (rules: Ruleset) => {
  rules.nftables = rules.nftables.filter((item) => item['rule']?.comment !== comment);
};

/** What is said of the rules of the hardened host, after a change. */
export const rulesOf = (...given: Parameters<typeof firewalledHost>) =>
  judged('firewall-matches-role', firewalledHost(...given));
