import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { type DeletionRecord, deletionRecord } from '../../lib/lifecycle/deletion-record';
import { joinDeletions, readDeletions } from '../../lib/lifecycle/deletion-times';
import { renderDeletionRecord } from '../../lib/lifecycle/render-deletion-record';
import { readStackState, type StackResource } from '../../lib/lifecycle/stack-state';
import { exampleTenant, repositoryBaseline } from '../components/support/deployment';
import { expectValue, mistakesOf } from '../support/results';

const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(
    readFileSync(path.resolve(__dirname, '../../lib/lifecycle/deletion-record.schema.json'), 'utf8'),
  ),
);
const tenant = { ...exampleTenant, state: 'terminating', terminatedOn: '2026-12-31' } as const;
const environment = 'yosai:azure:TenantEnvironment';

const urn = (type: string, name: string) => `urn:pulumi:prod::yosai::${type}::${name}`;
const root = (id: string): StackResource => ({
  urn: urn(environment, id),
  type: environment,
  name: id,
  custom: false,
  inputs: {},
});
const child = (id: string, type: string, name: string, inputs = {}): StackResource => ({
  urn: urn(`${environment}$${type}`, name),
  type,
  name,
  custom: true,
  id: `/${name}`,
  parent: root(id).urn,
  inputs,
});
const vault = (days?: number) =>
  child('aoba', 'azure-native:keyvault:Vault', 'aoba-vault', {
    properties: { softDeleteRetentionInDays: days },
  });
const account = child('aoba', 'azure-native:storage:StorageAccount', 'aoba-data');
const network = child('aoba', 'azure-native:network:VirtualNetwork', 'aoba-vnet');
const others = [root('kita'), child('kita', 'azure-native:keyvault:Vault', 'kita-vault')];
const before = [root('aoba'), vault(7), account, network, ...others];

const at = (moment: string) => Date.parse(moment);
/** The same moment for all but the resources that another is given for; `undefined` for one that has none. */
const times = (moment: string, other: Record<string, string | undefined> = {}) =>
  new Map(
    [vault(), account, network].flatMap((resource) => {
      const own = resource.name in other ? other[resource.name] : moment;
      return own === undefined ? [] : [[resource.urn, at(own)] as const];
    }),
  );

function record(change: Partial<Parameters<typeof deletionRecord>[0]> = {}): DeletionRecord {
  const made = deletionRecord({
    tenant,
    before,
    after: others,
    times: times('2027-01-15T01:02:03Z'),
    rehearsed: false,
    baseline: repositoryBaseline(),
    ...change,
  });
  expect(validate(made), JSON.stringify(validate.errors)).toBe(true);
  return made;
}
const breaches = (change: Parameters<typeof record>[0]) =>
  record(change).breaches.map(({ kind, words }) => `${kind}: ${words.en}`);

describe('the record of a deletion', () => {
  it('tells every resource of the tenant with its time, and nothing of others', () => {
    const { resources, deletedOn, breaches: wrong } = record();
    expect(resources).toEqual([
      {
        urn: vault().urn,
        type: 'azure-native:keyvault:Vault',
        name: 'aoba-vault',
        id: '/aoba-vault',
        deletedAt: '2027-01-15T01:02:03Z',
      },
      expect.objectContaining({ name: 'aoba-vnet', deletedAt: '2027-01-15T01:02:03Z' }),
      expect.objectContaining({ name: 'aoba-data', deletedAt: '2027-01-15T01:02:03Z' }),
    ]);
    expect(deletedOn).toBe('2027-01-15');
    expect(wrong).toEqual([]);
  });

  it('is none for what an option has left in Azure, whatever the engine says of its time', () => {
    const kept = { ...account, retainOnDelete: true as const };
    const made = record({ before: [root('aoba'), vault(7), kept, network, ...others] });
    expect(made.deletedOn).toBeUndefined();
    expect(made.resources.at(-1)).toMatchObject({ name: 'aoba-data', leftBehind: true });
    expect(made.resources.at(-1)).not.toHaveProperty('deletedAt');
    expect(made.breaches.map(({ kind, words }) => `${kind}: ${words.en}`)).toEqual([
      'leftBehind: 1 resource is left in Azure by an option, retainOnDelete or deletedWith.',
    ]);
    expect(renderDeletionRecord(made)).toContain('LEFT IN AZURE');
  });

  it('takes the options from an export and from a plan', () => {
    const option = { retainOnDelete: true };
    const read = (entry: object) =>
      expectValue(readStackState('s.json', JSON.stringify({ resources: [{ ...account, ...entry }] })))[0];
    expect(read(option)?.retainOnDelete).toBe(true);
    expect(read({ options: option })?.retainOnDelete).toBe(true);
    expect(read({ deletedWith: network.urn })?.deletedWith).toBe(network.urn);
    expect(read({})).not.toHaveProperty('retainOnDelete');
  });

  it('counts days in Japan', () => {
    expect(record({ times: times('2027-01-15T15:00:00Z') }).deletedOn).toBe('2027-01-16');
    expect(record({ times: times('2027-01-15T14:59:59Z') }).deletedOn).toBe('2027-01-15');
  });

  it('names what survives, each from its own deletion', () => {
    const { survivors } = record({
      times: times('2027-01-15T00:00:00Z', { 'aoba-vault': '2027-01-14T00:00:00Z' }),
    });
    expect(survivors).toEqual([
      {
        kind: 'recoverable',
        name: 'aoba-vault',
        type: 'azure-native:keyvault:Vault',
        until: '2027-01-21',
        canBeEnded: false,
      },
      {
        kind: 'recoverable',
        name: 'aoba-data',
        type: 'azure-native:storage:StorageAccount',
        until: '2027-01-29',
        canBeEnded: true,
      },
      { kind: 'auditLog', name: 'operators’ audit log', until: '2028-02-19', canBeEnded: true },
    ]);
  });

  it('says that nobody can end the audit log once it is locked', () => {
    const baseline = repositoryBaseline();
    baseline.dataStores.logs.auditImmutability = 'Locked';
    expect(record({ baseline }).survivors.at(-1)).toMatchObject({ kind: 'auditLog', canBeEnded: false });
  });

  it.each([
    ['Locked', false],
    ['Unlocked', true],
  ])('asks the store of the audit log where the stack holds it: %s', (state, canBeEnded) => {
    const store: StackResource = {
      ...root('audit'),
      type: 'azure-native:storage:StorageAccount',
      inputs: { immutableStorageWithVersioning: { immutabilityPolicy: { state } } },
    };
    const { survivors } = record({ after: [...others, store] });
    expect(survivors.at(-1)).toMatchObject({ kind: 'auditLog', canBeEnded });
  });

  it('believes the vault rather than the baseline about its own days', () => {
    const old = [root('aoba'), vault(90), account, network];
    expect(record({ before: old }).survivors[0]).toMatchObject({ until: '2027-04-15' });
    expect(breaches({ before: old })).toEqual([
      'outlasts: 1 resource is recoverable after the deadline 2027-01-30.',
    ]);
  });

  it('does not depend on the order of its input', () => {
    const turned = new Map([...times('2027-01-15T01:02:03Z')].reverse());
    expect(record({ before: before.toReversed(), times: turned })).toEqual(record());
  });

  it.each([
    [
      'something that is still there',
      { after: [...others, root('aoba'), network] },
      'remains: 1 resource is still in the stack.',
    ],
    [
      'something that came up in between',
      { after: [root('aoba'), child('aoba', 'azure-native:network:RouteTable', 'new')] },
      'remains: 1 resource is still in the stack.',
    ],
    [
      'something whose deletion nobody saw',
      { times: times('2027-01-15T01:02:03Z', { 'aoba-vnet': undefined }) },
      'noTime: 1 resource is gone without a known time.',
    ],
    ['no deletion seen at all', { times: new Map() }, 'noTime: 3 resources are gone without a known time.'],
    [
      'an environment that was not there',
      { before: others },
      'empty: The stack before the deletion holds no environment of the tenant.',
    ],
  ])('proves nothing with %s', (_, change, line) => {
    expect(breaches(change)).toEqual([line]);
    expect(record(change).deletedOn).toBeUndefined();
    expect(record(change).survivors.some(({ kind }) => kind === 'auditLog')).toBe(false);
  });

  it.each([
    [
      'a deletion on the last day of service',
      '2026-12-31T14:59:59Z',
      ['early: 3 resources are deleted before 2027-01-01.'],
    ],
    ['none on the day after', '2026-12-31T15:00:00Z', []],
    ['none on the last day that is early enough', '2027-01-16T14:59:59Z', []],
    [
      'a deletion a day later, when the account outlasts the deadline',
      '2027-01-16T15:00:00Z',
      ['outlasts: 1 resource is recoverable after the deadline 2027-01-30.'],
    ],
    [
      'a deletion after the deadline',
      '2027-01-30T15:00:00Z',
      [
        'late: 3 resources are deleted after the deadline 2027-01-30.',
        'outlasts: 2 resources are recoverable after the deadline 2027-01-30.',
      ],
    ],
  ])('finds %s', (_, moment, lines) => {
    expect(breaches({ times: times(moment) })).toEqual(lines);
  });

  it('ends with a parent that leads in a circle', () => {
    const [a, b] = [child('aoba', 't:t:T', 'a'), child('aoba', 't:t:T', 'b')];
    const circle = [
      { ...a, parent: b.urn },
      { ...b, parent: a.urn },
    ];
    expect(record({ before: [...before, ...circle] })).toEqual(record());
  });

  it('says when it is of a rehearsal', () => {
    const rehearsed = record({ rehearsed: true });
    expect(rehearsed.rehearsed).toBe(true);
    expect(renderDeletionRecord(rehearsed).split('\n')[1]).toBe(
      '  of a rehearsal: proves nothing of what runs',
    );
  });

  it('is told as text', () => {
    const text = renderDeletionRecord(
      record({
        times: times('2027-01-15T01:02:03Z', { 'aoba-vnet': undefined }),
        after: [root('aoba'), account],
      }),
    );
    expect(text.split('\n')).toEqual([
      'Deletion record of aoba (Aoba Trading, 青葉商事株式会社), slot 0',
      '  last day of service 2026-12-31, deadline of the deletion 2027-01-30',
      '  not proven deleted',
      '',
      'Resources',
      '  2027-01-15T01:02:03Z  azure-native:keyvault:Vault aoba-vault (/aoba-vault)',
      '  TIME UNKNOWN          azure-native:network:VirtualNetwork aoba-vnet (/aoba-vnet)',
      '  STILL THERE           azure-native:storage:StorageAccount aoba-data (/aoba-data)',
      '',
      'What survives',
      '  azure-native:keyvault:Vault aoba-vault, recoverable until 2027-01-22',
      '',
      'What is wrong',
      '  1 resource is still in the stack.',
      '  1 resource is gone without a known time.',
      '',
    ]);
  });
});

describe('the state of a stack', () => {
  const group = {
    urn: urn(`${environment}$azure-native:resources/v20240301:ResourceGroup`, 'a::b'),
    custom: true,
  };

  it('is read from an export', () => {
    const text = JSON.stringify({
      version: 3,
      deployment: {
        resources: [
          { urn: root('aoba').urn, type: environment, custom: false },
          { ...group, id: '/g', parent: root('aoba').urn, inputs: { a: 1 }, outputs: { secret: 'x' } },
          { urn: urn('pulumi:providers:azure-native', 'default'), custom: true },
          { urn: urn('azure-native:keyvault:Vault', 'theirs'), custom: true, external: true },
        ],
      },
    });
    expect(expectValue(readStackState('s.json', text))).toEqual([
      { urn: root('aoba').urn, type: environment, name: 'aoba', custom: false, inputs: {} },
      {
        urn: group.urn,
        type: 'azure-native:resources:ResourceGroup',
        name: 'a::b',
        custom: true,
        id: '/g',
        parent: root('aoba').urn,
        inputs: { a: 1 },
      },
    ]);
  });

  it('is read from a plan', () => {
    const text = JSON.stringify({
      version: 1,
      resources: [
        { ...group, operation: 'create', inputs: {} },
        { ...group, operation: 'read' },
      ],
    });
    expect(expectValue(readStackState('plan.json', text)).map(({ name }) => name)).toEqual(['a::b']);
  });

  it('is read without API versions, in both of their forms', () => {
    const types = ['azure-native:network/v20240301:Subnet', 'azure-native_network_v20240301:network:Subnet'];
    const text = JSON.stringify({ resources: types.map((type) => ({ urn: urn(type, 'a'), custom: true })) });
    expect(expectValue(readStackState('s.json', text)).map(({ type }) => type)).toEqual(
      Array(2).fill('azure-native:network:Subnet'),
    );
  });

  it('may be empty', () => {
    expect(expectValue(readStackState('s.json', '{"version":3,"deployment":{}}'))).toEqual([]);
  });

  it.each([
    ['no JSON', '{', 's.json: is not JSON; expected what `pulumi stack export` or `yosai preview` writes'],
    [
      'other JSON',
      '[1]',
      's.json: has no resources; expected what `pulumi stack export` or `yosai preview` writes',
    ],
    [
      'nothing',
      'null',
      's.json: has no resources; expected what `pulumi stack export` or `yosai preview` writes',
    ],
    ['a resource without a URN', '{"resources":[{"urn":"x"}]}', 's.json: has no URN at resources[0]'],
  ])('is refused for %s', (_, text, line) => {
    expect(mistakesOf(readStackState('s.json', text), '/none')).toEqual([line]);
  });
});

describe('the times of deletions', () => {
  const event = (timestamp: number, op: string, name: string, more = {}) =>
    JSON.stringify({ sequence: 1, timestamp, resOutputsEvent: { metadata: { op, urn: name }, ...more } });

  it('are those of deletions that were done', () => {
    const text = [
      event(1, 'delete', 'a', { planning: true }),
      JSON.stringify({ timestamp: 2, resourcePreEvent: { metadata: { op: 'delete', urn: 'a' } } }),
      event(3, 'delete', 'a'),
      event(4, 'update', 'b'),
      JSON.stringify({ timestamp: 5, resOpFailedEvent: { metadata: { op: 'delete', urn: 'c' } } }),
      event(6, 'delete-replaced', 'd'),
      event(7, 'delete', 'd'),
      '',
    ].join('\n');
    expect(expectValue(readDeletions('e.jsonl', text))).toEqual({
      times: new Map([
        ['a', 3000],
        ['d', 7000],
      ]),
      rehearsed: false,
    });
  });

  it('are those of the last of several logs, and rehearsed when one of them is', () => {
    const log = (...lines: string[]) => expectValue(readDeletions('e.jsonl', lines.join('\n')));
    const second = log(JSON.stringify({ timestamp: 8, rehearsal: {} }), event(9, 'delete', 'a'));
    const first = log(event(1, 'delete', 'a'), event(2, 'delete', 'b'));
    expect(joinDeletions([second, first])).toEqual({
      times: new Map([
        ['b', 2000],
        ['a', 9000],
      ]),
      rehearsed: true,
    });
    expect(first.rehearsed).toBe(false);
  });

  it.each(['{', '{}', 'null', '{"timestamp":"now"}', '1'])('are refused for the line %j', (line) => {
    expect(mistakesOf(readDeletions('e.jsonl', `${event(1, 'delete', 'a')}\n${line}\n`), '/none')).toEqual([
      'e.jsonl:2: is not an event; expected what `pulumi up --event-log` writes, one JSON object a line',
    ]);
  });
});
