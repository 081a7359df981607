import { baselineRules, group, type PlannedRule } from '../support/network';
import type { Shown } from '../support/pack-run';

/** Resources, and where the pack has to find something; nothing anywhere is compliant. */
export interface Case {
  readonly name: string;
  readonly stack: readonly Shown[];
  /** Places as `resource: path`, in any order; a place counts once. */
  readonly violated: readonly string[];
  readonly undetermined: readonly string[];
}

/** Where something has to be found; `compliant` finds nothing. */
export interface Expected {
  readonly violated?: readonly string[];
  readonly undetermined?: readonly string[];
}

export const compliant: Expected = {};
/** The rule that stands first in its group is too much. */
export const refused: Expected = { violated: ['nsg: securityRules[0]'] };

export function caseOf(name: string, stack: readonly Shown[], expected: Expected): Case {
  return { name, stack, violated: expected.violated ?? [], undetermined: expected.undetermined ?? [] };
}

/** A row of a table of rules: what is said of the case, the rules that stand first in the group, what is found. */
export type Row = readonly [name: string, rules: PlannedRule | readonly PlannedRule[], expected: Expected];

/** Cases of the group on the app subnet of the first tenant: the rules of a row, then those of the baseline. */
export function inAppGroup(rows: readonly Row[]): Case[] {
  return rows.map(([name, rules, expected]) => {
    const first: readonly PlannedRule[] = Array.isArray(rules) ? rules : [rules];
    return caseOf(name, [group([...first, ...baselineRules('app')])], expected);
  });
}

/** SSH that nobody but the Internet gains from, unless changed; properties set to `undefined` are left out. */
export function ssh(change: PlannedRule = {}): PlannedRule {
  return known({
    name: 'ssh',
    priority: 1000,
    direction: 'Inbound',
    access: 'Allow',
    protocol: 'Tcp',
    sourceAddressPrefix: 'Internet',
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '22',
    ...change,
  });
}

/** SSH from the given prefix, or from several. */
export const sshFrom = (...from: unknown[]): PlannedRule =>
  ssh(
    from.length === 1
      ? { sourceAddressPrefix: from[0] }
      : { sourceAddressPrefix: undefined, sourceAddressPrefixes: from },
  );

/** SSH from Bastion, as the baseline lists it, changed. */
export const listedSsh = (change: PlannedRule = {}): PlannedRule =>
  ssh({ sourceAddressPrefix: '10.32.0.64/26', ...change });

/** HTTPS out to the Internet, as the baseline lists it, changed. */
export const httpsOut = (change: PlannedRule = {}): PlannedRule =>
  ssh({
    name: 'https-out',
    direction: 'Outbound',
    sourceAddressPrefix: '*',
    destinationAddressPrefix: 'Internet',
    destinationPortRange: '443',
    ...change,
  });

/** A denial that comes before `ssh`, of everything unless changed. */
export const deny = (change: PlannedRule = {}): PlannedRule =>
  ssh({
    name: 'deny',
    priority: 500,
    access: 'Deny',
    protocol: '*',
    sourceAddressPrefix: '*',
    destinationPortRange: '*',
    ...change,
  });

/** An application security group as a rule names it. */
export const asg = (name: string) => ({
  id: `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-aoba/providers/Microsoft.Network/applicationSecurityGroups/${name}`,
});

function known(rule: PlannedRule): PlannedRule {
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined));
}
