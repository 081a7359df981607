import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FindingsFile } from '../../../lib/cli/preview/findings-file';
import { type Ended, RepositoryCopy, repositoryRoot } from '../../support/repository-copy';

const policy = 'key-vault-requires-rbac';
const register = 'stacks/registers/exceptions.yaml';
const program = 'programs/vaults';

/** Two vaults that are opened by access policies, which is against a promise. */
const vaults = `const { Vault } = require('@pulumi/azure-native/keyvault');
for (const tenant of ['aoba', 'kita']) {
  new Vault(tenant + '-vault', {
    resourceGroupName: 'rg-' + tenant,
    properties: { tenantId: 't', sku: { family: 'A', name: 'standard' }, enableRbacAuthorization: false },
  });
}
`;

const entry = (more: Readonly<Record<string, string>> = {}) => {
  const fields = {
    policy,
    subject: '{ stack: dev, type: azure-native:keyvault:Vault, name: aoba-vault }',
    path: 'properties.enableRbacAuthorization',
    reason: 'The old client is replaced in January.',
    requestedBy: 'operations@example.jp',
    approvedBy: 'security@example.jp',
    validFrom: '2026-11-01',
    validUntil: '2026-12-31',
    ...more,
  };
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return `exceptions:\n  - ${lines.join('\n    ')}\n`;
};

const ofHost = (requirement: string) =>
  [
    'hostExceptions:',
    `  - requirement: ${requirement}`,
    '    host: aoba-app-1',
    '    reason: Crash dumps are taken until the kernel is mended.',
    '    requestedBy: operations@example.jp',
    '    approvedBy: security@example.jp',
    '    validFrom: 2026-11-01',
    '    validUntil: 2026-12-31',
    '',
  ].join('\n');

/** A small program judged by one policy of the product's pack and by the register of the repository. */
describe('exceptions', () => {
  let copy: RepositoryCopy;
  beforeAll(() => {
    copy = new RepositoryCopy();
    mkdirSync(path.join(copy.root, program), { recursive: true });
    const write = (file: string, text: string) => writeFileSync(path.join(copy.root, program, file), text);
    write('Pulumi.yaml', 'name: vaults\nruntime: nodejs\nmain: index.js\n');
    write('Pulumi.dev.yaml', 'config: {}\n');
    write('index.js', vaults);
  });
  afterAll(() => copy.remove());

  function preview(text: string, asOf = '2026-11-15', more: Readonly<Record<string, unknown>> = {}): Ended {
    writeFileSync(path.join(copy.root, register), text);
    const exceptions = { enforcementLevel: 'advisory', asOf, ...more };
    const config = JSON.stringify({ all: 'disabled', [policy]: 'mandatory', exceptions });
    writeFileSync(path.join(copy.root, program, 'policies.json'), config);
    const pack = [
      '--policy-pack',
      'policy-packs/iso27017',
      '--policy-pack-config',
      `${program}/policies.json`,
    ];
    return copy.yosai('preview', '--cwd', program, ...pack);
  }
  const findings = () => (copy.json(`${program}/out/dev/findings.json`) as FindingsFile).findings;
  const excuse = {
    approvedBy: 'security@example.jp',
    reason: 'The old client is replaced in January.',
    until: '2026-12-31',
  };

  test('a valid one excuses its resource alone: a violation still, shown with who, why and until when', () => {
    const ended = preview(entry());
    expect(ended.code, ended.stdout + ended.stderr).toBe(1);
    expect(findings()).toMatchObject([
      { verdict: 'violated', enforcement: 'advisory', subject: { name: 'aoba-vault' }, exception: excuse },
      { verdict: 'violated', enforcement: 'mandatory', subject: { name: 'kita-vault' } },
    ]);
    expect(findings()[1]).not.toHaveProperty('exception');
    expect(ended.stdout).toMatch(/^Exceptions\n {2}! \w+ key-vault-requires-rbac\n {4}aoba-vault: /m);
    expect(ended.stdout.replace(/\s+/g, ' ')).toContain(
      'Excused until 2026-12-31 by security@example.jp: The old client is replaced in January.',
    );
    expect(ended.stdout).toMatch(/1 blocking, 0 advisory, 0 undetermined, 1 excused \(/);
    const schema = path.join(repositoryRoot, 'lib/findings/findings.schema.json');
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(schema, 'utf8')));
    expect(validate(copy.json(`${program}/out/dev/findings.json`)), JSON.stringify(validate.errors)).toBe(
      true,
    );
  });

  test('where everything is excused nothing blocks, unless the configuration says that exceptions do', () => {
    const kita = entry({ subject: '{ tenant: kita, type: azure-native:keyvault:Vault, name: kita-vault }' });
    const both = `${entry()}${kita.replace('exceptions:\n', '')}`;
    expect(preview(both).code).toBe(0);
    expect(preview(both, '2026-11-15', { enforcementLevel: 'mandatory' }).code).toBe(1);
    expect(preview(both, '2026-11-15', { enforcementLevel: 'disabled' }).code).toBe(1);
    expect(findings().map(({ exception }) => exception)).toEqual([undefined, undefined]);
  });

  test.each([
    ['an expired one', entry(), '2027-01-01', 'one that ended on 2026-12-31'],
    ['one that is not valid yet', entry(), '2026-10-31', 'one that begins on 2026-11-01'],
    [
      'one of a resource that is not there',
      entry({ subject: '{ stack: dev, type: azure-native:keyvault:Vault, name: aoba-valt }' }),
      '2026-11-15',
      'no azure-native:keyvault:Vault of the name aoba-valt; nearest is aoba-vault',
    ],
    [
      'one of another path',
      entry({ path: 'properties' }),
      '2026-11-15',
      'no violation of key-vault-requires-rbac by aoba-vault at properties, but at properties.enableRbacAuthorization',
    ],
  ])('%s excuses nothing, and is told of', (_, text, asOf, found) => {
    const ended = preview(text, asOf);
    expect(ended.code, ended.stdout + ended.stderr).toBe(1);
    const [first, second, note] = findings();
    for (const one of [first, second]) {
      expect(one).toMatchObject({ source: { id: policy }, enforcement: 'mandatory' });
      expect(one).not.toHaveProperty('exception');
    }
    expect(note).toMatchObject({ source: { id: 'exceptions' }, at: { path: 'exceptions[0]' }, found });
  });

  test('those of hosts beside them change nothing of a preview', () => {
    const alone = preview(entry());
    const withoutTime = ({ stdout }: Ended) => stdout.replace(/\(\d+\.\d s\)/, '');
    const beside = preview(`${entry()}${ofHost('kernel-kexec-load-disabled')}`);
    expect([beside.code, withoutTime(beside)]).toEqual([1, withoutTime(alone)]);
  });

  test('one that ends within days is told of while it excuses', () => {
    const ended = preview(entry(), '2026-12-29');
    expect(ended.stdout).toMatch(/1 blocking, 1 advisory, 0 undetermined, 1 excused \(/);
    expect(ended.stdout.replace(/\s+/g, ' ')).toContain('found one that ends in 2 days, on 2026-12-31');
  });

  test.each([
    [
      'a misspelt policy',
      entry({ policy: 'key-vault-requires-rbca' }),
      /:2 exceptions\[0\]\.policy: there is no policy "key-vault-requires-rbca"; did you mean `key-vault-requires-rbac`\?$/m,
    ],
    [
      'a policy that nothing excuses',
      entry({ policy: 'tenant-resources-stay-apart' }),
      /:2 exceptions\[0\]\.policy: nothing excuses a violation of tenant-resources-stay-apart$/m,
    ],
    [
      'who asked as the one who approves',
      entry({ approvedBy: 'operations@example.jp' }),
      /:7 exceptions\[0\]\.approvedBy: "operations@example\.jp" asked for it; somebody else has to approve$/m,
    ],
    [
      'more days than the baseline admits',
      entry({ validUntil: '2027-06-30' }),
      /:9 exceptions\[0\]\.validUntil: 242 days .* are more than 92, for which/m,
    ],
    [
      'a subject of a stack and a tenant',
      entry({ subject: '{ stack: dev, tenant: aoba, type: a:b:C, name: aoba-c }' }),
      /:3 exceptions\[0\]\.subject: names a stack and a tenant; one of them is expected$/m,
    ],
    [
      'a tenant of nobody',
      entry({ subject: '{ tenant: aobo, type: a:b:C, name: aobo-c }' }),
      /:3 exceptions\[0\]\.subject\.tenant: there is no tenant "aobo"; did you mean `aoba`\?$/m,
    ],
    ['no reason', entry({ reason: "''" }), /:5 exceptions\[0\]\.reason: /m],
    [
      'one of a host, of a misspelt requirement',
      `exceptions: []\n${ofHost('kernel-kexec-load-disable')}`,
      /:3 hostExceptions\[0\]\.requirement: there is no requirement "kernel-kexec-load-disable"; did you mean `kernel-kexec-load-disabled`\?$/m,
    ],
  ])('%s is refused with file and line', (_, text, expected) => {
    const ended = preview(text);
    expect(ended.stderr).toMatch(expected);
    expect(ended.stderr).toMatch(/^stacks\/registers\/exceptions\.yaml:\d+ /m);
    expect(ended.code).toBe(2);
  });

  test('those that come by the pack’s configuration count instead, and are checked alike', () => {
    const given = {
      policy,
      subject: { stack: 'dev', type: 'azure-native:keyvault:Vault', name: 'kita-vault' },
      reason: 'The old client is replaced in January.',
      requestedBy: 'operations@example.jp',
      approvedBy: 'security@example.jp',
      validFrom: '2026-11-01',
      validUntil: '2026-12-31',
    };
    expect(preview(entry(), '2026-11-15', { register: [given] }).code).toBe(1);
    const excused = findings().filter(({ exception }) => exception !== undefined);
    expect(excused.map(({ subject }) => subject.name)).toEqual(['kita-vault']);

    const wrong = { ...given, policy: 'key-vault-requires-rbca' };
    const ended = preview(entry(), '2026-11-15', { register: [wrong] });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(
      /^programs\/vaults\/policies\.json:1 exceptions\.register\[0\]\.policy: there is no policy "key-vault-requires-rbca"; did you mean `key-vault-requires-rbac`\?$/m,
    );
  });
});
