import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { register, TenantsProject } from '../../support/tenants-project';

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
      'a day after which no other can be counted',
      ['hana', '9999-12-31'],
      '--on: "9999-12-31" is not a date of the calendar such as 2026-04-01',
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

it('refuses to terminate a tenant that was never built', () => {
  const project = new TenantsProject();
  project.run(...add('sora', '--planned'));
  expect(project.run('terminate', 'sora', '--on', '2027-03-01').errors[0]).toBe(
    '<id>: tenant sora is planned; only one that is active or suspended can be terminated',
  );
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
