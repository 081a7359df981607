import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Rule } from '../../../policy-packs/iso27017/framework/rule';
import { gapsIn, type Parts } from './support/gaps';
import { baseline } from './support/pack-run';

const root = path.resolve(__dirname, '../../..');
const names = (folder: string, ending: string) =>
  readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
const policies = 'policy-packs/iso27017/policies';
const notAboutOnePolicy = ['consistency', 'new-policy', 'pack-process'];

describe('the pack', () => {
  it('has a rule, words, a test and a promise for every policy', () => {
    const gaps = gapsIn({
      rules: names(policies, '.ts'),
      words: names('baselines/policies', '.yaml'),
      tests: names('test/policy-packs/iso27017', '.test.ts').filter(
        (name) => !notAboutOnePolicy.includes(name),
      ),
      controls: baseline.controls,
    });
    expect(gaps).toEqual([]);
  });

  it.each(names(policies, '.ts'))('exports one rule from %s, under the name of the file', async (name) => {
    const module: Record<string, Rule> = await import(path.join(root, policies, `${name}.ts`));
    const symbol = name.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
    expect(Object.keys(module)).toEqual([symbol]);
    const rule = module[symbol];
    expect(typeof (rule?.check ?? rule?.checkStack)).toBe('function');
    for (const type of rule?.types ?? []) expect(type).toMatch(/^[a-z-]+:[A-Za-z0-9/]+:[A-Z]\w+$/);
  });
});

describe('the admitted types', () => {
  const typed = new Map<string, readonly string[] | undefined>();
  beforeAll(async () => {
    for (const name of names(policies, '.ts')) {
      const module: Record<string, Rule> = await import(path.join(root, policies, `${name}.ts`));
      typed.set(name, Object.values(module)[0]?.types);
    }
  });

  it.each(baseline.resourceTypes.admitted)(
    'names for $type policies that are for it, or has none',
    ({ type, judgedBy, unjudged }) => {
      const forIt = [...typed].filter(([, types]) => types?.includes(type)).map(([name]) => name);
      const forEvery = [...typed].filter(([, types]) => types === undefined).map(([name]) => name);
      // One that comes later need not be named; a type that nobody judges says so to the last.
      expect((judgedBy ?? []).filter((name) => ![...forIt, ...forEvery].includes(name))).toEqual([]);
      if (unjudged !== undefined) expect(forIt).toEqual([]);
    },
  );
});

describe('gapsIn', () => {
  const promise = (ref: string, status?: 'planned'): Parts['controls'] => [
    {
      promises: [
        { id: '20.1', words: { ja: '', en: '' }, keptBy: [{ by: 'policy', ref, ...(status && { status }) }] },
      ],
    },
  ];
  const whole: Parts = { rules: ['a'], words: ['a'], tests: ['a'], controls: promise('a') };

  it('finds none where nothing is missing', () => {
    expect(gapsIn(whole)).toEqual([]);
  });

  it.each<[string, Partial<Parts>, string[]]>([
    ['a rule without words', { words: [] }, ['a has a rule but no words: write baselines/policies/a.yaml']],
    [
      'words without a rule',
      { words: ['a', 'b'] },
      ['b has words but no rule: write policy-packs/iso27017/policies/b.ts'],
    ],
    ['a policy without a test', { tests: [] }, ['a has no test: write test/policy-packs/iso27017/a.test.ts']],
    ['a test without a policy', { tests: ['a', 'b'] }, ['b.test.ts tests no policy: rename or remove it']],
    [
      'a promise that names no policy, and the policy that it should name',
      { controls: promise('b') },
      [
        'promise 20.1 is kept by b, which is no policy: correct it or mark it planned',
        'no promise is kept by a: name it in a control or remove it',
      ],
    ],
    [
      'a planned policy that exists',
      { controls: [...promise('a'), ...promise('a', 'planned')] },
      ['promise 20.1 calls a planned, but it exists: remove the status'],
    ],
    ['a planned policy that does not', { controls: [...promise('a'), ...promise('b', 'planned')] }, []],
  ])('names %s', (_name, change, gaps) => {
    expect(gapsIn({ ...whole, ...change })).toEqual(gaps);
  });
});
