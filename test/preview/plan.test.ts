import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countResources, makePlan } from '../../lib/preview/plan';
import { SecretFilter } from '../../lib/preview/secret-filter';
import { noOptions, type RegisteredResource, StackState } from '../../lib/preview/state';
import { secret, unknownValue } from '../../lib/wire/values';
import { planMistakes } from '../support/plan-schema';
import { provenance } from '../support/provenance';

const identity = { organization: 'organization', project: 'shop', stack: 'dev' };
const rootUrn = 'urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev';

function resource(name: string, more: Partial<RegisteredResource> = {}): RegisteredResource {
  return {
    urn: `urn:pulumi:dev::shop::own:index:Thing::${name}`,
    type: 'own:index:Thing',
    name,
    parent: rootUrn,
    custom: true,
    operation: 'create',
    provider: '',
    options: noOptions,
    dependencies: [],
    propertyDependencies: new Map(),
    position: undefined,
    inputs: {},
    outputs: {},
    ...more,
  };
}

function stateOf(resources: readonly RegisteredResource[]): StackState {
  const state = new StackState();
  state.rootUrn = rootUrn;
  const root = resource('shop-dev', { urn: rootUrn, type: 'pulumi:pulumi:Stack', custom: false, parent: '' });
  for (const item of [root, ...resources]) expect(state.add(item)).toBeUndefined();
  return state;
}

function planOf(state: StackState) {
  return makePlan(identity, provenance, state, new SecretFilter());
}

describe('a plan', () => {
  it('is the same whatever the order of registration', async () => {
    const dependencies = [
      'urn:pulumi:dev::shop::own:index:Thing::b',
      'urn:pulumi:dev::shop::own:index:Thing::a',
    ];
    const things = ['c', 'a', 'b', 'Z', 'é'].map((name) =>
      resource(name, {
        dependencies,
        propertyDependencies: new Map([
          ['y', dependencies],
          ['x', dependencies],
        ]),
      }),
    );
    const expected = JSON.stringify(await planOf(stateOf(things)));
    expect(JSON.parse(expected).resources.map(({ name }: { name: string }) => name)).toEqual([
      'Z',
      'a',
      'b',
      'c',
      'é',
      'shop-dev',
    ]);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(things, { minLength: things.length }), async (shuffled) => {
        expect(JSON.stringify(await planOf(stateOf(shuffled)))).toBe(expected);
      }),
    );
  });

  it('leaves out what is not set, and outputs that say the same as the inputs', async () => {
    const inputs = { size: 1 };
    const plan = await planOf(stateOf([resource('a', { inputs, outputs: { size: 1 } })]));
    expect(plan.resources[0]).toEqual({
      urn: 'urn:pulumi:dev::shop::own:index:Thing::a',
      type: 'own:index:Thing',
      name: 'a',
      operation: 'create',
      custom: true,
      parent: rootUrn,
      inputs,
    });
  });

  it('shows everything else, and is of its schema', async () => {
    const urn = 'urn:pulumi:dev::shop::own:index:Thing::b';
    const full = resource('a', {
      provider: `urn:pulumi:dev::shop::pulumi:providers:own::default::${unknownValue}`,
      options: {
        protect: true,
        ignoreChanges: ['a'],
        replaceOnChanges: ['*'],
        deleteBeforeReplace: false,
        retainOnDelete: true,
        deletedWith: urn,
        replaceWith: [urn],
        additionalSecretOutputs: ['declared'],
        aliases: [urn],
        timeouts: { create: '1m', update: '', delete: '2m' },
        importId: unknownValue,
      },
      position: { file: 'index.ts', line: 3, column: 7 },
      inputs: { declared: 'hidden', key: secret('hidden'), open: 1 },
      outputs: { declared: secret('hidden'), key: secret('hidden'), open: 1 },
    });
    const plan = await planOf(stateOf([full]));
    expect(plan.resources[0]).toMatchObject({
      provider: 'urn:pulumi:dev::shop::pulumi:providers:own::default',
      protect: true,
      options: {
        importId: { 'yosai:value': 'unknown' },
        ignoreChanges: ['a'],
        replaceOnChanges: ['*'],
        deleteBeforeReplace: false,
        retainOnDelete: true,
        deletedWith: urn,
        replaceWith: [urn],
        additionalSecretOutputs: ['declared'],
        aliases: [urn],
        timeouts: { create: '1m', delete: '2m' },
      },
      position: { file: 'index.ts', line: 3, column: 7 },
      inputs: { declared: { 'yosai:value': 'secret' }, key: { 'yosai:value': 'secret' }, open: 1 },
    });
    expect(plan.resources[0]?.outputs).toBeUndefined();
    expect(planMistakes(plan)).toEqual([]);
    expect(JSON.stringify(plan)).not.toContain('hidden');
  });

  it('names calls that nobody answered, in order', async () => {
    const state = stateOf([]);
    for (const token of ['b:index:get', 'a:index:get', 'b:index:get']) state.countUnanswered(token);
    expect((await planOf(state)).unansweredCalls).toEqual([
      { token: 'a:index:get', count: 1 },
      { token: 'b:index:get', count: 2 },
    ]);
  });

  it('counts resources of the program, not providers or the stack', async () => {
    const provider = {
      type: 'pulumi:providers:own',
      urn: 'urn:pulumi:dev::shop::pulumi:providers:own::default',
    };
    const plan = await planOf(
      stateOf([
        resource('a'),
        resource('b', { custom: false }),
        resource('default', { ...provider, parent: '' }),
        resource('mine', { ...provider, urn: `${provider.urn}2` }),
      ]),
    );
    expect(countResources(plan)).toEqual({ resources: 1, components: 1 });
  });
});

describe('the state of a stack', () => {
  it('refuses a URN that is there already, and a parent that is not', () => {
    const state = stateOf([resource('a')]);
    expect(state.add(resource('a'))).toMatch(
      /^Duplicate resource URN '.*Thing::a'; try giving it a unique name$/,
    );
    expect(state.add(resource('b', { parent: 'urn:gone' }))).toMatch(
      /names the parent 'urn:gone', which the program has not/,
    );
    expect(state.resources.size).toBe(2);
  });

  it('has no outputs before the stack is there', () => {
    expect(new StackState().stackOutputs).toEqual({});
  });
});
