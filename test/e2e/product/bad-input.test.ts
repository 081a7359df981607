import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RepositoryCopy } from '../../support/repository-copy';

const tenants = 'stacks/registers/tenants.yaml';
const network = 'baselines/network.yaml';
const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghijklmn'
  .split('')
  .map((name, index) => {
    const before = 'abcdefghijklmn'[index];
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
  })
  .join('\n')}\n`;

/** What is wrong, how it comes about, and the beginning of a line that must tell it. */
const rows: readonly [string, (copy: RepositoryCopy) => void, string | RegExp][] = [
  [
    'a misspelt key',
    (copy) => copy.change(tenants, 'slot: 1', 'slto: 1'),
    /^stacks\/registers\/tenants\.yaml:\d+ tenants\[1\]\.slto: .*did you mean `slot`\?/m,
  ],
  [
    'a wrong type',
    (copy) => copy.change(tenants, 'slot: 1', 'slot: one'),
    /^stacks\/registers\/tenants\.yaml:\d+ tenants\[1\]\.slot: .*one/m,
  ],
  [
    'a day that does not exist',
    (copy) => copy.change(tenants, '2026-06-15', '2026-02-30'),
    /^stacks\/registers\/tenants\.yaml:\d+ tenants\[1\]\.since: .*2026-02-30/m,
  ],
  [
    'two tenants in one slot',
    (copy) => copy.change(tenants, 'slot: 1', 'slot: 0'),
    /^stacks\/registers\/tenants\.yaml:\d+ tenants\[1\]\.slot: .*aoba/m,
  ],
  [
    'two tenants of one name',
    (copy) => copy.change(tenants, 'id: kita', 'id: aoba'),
    /^stacks\/registers\/tenants\.yaml:\d+ tenants\[1\]\.id: .*aoba/m,
  ],
  [
    'a port out of range',
    (copy) => copy.change(network, 'ports: [5432]', 'ports: [70000]'),
    /^baselines\/network\.yaml:\d+ services\.postgresql\.ports\[0\]: .*70000.*65535/m,
  ],
  [
    'ranges that overlap',
    (copy) => copy.change(network, 'hub: 10.32.0.0/20', 'hub: 10.64.0.0/20'),
    /^baselines\/network\.yaml:\d+ addressPlan\.(hub|tenantPool): .*10\.64\.0\.0/m,
  ],
  [
    'a region outside Japan',
    (copy) => copy.change('baselines/regions.yaml', 'name: japanwest', 'name: westeurope'),
    /^baselines\/regions\.yaml:\d+ .*westeurope/m,
  ],
  [
    'a missing register',
    (copy) => rmSync(path.join(copy.root, tenants)),
    /^stacks\/registers\/tenants\.yaml: does not exist/m,
  ],
  [
    'YAML that is not YAML',
    (copy) => writeFileSync(path.join(copy.root, tenants), 'tenants: [\n'),
    /^stacks\/registers\/tenants\.yaml:\d+: cannot be read as YAML/m,
  ],
  [
    'aliases that explode',
    (copy) => writeFileSync(path.join(copy.root, tenants), bomb),
    /^stacks\/registers\/tenants\.yaml(:\d+)?: .*alias/m,
  ],
  [
    'a file of 10 MB',
    (copy) => writeFileSync(path.join(copy.root, tenants), `# ${'x'.repeat(10 * 1024 * 1024)}\n`),
    /^stacks\/registers\/tenants\.yaml: .*(MiB|bytes)/m,
  ],
];

describe('bad input ends with 2, tells where and what, and writes nothing', () => {
  let copy: RepositoryCopy;
  beforeEach(() => {
    copy = new RepositoryCopy();
  });
  afterEach(() => copy.remove());

  test.each(rows)('%s', (_, spoil, expected) => {
    spoil(copy);
    const ended = copy.yosai('preview');
    expect(ended.stderr).toMatch(expected);
    expect(ended.stderr).toMatch(/; nothing was (previewed or )?written$/m);
    expect(ended.stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(ended.code).toBe(2);
    expect(existsSync(path.join(copy.root, 'out'))).toBe(false);
  });

  test('several mistakes in several files are told at once', () => {
    copy.change(tenants, 'slot: 1', 'slot: 0');
    copy.change(tenants, '2026-10-01', 'soon');
    copy.change('stacks/registers/offices.yaml', '203.0.113.0/28', '203.0.113.0/99');
    const { stderr, code } = copy.yosai('preview');
    expect(code).toBe(2);
    expect(stderr.split('\n').filter((line) => /^stacks\/registers\/\w+\.yaml:\d+ /.test(line)).length).toBe(
      3,
    );
  });

  test('a mistake that stops the building of the pack is told by every run, not by the first alone', () => {
    copy.change('stacks/registers/exceptions.yaml', 'exceptions: []', 'exceptions: [{ policy: vm-image }]');
    const runs = [copy.yosai('preview'), copy.yosai('preview')];
    for (const { stderr, code } of runs) {
      expect(stderr).toMatch(/^stacks\/registers\/exceptions\.yaml:\d+ exceptions\[0\]: /m);
      expect(code).toBe(2);
    }
  });

  test('a stack that does not exist: which there are', () => {
    const { stderr, code } = copy.yosai('preview', '--stack', 'dve');
    expect(code).toBe(2);
    expect(stderr).toMatch(/found no stack 'dve'; the project has dev; did you mean `dev`\?/);
  });

  test('a folder that is no policy pack', () => {
    mkdirSync(path.join(copy.root, 'empty'));
    const { stderr, code } = copy.yosai('preview', '--policy-pack', 'empty');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^empty: found no PulumiPolicy\.yaml in this folder/m);
  });

  test('a configuration of the policy pack: all mistakes, with file, line and the nearest word', () => {
    const wrong = {
      undetermind: 'mandatory',
      'nsg-rules-match-role': { operators: '203.0.113.0/28' },
      'location-in-japan': 'mandatry',
      'vm-image-is-allowed': { blockUndetermind: true },
      exceptions: { register: [{ policy: 'vm-image-is-allowed' }] },
    };
    writeFileSync(path.join(copy.root, 'pack.json'), JSON.stringify(wrong, null, 2));
    const { stderr, code } = copy.yosai('preview', '--policy-pack-config', 'pack.json');
    expect(code).toBe(2);
    for (const line of [
      'pack.json:2 undetermind: the pack has no policy "undetermind"; did you mean `undetermined`?',
      'pack.json:4 nsg-rules-match-role.operators: expected a list, found the text "203.0.113.0/28"',
      'pack.json:6 location-in-japan: "mandatry" is not one of advisory, mandatory, disabled, remediate; did you mean `mandatory`?',
      'pack.json:8 vm-image-is-allowed.blockUndetermind: unknown key; did you mean `blockUndetermined`?',
      'pack.json:12 exceptions.register[0]: `subject` is missing',
    ])
      expect(stderr).toContain(`${line}\n`);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test.each([
    ['no JSON', '{ "undetermined": "mandatory", }', /^pack\.json:1: cannot be read as JSON: /m],
    ['nothing', '', /^pack\.json:1: cannot be read as JSON: /m],
    ['a list', '[]', /^pack\.json:1: expected a mapping, found a list$/m],
    [
      'a key twice',
      '{"all":"advisory",\n"all":"mandatory"}',
      /^pack\.json:2: the key "all" is given twice$/m,
    ],
    [
      'a day that is none',
      '{"exceptions":{"asOf":"2026-02-30"}}',
      /^pack\.json:1 exceptions\.asOf: "2026-02-30" is not a day/m,
    ],
  ])('a configuration of the policy pack that is %s', (_, text, expected) => {
    writeFileSync(path.join(copy.root, 'pack.json'), text);
    const { stderr, code } = copy.yosai('preview', '--policy-pack-config', 'pack.json');
    expect(stderr).toMatch(expected);
    expect(code).toBe(2);
  });

  test('a program that throws: its own file and line', () => {
    copy.change(
      'components/tenant-vault.ts',
      /\n {4}super\([^\n]*\n/,
      (found) => `${found}    throw new Error('no vault today');\n`,
    );
    const { stderr, code } = copy.yosai('preview');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^components\/tenant-vault\.ts:\d+: no vault today$/m);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
