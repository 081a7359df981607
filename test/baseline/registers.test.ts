import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentParts, loadBaseline, loadOffices, loadTenants, renderMistake } from '../../lib/baseline';
import { EditedFiles } from '../support/edited-files';
import { expectValue } from '../support/results';

const root = join(__dirname, '..', '..');
const registers = join(__dirname, '..', 'fixtures', 'baseline', 'registers');
const baseline = expectValue(loadBaseline(join(root, 'baselines'), { parts: environmentParts }));

type Row = readonly [name: string, from: string, to: string, expected: readonly string[]];

function refuses(file: 'tenants.yaml' | 'offices.yaml', rows: readonly Row[]): void {
  it.each(rows)('%s', (_, from, to, expected) => {
    const files = new EditedFiles(registers, [{ file, from, to }]);
    expect(mistakesIn(files, file)).toEqual(files.withLines(expected));
  });
}

function mistakesIn(files: EditedFiles, file: 'tenants.yaml' | 'offices.yaml'): string[] {
  const path = files.path(file);
  const result = file === 'tenants.yaml' ? loadTenants(path, baseline) : loadOffices(path);
  return files.shorten(result.ok ? [] : result.mistakes.map(renderMistake));
}

describe('registers that load', () => {
  it('those of this repository', () => {
    const folder = join(root, 'stacks', 'registers');
    expect(expectValue(loadTenants(join(folder, 'tenants.yaml'), baseline)).tenants.length).toBeGreaterThan(
      0,
    );
    expect(expectValue(loadOffices(join(folder, 'offices.yaml'))).offices.length).toBeGreaterThan(0);
  });

  it('the first and the last slot, and the leap day', () => {
    const { tenants } = expectValue(loadTenants(join(registers, 'tenants.yaml'), baseline));
    expect(tenants.map(({ id, slot, since }) => [id, slot, since])).toEqual([
      ['hana', 0, '2026-04-01'],
      ['tsuki', 4095, '2028-02-29'],
    ]);
  });

  it('no tenants yet', () => {
    const files = new EditedFiles(registers);
    writeFileSync(files.path('tenants.yaml'), 'tenants: []\n');
    expect(expectValue(loadTenants(files.path('tenants.yaml'), baseline))).toEqual({ tenants: [] });
  });

  it('a tenant for every slot', () => {
    const files = new EditedFiles(registers);
    const lines = Array.from(
      { length: 4096 },
      (_, n) =>
        `  - { id: t${n}, name: { ja: 株式会社${n}, en: No ${n} }, slot: ${n}, state: active, since: 2026-04-01, host: t${n}.example.jp, machines: { app: 1, db: 1 } }`,
    );
    writeFileSync(files.path('tenants.yaml'), `tenants:\n${lines.join('\n')}\n`);
    expect(expectValue(loadTenants(files.path('tenants.yaml'), baseline)).tenants.length).toBe(4096);
  });
});

describe('a register of tenants is refused for', () => {
  refuses('tenants.yaml', [
    [
      'an id given twice',
      'id: tsuki',
      'id: hana',
      ['tenants.yaml:9 tenants[1].id: the id "hana" is already taken by tenant hana on line 2'],
    ],
    [
      'a slot given twice',
      'slot: 4095',
      'slot: 0',
      ['tenants.yaml:11 tenants[1].slot: the slot 0 is already taken by tenant hana on line 4'],
    ],
    [
      'a host given twice',
      'host: tsuki.cloud.example.jp',
      'host: hana.cloud.example.jp',
      [
        'tenants.yaml:14 tenants[1].host: the host "hana.cloud.example.jp" is already taken by tenant hana on line 7',
      ],
    ],
    [
      'a slot outside the address plan',
      'slot: 4095',
      'slot: 4096',
      ['tenants.yaml:11 tenants[1].slot: 4096 is not a slot of the address plan, whose slots are 0 to 4095'],
    ],
    [
      'a slot below the first',
      'slot: 4095',
      'slot: -1',
      ['tenants.yaml:11 tenants[1].slot: -1 is not between 0 and 65535'],
    ],
    [
      'a day that is in no calendar',
      'since: 2026-04-01',
      'since: 2026-02-30',
      ['tenants.yaml:6 tenants[0].since: "2026-02-30" is not a date of the calendar'],
    ],
    [
      'the leap day of a year without one',
      'since: 2028-02-29',
      'since: 2027-02-29',
      ['tenants.yaml:13 tenants[1].since: "2027-02-29" is not a date of the calendar'],
    ],
    [
      'a month that does not exist',
      'since: 2026-04-01',
      'since: 2026-13-01',
      ['tenants.yaml:6 tenants[0].since: "2026-13-01" is not a date of the calendar'],
    ],
    [
      'a date of another form',
      'since: 2026-04-01',
      'since: 01/04/2026',
      [
        'tenants.yaml:6 tenants[0].since: "01/04/2026" is not a date such as 2026-04-01 (the first day of service)',
      ],
    ],
    [
      'a machine role that does not exist',
      'machines: { app: 1 }',
      'machines: { apps: 1 }',
      ['tenants.yaml:15 tenants[1].machines.apps: there is no machine role "apps"; did you mean `app`?'],
    ],
    [
      'a machine role that every object has',
      'machines: { app: 1 }',
      'machines: { constructor: 1, __proto__: 1 }',
      [
        'tenants.yaml:15 tenants[1].machines.constructor: there is no machine role "constructor"; known are app, db',
        'tenants.yaml:15 tenants[1].machines.__proto__: there is no machine role "__proto__"; known are app, db',
      ],
    ],
    [
      'a state that is none',
      'state: active\n    since: 2028-02-29',
      'state: actve\n    since: 2028-02-29',
      [
        'tenants.yaml:12 tenants[1].state: "actve" is not one of planned, active, suspended, terminating, deleted; did you mean `active`?',
      ],
    ],
    [
      'an id that cannot be part of a name',
      'id: tsuki',
      'id: Tsuki Mi',
      [
        'tenants.yaml:9 tenants[1].id: "Tsuki Mi" is not a short name of 2 to 12 lower-case letters and digits that begins with a letter',
      ],
    ],
    [
      'an unknown key with a secret, whose value is not told',
      'machines: { app: 1 }',
      'machines: { app: 1 }\n    adminPassword: correct-horse',
      [
        'tenants.yaml:16 tenants[1].adminPassword: unknown key; known are id, name, slot, state, since, suspendedOn, terminatedOn, deletedOn, deletionRecord, host, certificate, machines',
      ],
    ],
    [
      'what looks like a secret, before and without all else',
      'id: tsuki',
      `id: ghp_${'A1b2'.repeat(9)}`,
      ['tenants.yaml:9 tenants[1].id: holds what looks like a secret (GitHub token); keep it in a key vault'],
    ],
  ]);

  it('more machines than fit into their subnet', () => {
    const small = structuredClone(baseline);
    for (const subnet of small.network.subnets.tenant) subnet.prefixLength = 29;
    const result = loadTenants(join(registers, 'tenants.yaml'), {
      ...small,
      network: { ...small.network, machineRoles: { app: { subnet: 'app' }, db: { subnet: 'app' } } },
    });
    expect(result.ok).toBe(true);
    const files = new EditedFiles(registers, [
      { file: 'tenants.yaml', from: '{ app: 2, db: 1 }', to: '{ app: 2, db: 2 }' },
    ]);
    const refused = loadTenants(files.path('tenants.yaml'), {
      ...small,
      network: { ...small.network, machineRoles: { app: { subnet: 'app' }, db: { subnet: 'app' } } },
    });
    expect(files.shorten(refused.ok ? [] : refused.mistakes.map(renderMistake))).toEqual([
      'tenants.yaml:8 tenants[0].machines: 4 machines do not fit into the subnet app, which has room for 3',
    ]);
  });

  it('several mistakes at once, in the order of lines', () => {
    const files = new EditedFiles(registers, [
      { file: 'tenants.yaml', from: 'slot: 4095', to: 'slot: 0' },
      { file: 'tenants.yaml', from: 'since: 2026-04-01', to: 'since: 2026-02-30' },
    ]);
    expect(mistakesIn(files, 'tenants.yaml')).toEqual([
      'tenants.yaml:6 tenants[0].since: "2026-02-30" is not a date of the calendar',
      'tenants.yaml:11 tenants[1].slot: the slot 0 is already taken by tenant hana on line 4',
    ]);
  });

  it('a file that is not there', () => {
    const result = loadTenants(join(registers, 'none.yaml'), baseline);
    expect(result.ok ? [] : result.mistakes.map(({ text }) => text)).toEqual(['does not exist']);
  });
});

/** The second tenant of the register, in another state. */
const second = 'state: active\n    since: 2028-02-29';
const asState = (state: string, ...dates: readonly string[]) =>
  [`state: ${state}`, 'since: 2028-02-29', ...dates].join('\n    ');
const dates = {
  ended: 'terminatedOn: 2028-05-31',
  gone: 'deletedOn: 2028-06-20',
  record: 'deletionRecord: r.json',
};
const deleted = asState('deleted', dates.ended, dates.gone, dates.record);

describe('the states of a tenant', () => {
  it.each([
    ['planned', asState('planned')],
    ['suspended from the first day on', asState('suspended', 'suspendedOn: 2028-02-29')],
    ['leaving', asState('terminating', dates.ended)],
    ['leaving on its first day', asState('terminating', 'terminatedOn: 2028-02-29')],
    ['suspended and leaving', asState('terminating', 'suspendedOn: 2028-05-31', dates.ended)],
    ['deleted', deleted],
    [
      'deleted the day after the last',
      asState('deleted', dates.ended, 'deletedOn: 2028-06-01', dates.record),
    ],
  ])('%s', (_, to) => {
    const files = new EditedFiles(registers, [{ file: 'tenants.yaml', from: second, to }]);
    expect(mistakesIn(files, 'tenants.yaml')).toEqual([]);
  });

  it('let the slot and the host of a deleted environment be given again, after its deletion', () => {
    const again = (since: string) => {
      const files = new EditedFiles(registers, [
        { file: 'tenants.yaml', from: second, to: deleted },
        { file: 'tenants.yaml', from: 'id: hana', to: 'id: yuki' },
        { file: 'tenants.yaml', from: 'slot: 0', to: 'slot: 4095' },
        { file: 'tenants.yaml', from: 'host: hana.', to: 'host: tsuki.' },
        { file: 'tenants.yaml', from: 'since: 2026-04-01', to: `since: ${since}` },
      ]);
      return mistakesIn(files, 'tenants.yaml');
    };
    expect(again('2028-06-21')).toEqual([]);
    expect(again('2028-06-20')).toEqual([
      'tenants.yaml:11 tenants[1].slot: the slot 4095 is already taken by tenant yuki on line 4 and free only after 2028-06-20, when that environment was deleted',
      'tenants.yaml:17 tenants[1].host: the host "tsuki.cloud.example.jp" is already taken by tenant yuki on line 7 and free only after 2028-06-20, when that environment was deleted',
    ]);
  });

  it('keep the slot of a leaving tenant, however long ago it left', () => {
    const files = new EditedFiles(registers, [
      {
        file: 'tenants.yaml',
        from: 'state: active\n    since: 2026-04-01',
        to: 'state: terminating\n    since: 2026-04-01\n    terminatedOn: 2026-05-01',
      },
      { file: 'tenants.yaml', from: 'slot: 4095', to: 'slot: 0' },
    ]);
    expect(mistakesIn(files, 'tenants.yaml')).toEqual([
      'tenants.yaml:12 tenants[1].slot: the slot 0 is already taken by tenant hana on line 4',
    ]);
  });

  refuses('tenants.yaml', [
    [
      'a leaving tenant without a day',
      second,
      asState('terminating'),
      ['tenants.yaml:12 tenants[1].state: a tenant that is terminating needs terminatedOn'],
    ],
    [
      'a suspended tenant without a day',
      second,
      asState('suspended'),
      ['tenants.yaml:12 tenants[1].state: a tenant that is suspended needs suspendedOn'],
    ],
    [
      'a deletion without its days and its record',
      second,
      asState('deleted'),
      [
        'tenants.yaml:12 tenants[1].state: a tenant that is deleted needs deletedOn',
        'tenants.yaml:12 tenants[1].state: a tenant that is deleted needs deletionRecord',
        'tenants.yaml:12 tenants[1].state: a tenant that is deleted needs terminatedOn',
      ],
    ],
    [
      'an active tenant with the day of its end',
      second,
      asState('active', dates.ended),
      ['tenants.yaml:14 tenants[1].terminatedOn: a tenant that is active has no terminatedOn'],
    ],
    [
      'a planned tenant that is suspended',
      second,
      asState('planned', 'suspendedOn: 2028-03-01'),
      ['tenants.yaml:14 tenants[1].suspendedOn: a tenant that is planned has no suspendedOn'],
    ],
    [
      'a leaving tenant whose deletion is proven',
      second,
      asState('terminating', dates.ended, dates.gone),
      ['tenants.yaml:15 tenants[1].deletedOn: a tenant that is terminating has no deletedOn'],
    ],
    [
      'an end before the beginning',
      second,
      asState('terminating', 'terminatedOn: 2028-02-28'),
      ['tenants.yaml:14 tenants[1].terminatedOn: 2028-02-28 is before since 2028-02-29'],
    ],
    [
      'a suspension after the end',
      second,
      asState('terminating', 'suspendedOn: 2028-06-01', dates.ended),
      ['tenants.yaml:15 tenants[1].terminatedOn: 2028-05-31 is before suspendedOn 2028-06-01'],
    ],
    [
      'a deletion on the last day of service',
      second,
      asState('deleted', dates.ended, 'deletedOn: 2028-05-31', dates.record),
      ['tenants.yaml:15 tenants[1].deletedOn: 2028-05-31 is not after terminatedOn 2028-05-31'],
    ],
    [
      'an end on a day that is in no calendar',
      second,
      asState('terminating', 'terminatedOn: 2028-04-31'),
      ['tenants.yaml:14 tenants[1].terminatedOn: "2028-04-31" is not a date of the calendar'],
    ],
    [
      'a date of another form',
      second,
      asState('terminating', 'terminatedOn: next month'),
      [
        'tenants.yaml:14 tenants[1].terminatedOn: "next month" is not a date such as 2026-04-01 (the last day of service, day D)',
      ],
    ],
  ]);
});

describe('a register of offices is refused for', () => {
  refuses('offices.yaml', [
    [
      'the whole Internet',
      '203.0.113.16/28',
      '0.0.0.0/0',
      [
        'offices.yaml:5 offices[1].ranges[0]: "0.0.0.0/0" is not a public IPv4 range of a /20 or smaller, such as 203.0.113.0/28',
      ],
    ],
    [
      'a private range',
      '203.0.113.16/28',
      '192.168.1.0/24',
      [
        'offices.yaml:5 offices[1].ranges[0]: 192.168.1.0/24 is private; operators come from public addresses',
      ],
    ],
    [
      'a range inside another',
      '203.0.113.16/28',
      '203.0.113.8/29',
      [
        'offices.yaml:5 offices[1].ranges[0]: 203.0.113.8/29 overlaps with offices[0].ranges[0] 203.0.113.0/28 on line 3',
      ],
    ],
    [
      'a range that begins inside itself',
      '203.0.113.16/28',
      '203.0.113.17/28',
      [
        'offices.yaml:5 offices[1].ranges[0]: "203.0.113.17/28" does not begin where its prefix does; did you mean `203.0.113.16/28`?',
      ],
    ],
    [
      'an office given twice',
      'en: Branch',
      'en: Head office',
      ['offices.yaml:4 offices[1].name.en: the office "Head office" is already taken on line 2'],
    ],
  ]);
});
