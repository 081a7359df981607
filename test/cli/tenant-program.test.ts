import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { addTenantCommands } from '../../lib/cli/tenant-program';
import type { ExitCode } from '../../lib/findings/exit-code';
import { temporaryFolder } from '../support/temporary-folder';

const root = path.resolve(__dirname, '../..');
/** The last minute of 24 November 2026 in Japan. */
const now = Date.parse('2026-11-24T14:59:00Z');

const register = `# Customers.
tenants:
  - id: hana # the first
    name: { ja: 花屋株式会社, en: Hanaya }
    slot: 0
    state: active
    since: 2026-04-01
    host: hana.cloud.example.jp
    machines: { app: 2, db: 1 }
  - id: yuki
    name: { ja: 雪株式会社, en: Yuki }
    slot: 2
    state: terminating
    since: 2026-04-01
    terminatedOn: 2026-10-20
    host: yuki.cloud.example.jp
    machines: { app: 1, db: 1 }
  - id: kaze
    name: { ja: 風株式会社, en: Kaze }
    slot: 1
    state: deleted
    since: 2025-04-01
    terminatedOn: 2026-03-31
    deletedOn: 2026-04-16
    deletionRecord: records/kaze.json
    host: kaze.cloud.example.jp
    machines: { app: 1, db: 1 }
`;

interface Run {
  readonly code: ExitCode | string | undefined;
  readonly out: string;
  readonly errors: string[];
  readonly text: string;
}

/** A project that has these tenants, and what the command line says there. */
class TenantsProject {
  readonly folder: string;
  readonly file: string;

  constructor(text = register) {
    this.folder = temporaryFolder({ 'stacks/registers/tenants.yaml': text });
    cpSync(path.join(root, 'baselines'), path.join(this.folder, 'baselines'), { recursive: true });
    this.file = path.join(this.folder, 'stacks/registers/tenants.yaml');
  }

  run(...args: readonly string[]): Run {
    let [out, errors] = ['', ''];
    const terminal = {
      write: (text: string) => {
        out += text;
      },
      writeError: (text: string) => {
        errors += text;
      },
      progress() {},
      colors: createColors(false),
      width: 100,
    };
    let code: Run['code'];
    const program = new Command('yosai')
      .exitOverride()
      .configureOutput({ writeOut: terminal.write, writeErr: terminal.writeError });
    addTenantCommands(
      program,
      terminal,
      (end) => {
        code = end;
      },
      () => now,
    );
    try {
      program.parse(['tenant', ...args, '-C', this.folder], { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      code = error.code;
    }
    const short = (text: string) =>
      [this.folder, path.relative(process.cwd(), this.folder)].reduce(
        (shown, folder) => shown.replaceAll(`${folder}/`, ''),
        text,
      );
    return {
      code,
      out: short(out),
      errors: short(errors).split('\n').filter(Boolean),
      text: readFileSync(this.file, 'utf8'),
    };
  }
}

const add = (id: string, ...more: readonly string[]) =>
  [
    ['add', id, '--name-ja', '空商事', '--name-en', 'Sora', '--host', `${id}.cloud.example.jp`],
    ['--machines', 'app=1,db=1', '--since', '2027-02-01', ...more],
  ].flat();

describe('tenant list', () => {
  it('shows where everybody stands', () => {
    const { code, out, text } = new TenantsProject().run('list');
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'tenant  state        on 2026-11-24  slot  since       last day    gone by     days left',
      'hana    active       in service     0     2026-04-01  –           –           –',
      'yuki    terminating  OVERDUE        2     2026-04-01  2026-10-20  2026-11-19  5 late',
      'kaze    deleted      gone           1     2025-04-01  2026-03-31  2026-04-30  –',
      '',
    ]);
    expect(text).toBe(register);
  });

  it('looks at another day, and prints JSON', () => {
    const { out } = new TenantsProject().run('list', '--as-of', '2026-10-21', '--json');
    const { asOf, tenants } = JSON.parse(out);
    expect(asOf).toBe('2026-10-21');
    expect(tenants[1]).toEqual({
      id: 'yuki',
      name: { ja: '雪株式会社', en: 'Yuki' },
      state: 'terminating',
      phase: 'guarded',
      slot: 2,
      since: '2026-04-01',
      deadlines: {
        lastDay: '2026-10-20',
        closedFrom: '2026-10-21',
        releasedFrom: '2026-10-31',
        removedFrom: '2026-11-04',
        goneBy: '2026-11-19',
      },
      daysLeft: 29,
    });
  });

  it('says that there are none', () => {
    expect(new TenantsProject('tenants: []\n').run('list').out).toBe('no tenants in the register\n');
  });

  it('refuses a day that is none', () => {
    const { code, errors } = new TenantsProject().run('list', '--as-of', '2026-11-31');
    expect(code).toBe(2);
    expect(errors[0]).toBe('--as-of: 2026-11-31 is not a date of the calendar such as 2026-04-01');
  });
});

describe('tenant terminate', () => {
  it('writes the last day, says what follows from it, and changes nothing else', () => {
    const { code, out, text } = new TenantsProject().run('terminate', 'hana', '--on', '2026-12-31');
    expect(code).toBe(0);
    expect(text).toBe(
      register
        .replace('state: active', 'state: terminating')
        .replace('since: 2026-04-01\n', 'since: 2026-04-01\n    terminatedOn: 2026-12-31\n'),
    );
    const lines = out.split('\n');
    expect(lines[0]).toBe('hana: active → terminating, slot 0 stays taken');
    expect(lines).toContain('  2026-12-31  Last day of service.');
    expect(lines).toContain(
      '  2027-01-30  Deadline: at the end of this day nothing of the environment is left or can be recovered.',
    );
    expect(lines.at(-2)).toBe('Wrote stacks/registers/tenants.yaml');
  });

  it('writes nothing in a dry run, and says the same', () => {
    const project = new TenantsProject();
    const dry = project.run('terminate', 'hana', '--on', '2026-12-31', '--dry-run');
    expect(dry.text).toBe(register);
    const lines = dry.out.split('\n').slice(0, -2);
    expect(dry.out.split('\n').at(-2)).toBe('Nothing was written: dry run');
    expect(project.run('terminate', 'hana', '--on', '2026-12-31').out.split('\n').slice(0, -2)).toEqual(
      lines,
    );
  });

  it('prints JSON', () => {
    const { out } = new TenantsProject().run('terminate', 'hana', '--on', '2026-12-31', '--json');
    const said = JSON.parse(out);
    expect(said).toMatchObject({
      register: 'stacks/registers/tenants.yaml',
      written: true,
      tenant: { id: 'hana', state: 'terminating', terminatedOn: '2026-12-31' },
    });
    expect(said.timeline.map(({ kind }: { kind: string }) => kind)).toEqual([
      'begins',
      'lastDay',
      'closed',
      'released',
      'removed',
      'latest',
      'forgotten',
      'goneBy',
      'audit',
    ]);
  });

  it('takes today, as it is in Japan, and a past day only when it is said to be meant', () => {
    expect(new TenantsProject().run('terminate', 'hana', '--on', '2026-11-24').code).toBe(0);
    const refused = new TenantsProject().run('terminate', 'hana', '--on', '2026-11-23');
    expect(refused.code).toBe(2);
    expect(refused.errors[0]).toBe(
      '--on: 2026-11-23 is before today, 2026-11-24 in Japan Standard Time; add --allow-past when it is meant',
    );
    expect(
      new TenantsProject().run('terminate', 'hana', '--on', '2026-11-23', '--allow-past').text,
    ).toContain('terminatedOn: 2026-11-23');
  });

  it('ends a suspension, whose day stays', () => {
    const project = new TenantsProject();
    project.run('suspend', 'hana');
    const { code, text } = project.run('terminate', 'hana', '--on', '2026-12-31');
    expect(code).toBe(0);
    expect(text).toContain(
      'state: terminating\n    since: 2026-04-01\n    suspendedOn: 2026-11-24\n    terminatedOn: 2026-12-31\n',
    );
  });

  it.each([
    [
      'a tenant that there is not',
      ['han', '2026-12-31'],
      '<id>: there is no tenant "han"; did you mean `hana`?',
    ],
    [
      'a tenant that there is not, nor one like it',
      ['somebody', '2026-12-31'],
      '<id>: there is no tenant "somebody"; `yosai tenant list` shows those of the register',
    ],
    [
      'a tenant that leaves already',
      ['yuki', '2026-12-31'],
      '<id>: tenant yuki is terminating already, its last day is 2026-10-20; only one that is active or suspended can be terminated',
    ],
    [
      'a tenant that is gone',
      ['kaze', '2026-12-31'],
      '<id>: tenant kaze is deleted since 2026-04-16; only one that is active or suspended can be terminated',
    ],
    [
      'a day that is none',
      ['hana', '2026-02-30'],
      '--on: "2026-02-30" is not a date of the calendar such as 2026-04-01',
    ],
  ])('refuses %s', (_, [id = '', on = ''], line) => {
    const { code, errors, text } = new TenantsProject().run('terminate', id, '--on', on);
    expect(code).toBe(2);
    expect(errors).toEqual([line, 'yosai tenant: 1 mistake in the input; nothing was written']);
    expect(text).toBe(register);
  });

  it('refuses a last day before the first, where the register would have it', () => {
    const { code, errors } = new TenantsProject().run(
      'terminate',
      'hana',
      '--on',
      '2026-03-31',
      '--allow-past',
    );
    expect(code).toBe(2);
    expect(errors[0]).toBe(
      'stacks/registers/tenants.yaml:8 tenants[0].terminatedOn: 2026-03-31 is before since 2026-04-01',
    );
  });

  it('needs a day', () => {
    expect(new TenantsProject().run('terminate', 'hana').code).toBe('commander.missingMandatoryOptionValue');
  });

  it('does not touch a register that has mistakes', () => {
    const wrong = register.replace('slot: 2', 'slot: 0');
    const { code, errors, text } = new TenantsProject(wrong).run('terminate', 'hana', '--on', '2026-12-31');
    expect(code).toBe(2);
    expect(errors[0]).toMatch(
      /^stacks\/registers\/tenants\.yaml:12 tenants\[1\]\.slot: the slot 0 is already taken/,
    );
    expect(text).toBe(wrong);
  });

  it('fails while another edit is under way', () => {
    const project = new TenantsProject();
    writeFileSync(`${project.file}.lock`, '1\n');
    const { code, errors, text } = project.run('terminate', 'hana', '--on', '2026-12-31');
    expect(code).toBe(3);
    expect(errors[0]).toMatch(/^error: .*tenants\.yaml\.lock: another edit is under way/);
    expect(text).toBe(register);
  }, 15_000);
});

describe('tenant suspend', () => {
  it('closes from a day on', () => {
    const { code, out, text } = new TenantsProject().run('suspend', 'hana', '--on', '2026-12-01');
    expect(code).toBe(0);
    expect(out).toContain('hana: active → suspended, slot 0 stays taken\n');
    expect(text).toContain('state: suspended\n    since: 2026-04-01\n    suspendedOn: 2026-12-01\n');
  });

  it('refuses a tenant that leaves', () => {
    expect(new TenantsProject().run('suspend', 'yuki').errors[0]).toBe(
      '<id>: tenant yuki is terminating already, its last day is 2026-10-20; only one that is active can be suspended',
    );
  });
});

describe('tenant add', () => {
  it('takes the lowest slot that is free, one whose environment was proven deleted among them', () => {
    const { code, out, text } = new TenantsProject().run(...add('sora'));
    expect(code).toBe(0);
    expect(out).toContain('sora: new, active, slot 1\n  2027-02-01  Service begins.\n');
    expect(text).toBe(`${register}  - id: sora
    name: { ja: 空商事, en: Sora }
    slot: 1
    state: active
    since: 2027-02-01
    host: sora.cloud.example.jp
    machines: { app: 1, db: 1 }
`);
  });

  it('never one of a tenant that has left but is not proven deleted', () => {
    const project = new TenantsProject();
    project.run(...add('sora'));
    expect(project.run(...add('umi')).text).toContain(
      '- id: umi\n    name: { ja: 空商事, en: Sora }\n    slot: 3',
    );
  });

  it('takes the slot that is asked for, and keeps it for a planned tenant', () => {
    const { text } = new TenantsProject().run(...add('sora', '--slot', '4095', '--planned'));
    expect(text).toContain('slot: 4095\n    state: planned\n');
  });

  it.each([
    [
      'an id that is taken',
      add('kaze'),
      '<id>: the tenant "kaze" is in the register already (deleted); ids are never given again',
    ],
    [
      'a slot that is taken',
      add('sora', '--slot', '2'),
      '--slot: 2 is already taken by tenant yuki; the next free one is 1',
    ],
    [
      'a slot that is none',
      add('sora', '--slot', '4096'),
      'stacks/registers/tenants.yaml:30 tenants[3].slot: 4096 is not a slot of the address plan, whose slots are 0 to 4095',
    ],
    [
      'a role that is none',
      add('sora', '--machines', 'apps=1'),
      'stacks/registers/tenants.yaml:34 tenants[3].machines.apps: there is no machine role "apps"; did you mean `app`?',
    ],
    [
      'an id that cannot be part of a name',
      add('Sora!'),
      'stacks/registers/tenants.yaml:28 tenants[3].id: "Sora!" is not a short name of 2 to 12 lower-case letters and digits that begins with a letter',
    ],
    [
      'a first day in the past',
      add('sora', '--since', '2026-11-01'),
      '--since: 2026-11-01 is before today, 2026-11-24 in Japan Standard Time; add --allow-past when it is meant',
    ],
  ])('refuses %s', (_, args, line) => {
    const { code, errors, text } = new TenantsProject().run(...args);
    expect(code).toBe(2);
    expect(errors).toContain(line);
    expect(text).toBe(register);
  });

  it.each(['app', 'app=1,app=2', 'app=x', ''])('refuses the machines %j', (machines) => {
    expect(new TenantsProject().run(...add('sora', '--machines', machines)).code).toBe(
      'commander.invalidArgument',
    );
  });

  it('says when there is no slot left', () => {
    const project = new TenantsProject();
    const network = path.join(project.folder, 'baselines/network.yaml');
    const text = readFileSync(network, 'utf8');
    const pool = /tenantPool: (\S+)\/\d+/.exec(text);
    writeFileSync(network, text.replace(pool?.[0] ?? '', `tenantPool: ${pool?.[1]}/20`));
    for (const id of ['sora', 'umi']) project.run(...add(id));
    const { code, errors } = project.run(...add('kawa'));
    expect([code, errors[0]]).toEqual([2, '--slot: none of the 4 slots of the address plan is free']);
  });
});

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
    return { file, record };
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
