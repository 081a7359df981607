import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../../lib/reachability/proof';
import { prove } from '../../../lib/reachability/prove';
import { fromPlans } from '../../../lib/resources/from-plan';
import type { Context, Located, Result } from '../../../policy-packs/iso27017/framework/rule';
import { networkKeepsItsContract } from '../../../policy-packs/iso27017/policies/network-keeps-its-contract';
import { nsgRulesMatchRole } from '../../../policy-packs/iso27017/policies/nsg-rules-match-role';
import {
  baseline,
  named,
  networkPlan,
  operators,
  type Planned,
  peering,
  stackOf,
} from '../../support/network-plan';
import { debugRule } from '../../support/planned-rule';

const group = 'aoba-nsg-app';
const tenants = [
  { id: 'aoba', slot: 0 },
  { id: 'kita', slot: 1 },
];
const add =
  (...rules: object[]) =>
  (plan: Planned[]) =>
    named(plan, group).properties['securityRules'].push(...rules);
const rule = (more: object) => ({ ...debugRule, ...more });
const elsewhere =
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups/asg-nowhere';

/** Where the policies and the proof find something in the changed plan. */
function foundAfter(change: (plan: Planned[]) => void) {
  const plan = networkPlan();
  change(plan);
  const view = fromPlans([stackOf(plan)]);
  const context = { baseline, operators, access: {}, config: {}, now: 0 } as unknown as Context;
  const own = view.resources
    .filter(({ type }) => nsgRulesMatchRole.types?.includes(type))
    .flatMap((resource) => listed(nsgRulesMatchRole.check?.(resource, context)));
  const stack = [nsgRulesMatchRole, networkKeepsItsContract].map(({ checkStack }) =>
    listed(checkStack?.(view, context)),
  );
  const proof = prove({ stacks: ['test/test'], view, baseline, operators, tenants });
  return {
    rules: own.length + (stack[0]?.length ?? 0),
    contract: stack[1]?.length ?? 0,
    proof: findingsOf(proof, new Map()).length,
    verdict: proof.verdict,
  };
}

function listed(answer: readonly (Result | Located)[] | object | undefined): readonly unknown[] {
  return Array.isArray(answer) ? answer : [];
}

const bad: Readonly<Record<string, (plan: Planned[]) => void>> = {
  'a prefix that is none': add(rule({ sourceAddressPrefix: '10.0.0.0/33' })),
  'a prefix of words': add(rule({ sourceAddressPrefix: 'not an address' })),
  'prefixes that overlap': add(
    rule({ sourceAddressPrefix: undefined, sourceAddressPrefixes: ['20.0.0.0/8', '20.1.0.0/16'] }),
  ),
  'a priority used twice': add(rule({ name: 'a', priority: 200 }), rule({ name: 'b', priority: 200 })),
  'a priority out of range': add(rule({ priority: 5000 })),
  'a source that is not known yet': add(rule({ sourceAddressPrefix: { 'yosai:value': 'unknown' } })),
  'an application security group that does not exist': add(
    rule({ sourceAddressPrefix: undefined, sourceApplicationSecurityGroups: [{ id: elsewhere }] }),
  ),
};

describe('bad rules of a group', () => {
  it('are found where a rule names a group that does not exist', () => {
    const properties = {
      ...debugRule,
      resourceGroupName: 'rg-aoba',
      networkSecurityGroupName: 'nsg-nowhere',
    };
    const found = foundAfter((plan) => {
      plan.push({ type: 'azure-native:network:SecurityRule', name: 'orphan', properties });
    });
    expect(found.rules).toBeGreaterThan(0);
    expect(found.contract).toBeGreaterThan(0);
    expect(found.verdict).not.toBe('proven');
  });

  it('and a peering with a network outside the plan leave claims open', () => {
    const found = foundAfter((plan) => {
      plan.push(peering('aoba', 'mars', true));
    });
    expect(found.contract).toBeGreaterThan(0);
    expect(found.verdict).not.toBe('proven');
  });

  it('are found by neither in the plan as it is', () => {
    expect(foundAfter(() => {})).toEqual({ rules: 0, contract: 0, proof: 0, verdict: 'proven' });
  });

  it.each(Object.entries(bad))('%s is found by policies and proof', (_name, change) => {
    const found = foundAfter(change);
    expect(found.rules).toBeGreaterThan(0);
    expect(found.contract).toBeGreaterThan(0);
    expect(found.proof).toBeGreaterThan(0);
    expect(found.verdict).not.toBe('proven');
  });

  it('are found among 10,000 others', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      rule({
        name: `rule-${index}`,
        priority: 100 + (index % 3990),
        access: index % 2 === 0 ? 'Allow' : 'Deny',
        destinationPortRange: String(1000 + index),
        sourceAddressPrefix: `20.${index >> 8}.${index & 255}.0/24`,
      }),
    );
    const found = foundAfter(add(...many));
    expect(found.rules).toBeGreaterThan(5000);
    expect(found.contract).toBeGreaterThan(0);
    expect(found.verdict).toBe('violated');
  });
});
