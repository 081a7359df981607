import { describe, expect, it } from 'vitest';
import { previewFixture, resourceNamed, shortUrn, shortUrns } from '../../support/preview-fixture';

const unknown = { 'yosai:value': 'unknown' };
const stackUrn = 'urn:pulumi:dev::fixture::pulumi:pulumi:Stack::fixture-dev';

describe('outputs of resources', () => {
  it('are not known while their provider lacks a setting', async () => {
    const unknown = { 'yosai:value': 'unknown' };
    const { plan } = await previewFixture('045-provider-inputs');
    expect(resourceNamed(plan, 'reader').inputs).toEqual({ size: unknown, read: unknown, count: unknown });
  });
});

describe('resources of a program', () => {
  it('have URNs that name the types of their ancestors', async () => {
    const { plan } = await previewFixture('001-components');
    expect(shortUrns(plan)).toEqual([
      'other:index/module:Kind::name::with::colons',
      'pulumi:providers:other::default',
      'pulumi:providers:test::default',
      'pulumi:pulumi:Stack::fixture-dev',
      'test:groups:Group$test:groups:Group$test:index:Thing::first',
      'test:groups:Group$test:groups:Group::inner',
      'test:groups:Group$test:index:Thing::second',
      'test:groups:Group::outer',
    ]);
    expect(resourceNamed(plan, 'outer')).toMatchObject({
      parent: stackUrn,
      custom: false,
      operation: 'create',
      outputs: { count: 2 },
    });
    expect(resourceNamed(plan, 'name::with::colons').type).toBe('other:index/module:Kind');
    const first = resourceNamed(plan, 'first');
    expect(resourceNamed(plan, 'inner').outputs).toEqual({ first: first.urn });
    expect(resourceNamed(plan, 'second')).toMatchObject({
      inputs: { of: unknown, name: 'fixed' },
      // A component stands for everything in it.
      dependencies: [first.urn],
      propertyDependencies: { of: [first.urn] },
    });
    expect(plan.outputs).toEqual({ second: unknown, size: 1, stack: 'dev' });
  });

  it('run no apply on what is not known, and stay unknown through property access', async () => {
    const { plan, messages } = await previewFixture('003-unknowns');
    expect(messages).toEqual([]);
    const target = resourceNamed(plan, 'target');
    expect(target.inputs).toEqual({
      whole: unknown,
      part: unknown,
      text: unknown,
      list: ['known', unknown],
      object: { known: 'yes', unknown },
      length: 3,
      all: unknown,
      empty: null,
    });
    const source = resourceNamed(plan, 'source').urn;
    expect(Object.keys(target.propertyDependencies ?? {}).sort()).toEqual([
      'all',
      'length',
      'list',
      'object',
      'part',
      'text',
      'whole',
    ]);
    expect(target.propertyDependencies?.['length']).toEqual([source]);
  });

  it('show aliases as the URNs they stand for', async () => {
    const { plan } = await previewFixture('004-aliases');
    expect(resourceNamed(plan, 'group').options?.['aliases']).toEqual([
      'urn:pulumi:dev::fixture::test:groups:Group::old-group',
    ]);
    expect(resourceNamed(plan, 'thing').options?.['aliases']).toEqual([
      'urn:pulumi:dev::fixture::test:index:Thing::by-urn',
      'urn:pulumi:dev::fixture::test:groups:Group$test:index:Thing::old-name',
      'urn:pulumi:dev::fixture::test:groups:Group$test:index:OldThing::thing',
      'urn:pulumi:dev::fixture::test:index:Thing::thing',
      'urn:pulumi:dev::fixture::test:groups:Group$test:index:Thing::thing',
      'urn:pulumi:dev::fixture::test:groups:Gone$test:index:Thing::other',
      'urn:pulumi:old::before::test:groups:Group$test:index:Thing::thing',
    ]);
  });

  it('carry their options', async () => {
    const { plan } = await previewFixture('010-options');
    const keeper = resourceNamed(plan, 'keeper').urn;
    expect(resourceNamed(plan, 'thing')).toMatchObject({
      protect: true,
      options: {
        ignoreChanges: ['size'],
        replaceOnChanges: ['*'],
        deleteBeforeReplace: true,
        retainOnDelete: true,
        deletedWith: keeper,
        timeouts: { create: '1h30m', delete: '90s' },
      },
    });
    expect(resourceNamed(plan, 'explicit-false').options).toEqual({ deleteBeforeReplace: false });
    expect(resourceNamed(plan, 'explicit-false').protect).toBeUndefined();
    expect(resourceNamed(plan, 'grandchild').protect).toBe(true);
    // The SDK does not hand these two on; the engine does.
    expect(resourceNamed(plan, 'kept').options).toEqual({ retainOnDelete: true, deletedWith: keeper });
  });

  it('may be taken over or only read; an id that is not known stays so', async () => {
    const { plan } = await previewFixture('010-options');
    expect(resourceNamed(plan, 'taken')).toMatchObject({
      operation: 'import',
      options: { importId: '/some/id' },
    });
    expect(resourceNamed(plan, 'read')).toMatchObject({
      operation: 'read',
      options: { importId: 'known-id' },
    });
    expect(resourceNamed(plan, 'lookup')).toMatchObject({
      operation: 'read',
      options: { importId: unknown },
    });
    expect(plan.outputs).toEqual({
      takenId: '/some/id',
      readId: 'known-id',
      readSize: 5,
      lookupId: unknown,
      later: unknown,
    });
  });

  it('may hold assets and archives', async () => {
    const { plan } = await previewFixture('011-assets');
    expect(resourceNamed(plan, 'thing').inputs).toEqual({
      text: { 'yosai:value': 'asset', text: 'a text' },
      file: { 'yosai:value': 'asset', path: './index.js' },
      remote: { 'yosai:value': 'asset', uri: 'https://example.com/file' },
      archive: {
        'yosai:value': 'archive',
        assets: {
          'a.txt': { 'yosai:value': 'asset', text: 'in the archive' },
          folder: { 'yosai:value': 'archive', path: '.' },
        },
      },
      secret: { 'yosai:value': 'secret' },
    });
  });

  it('may hold references to other resources', async () => {
    const { plan } = await previewFixture('012-references');
    const thing = resourceNamed(plan, 'thing').urn;
    const group = resourceNamed(plan, 'group').urn;
    const reference = { 'yosai:value': 'resource', urn: thing, id: unknown };
    expect(resourceNamed(plan, 'holder')).toMatchObject({
      inputs: { thing: reference, list: [reference, { 'yosai:value': 'resource', urn: group }] },
      dependencies: [thing],
      propertyDependencies: { thing: [thing], list: [thing] },
    });
  });

  it('may be dynamic', async () => {
    const { plan } = await previewFixture('013-dynamic');
    const made = resourceNamed(plan, 'made');
    expect(made.type).toBe('pulumi-nodejs:dynamic:Resource');
    expect(shortUrn(made.provider ?? '')).toBe('pulumi:providers:pulumi-nodejs::default');
    expect(made.inputs).toMatchObject({ size: 3, key: { 'yosai:value': 'secret' } });
  });

  it('may be hundreds at once', async () => {
    const counts: number[] = [];
    const { plan } = await previewFixture('028-many');
    for (const resource of plan.resources) {
      if (resource.type === 'test:index:Thing') counts.push(Number(resource.inputs['index']));
    }
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, index) => index));
    expect(plan.outputs).toEqual({ last: 499 });
  });
});

describe('a program', () => {
  it('forks processes as without a preview, and may export what JSON cannot write', async () => {
    const { plan } = await previewFixture('034-forks');
    expect(plan.outputs).toEqual({ answer: 'forked', nan: { 'yosai:value': 'number', text: 'NaN' } });
  });
});

describe('providers', () => {
  it('are the default one of the version, or what the resource or a component above names', async () => {
    const { plan } = await previewFixture('005-providers');
    const providerOf = (name: string) => shortUrn(resourceNamed(plan, name).provider ?? 'none');
    expect({
      plain: providerOf('plain'),
      versioned: providerOf('versioned'),
      downloaded: providerOf('downloaded'),
      explicit: providerOf('explicit'),
      inherited: providerOf('inherited'),
      deep: providerOf('deep'),
      foreign: providerOf('foreign'),
      child: providerOf('child-of-custom'),
    }).toEqual({
      plain: 'pulumi:providers:test::default',
      versioned: 'pulumi:providers:test::default_1_2_3_alpha_4_build_5',
      downloaded: 'pulumi:providers:test::default_2_0_0_https_/example.com/plugins',
      explicit: 'pulumi:providers:test::east',
      inherited: 'pulumi:providers:test::west',
      deep: 'pulumi:providers:test::west',
      foreign: 'pulumi:providers:other::default',
      child: 'pulumi:providers:test::east',
    });
    expect(resourceNamed(plan, 'group').provider).toBeUndefined();
  });

  it('get the configuration of their package and the version, as the official engine gives them', async () => {
    const { plan } = await previewFixture('005-providers');
    const inputsOf = (urn: string) =>
      plan.resources.find((resource) => shortUrn(resource.urn) === urn)?.inputs;
    const config = { region: 'south', nested: '{"a":[1,true]}', token: { 'yosai:value': 'secretUnknown' } };
    expect(inputsOf('pulumi:providers:test::default')).toEqual(config);
    expect(inputsOf('pulumi:providers:test::default_2_0_0_https_/example.com/plugins')).toEqual({
      ...config,
      version: '2.0.0',
    });
    expect(inputsOf('pulumi:providers:other::default')).toEqual({});
    expect(inputsOf('pulumi:providers:test::east')).toEqual({ region: 'east', version: '3.0.0' });
    expect(inputsOf('pulumi:providers:test::west')).toEqual({ region: 'west' });
  });
});
