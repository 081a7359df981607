import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FindingsFile } from '../../../lib/cli/preview/findings-file';
import type { Plan } from '../../../lib/preview/plan';
import { openSsh } from '../../support/open-ssh';
import { type Ended, RepositoryCopy, repositoryRoot } from '../../support/repository-copy';

/** The README's own command, in a fresh copy of the repository. */
describe('npm run preview', () => {
  let copy: RepositoryCopy;
  let ended: Ended;
  beforeAll(() => {
    // A plan tells its time, which is the only thing that differs between two.
    vi.stubEnv('SOURCE_DATE_EPOCH', '1795737600');
    copy = new RepositoryCopy();
    ended = copy.yosai('preview');
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    copy.remove();
  });

  test('ends with 0 and shows the three tenants, the coverage and one last line', () => {
    expect(ended.stderr).toBe('');
    expect(ended.code).toBe(0);
    for (const tenant of ['aoba', 'kita', 'minato']) {
      expect(ended.stdout).toMatch(new RegExp(`^ +[├└]─ ${tenant} TenantEnvironment`, 'm'));
    }
    expect(ended.stdout).toMatch(/\d+ of 85 promises kept and shown by this preview/);
    const lines = ended.stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toMatch(
      /^yosai preview dev: OK – \d+ resources, 0 blocking, 0 advisory, \d+ undetermined/,
    );
    // What the program itself says stays as it is: in time it warns of reviews that are due.
    expect(lines.filter((line) => line.length > 100 && !/^ +warning: /.test(line))).toEqual([]);
  });

  test('writes a plan and findings that their schemas accept', () => {
    const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
    for (const [file, schema] of [
      ['out/dev/plan.json', 'lib/preview/plan.schema.json'],
      ['out/dev/findings.json', 'lib/findings/findings.schema.json'],
    ] as const) {
      const validate = ajv.compile(JSON.parse(readFileSync(path.join(repositoryRoot, schema), 'utf8')));
      expect(validate(copy.json(file)), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  test('says the same twice', () => {
    const first = copy.read('out/dev/plan.json');
    const findings = copy.read('out/dev/findings.json');
    copy.yosai('preview', '--quiet');
    expect(copy.read('out/dev/plan.json')).toBe(first);
    expect(copy.read('out/dev/findings.json')).toBe(findings);
  });

  test('puts no secret into any file: private keys and encrypted values are markers only', () => {
    const plan = copy.json('out/dev/plan.json') as Plan;
    const keys = plan.resources.filter(({ type }) => type === 'tls:index/privateKey:PrivateKey');
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys)
      expect(key.outputs?.['privateKeyPem']).toEqual({ 'yosai:value': 'secretUnknown' });
    const secrets = plan.resources.filter(({ type }) => type === 'azure-native:keyvault:Secret');
    expect(secrets.length).toBeGreaterThan(0);
    for (const { inputs } of secrets) {
      // The SDK sends a secret that is not known yet as not known: there is nothing to hide in it.
      const { value } = inputs['properties'] as Record<string, unknown>;
      expect(value).toEqual({ 'yosai:value': 'unknown' });
    }
    expect(copy.read('out/dev/plan.json')).not.toContain('PRIVATE KEY-----');
  });

  test('every policy of the pack was asked, and what it found agrees with the last line', () => {
    const file = copy.json('out/dev/findings.json') as FindingsFile;
    expect(file.packs).toEqual([{ name: 'iso27017', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) }]);
    expect(file.policies.length).toBeGreaterThanOrEqual(20);
    expect(file.findings.filter(({ verdict }) => verdict === 'violated')).toEqual([]);
  });
});

describe('a change that breaks a promise', () => {
  let copy: RepositoryCopy;
  beforeAll(() => {
    copy = new RepositoryCopy();
  });
  afterAll(() => copy.remove());

  test('SSH opened to the Internet in a component: exit 1 with one clear finding', () => {
    openSsh(copy);
    const ended = copy.yosai('preview');
    expect(ended.code).toBe(1);
    const file = copy.json('out/dev/findings.json') as FindingsFile;
    const violated = file.findings.filter(({ verdict }) => verdict === 'violated');
    expect(violated.map(({ source, subject, at }) => [source.id, subject.name, at?.path])).toEqual([
      ['network-keeps-its-contract', 'aoba-network-nsg-app', 'securityRules[0]'],
      ['nsg-rules-match-role', 'aoba-network-nsg-app', 'securityRules[0]'],
    ]);
    const shown = /^20\.1 .*?^ {4}Fix: [^\n]*$/ms.exec(ended.stdout)?.[0] ?? 'no finding';
    expect(readFileSync(path.join(repositoryRoot, 'README.md'), 'utf8')).toContain(shown);
    expect(ended.stdout.match(/✗/g)).toHaveLength(2);
    expect(ended.stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^yosai preview dev: BLOCKED – .* 2 blocking, /,
    );
  });

  test('what only the stack shows is found with every other policy switched off', () => {
    copy.change(
      'components/tenant-diagnostics.ts',
      'createDiagnostics(name, deployment, workspaceId, resources, this)',
      'createDiagnostics(name, deployment, workspaceId, [], this)',
    );
    const config = path.join(copy.root, 'one-policy.json');
    writeFileSync(config, JSON.stringify({ all: 'disabled', 'resource-requires-diagnostics': 'mandatory' }));
    const found = (more: readonly string[]) => {
      expect(copy.yosai('preview', '--quiet', ...more).code).toBe(1);
      const { findings } = copy.json('out/dev/findings.json') as FindingsFile;
      return findings
        .filter(({ source }) => source.id === 'resource-requires-diagnostics')
        .map(({ subject, message }) => [subject.id, message]);
    };
    const all = found([]);
    expect(all.length).toBeGreaterThan(10);
    const pack = path.join(copy.root, 'policy-packs/iso27017');
    expect(found(['--policy-pack', pack, '--policy-pack-config', config])).toEqual(all);
  });
});
