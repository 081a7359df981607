import { expect, it } from 'vitest';
import type { PlannedResource } from '../../lib/resources/from-plan';
import { violated } from '../../policy-packs/iso27017/framework/expect';
import type { Rule } from '../../policy-packs/iso27017/framework/rule';
import { change, made } from './support/rows';
import { tryPolicy } from './support/try-policy';
import { World } from './support/world';

const type = 'azure-native:network:VirtualNetworkPeering';
const plan = new World([made(type, 'near', { access: 'Deny' }), made(type, 'far', { access: 'Deny' })]);

/** Knows one of the two words that break the promise, and reports it at every resource of the stack. */
const leaky: Rule = {
  types: [type],
  checkStack: ({ resources }) =>
    resources.some(({ properties }) => properties.at('access').text === 'Allow')
      ? resources.map((resource) => ({
          resource,
          result: violated(resource.properties.at('access'), 'Deny', 'Allow'),
        }))
      : [],
};

const words =
  (to: string) =>
  (_before: unknown, { resource }: { resource: PlannedResource }) =>
    resource.name === 'near' ? [to] : ['Allow'];
const settled = 'the rule of this test asks for a word';

it('lists a mutant that survives beside another one, whose finding is at the same resource and property', () => {
  const broken = [change({ of: type, path: 'access', to: words('Permit'), unknown: settled })];
  const { survivors, score } = tryPolicy('leaky', leaky, plan, { broken });
  expect(survivors).toEqual([`${type} near: access = "Permit"`]);
  expect(score).toMatchObject({ mutants: 2, killed: 1 });
});

it('lists a harmless change that is refused beside another one, which takes the finding away', () => {
  // Refused is one more word, unless another resource has it too.
  const picky: Rule = {
    types: [type],
    checkStack: ({ resources }) => {
      const others = resources.filter(({ properties }) => properties.at('access').text !== 'Deny');
      return others.length === 1
        ? others.map((resource) => ({
            resource,
            result: violated(resource.properties.at('access'), 'Deny', 'another word'),
          }))
        : [];
    },
  };
  const harmless = [change({ of: type, path: 'access', to: ['deny'], unknown: settled })];
  const { refusals } = tryPolicy('picky', picky, plan, { broken: [], harmless });
  expect(refusals).toEqual(
    ['near', 'far'].map((name) => `${type} ${name}: access = "deny" → violated ${name}: access must be Deny`),
  );
});
