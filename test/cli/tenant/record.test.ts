import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TenantsProject } from '../../support/tenants-project';

describe('tenant record', () => {
  const environment = 'urn:pulumi:prod::yosai::yosai:azure:TenantEnvironment::yuki';
  const network =
    'urn:pulumi:prod::yosai::yosai:azure:TenantEnvironment$azure-native:network:VirtualNetwork::yuki-vnet';
  const resources = [
    { urn: environment, custom: false },
    { urn: network, custom: true, parent: environment },
  ];
  const deleted = JSON.stringify({
    timestamp: Date.parse('2026-11-10T03:00:00Z') / 1000,
    resOutputsEvent: { metadata: { op: 'delete', urn: network } },
  });

  function project(files: Readonly<Record<string, string>> = {}) {
    const made = new TenantsProject();
    const all = {
      'before.json': JSON.stringify({ version: 3, deployment: { resources } }),
      'after.json': '{"version":3,"deployment":{}}',
      'events.jsonl': deleted,
      ...files,
    };
    for (const [name, text] of Object.entries(all)) writeFileSync(path.join(made.folder, name), text);
    const file = (name: string) => path.join(made.folder, name);
    const record = (id: string, ...more: readonly string[]) =>
      made.run(
        'record',
        id,
        '--before',
        file('before.json'),
        '--events',
        file('events.jsonl'),
        '--after',
        file('after.json'),
        ...more,
      );
    return { file, record, run: made.run.bind(made), folder: made.folder };
  }

  it('shows the record and writes it', () => {
    const { file, record } = project();
    const { code, out } = record('yuki', '--out', file('records/yuki.json'));
    expect(code).toBe(0);
    expect(out).toContain('  2026-11-10T03:00:00Z  azure-native:network:VirtualNetwork yuki-vnet\n');
    expect(out).toMatch(/What is wrong\n {2}nothing\n$/);
    const written = readFileSync(file('records/yuki.json'), 'utf8');
    expect(JSON.parse(written)).toMatchObject({
      tenant: { id: 'yuki' },
      deletedOn: '2026-11-10',
      breaches: [],
    });
    expect(record('yuki', '--json').out).toBe(written);
  });

  it('refuses the stacks before and after when they are two', () => {
    const other = { urn: network.replaceAll(':prod::', ':test::'), custom: true };
    const { record } = project({
      'after.json': JSON.stringify({ version: 3, deployment: { resources: [other] } }),
    });
    const { code, errors } = record('yuki');
    expect(code).toBe(2);
    expect(errors.join('\n')).toMatch(
      /after\.json: found the stack yosai\/test, expected yosai\/prod, of which .*before\.json is/,
    );
  });

  it('takes a folder with all three, and says so when it was a rehearsal', () => {
    const sign = '{"timestamp":1,"rehearsal":{}}';
    const { run, folder } = project({ 'events.jsonl': `${sign}\n${deleted}\n` });
    const { code, out } = run('record', 'yuki', '--evidence', folder, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ rehearsed: true, deletedOn: '2026-11-10' });
  });

  it('takes the events of a deletion that needed several runs', () => {
    const { record, file } = project({ 'events.jsonl': '', 'again.jsonl': deleted });
    expect(record('yuki').code).toBe(1);
    expect(record('yuki', '--events', file('again.jsonl')).code).toBe(0);
  });

  it.each([
    [
      'both',
      ['--evidence', '.', '--after', 'a.json'],
      ['--evidence: already says where everything is; leave out --after'],
    ],
    [
      'a part',
      ['--before', 'b.json'],
      [
        '--events: is missing; --before, --events and --after belong together',
        '--after: is missing; --before, --events and --after belong together',
      ],
    ],
  ])('refuses %s', (_, args, lines) => {
    const { code, errors } = project().run('record', 'yuki', ...args);
    expect(code).toBe(2);
    expect(errors.slice(0, -1)).toEqual(lines);
  });

  it('ends with 1 when it proves nothing', () => {
    const { code, out } = project({ 'events.jsonl': '' }).record('yuki');
    expect(code).toBe(1);
    expect(out).toContain('1 resource is gone without a known time.');
  });

  it('tells every mistake of its input at once', () => {
    const { code, errors } = project({ 'events.jsonl': 'no', 'before.json': '[]' }).record('hana');
    expect(code).toBe(2);
    expect(errors).toEqual([
      '<id>: tenant hana is active; only one that leaves is deleted',
      'before.json: has no resources; expected what `pulumi stack export` or `yosai preview` writes',
      'events.jsonl:1: is not an event; expected what `pulumi up --event-log` writes, one JSON object a line',
      'yosai tenant: 3 mistakes in the input; nothing was written',
    ]);
  });

  it('knows no tenant that is not in the register', () => {
    expect(project().record('yuku').errors[0]).toBe('<id>: there is no tenant "yuku"; did you mean `yuki`?');
  });
});
