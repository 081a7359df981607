import { describe, expect, it } from 'vitest';
import { planText } from '../../../lib/cli/preview/plan-text';
import type { Plan, PlanResource } from '../../../lib/preview/plan';
import { provenance } from '../../support/provenance';

const resource: PlanResource = {
  urn: 'urn:pulumi:dev::要塞::own:index:Thing::a',
  type: 'own:index:Thing',
  name: 'a',
  operation: 'create',
  custom: true,
  inputs: { text: 'two\nlines, "resources": [] and \u2028', list: [], nested: { none: {} } },
};

function planOf(resources: readonly PlanResource[]): Plan {
  return {
    version: 2 as const,
    provenance,
    organization: 'organization',
    project: '"resources": []',
    stack: 'dev',
    resources,
    outputs: { list: [1, 2] },
    unansweredCalls: [],
  };
}

describe('the text of a plan', () => {
  it.each([0, 1, 3])('is that of its JSON, of %i resources', (count) => {
    const plan = planOf(Array.from({ length: count }, () => resource));
    expect(Buffer.concat(planText(plan)).toString()).toBe(`${JSON.stringify(plan, null, 2)}\n`);
  });
});
