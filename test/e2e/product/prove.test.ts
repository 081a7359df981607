import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../../lib/findings/finding';
import { type Plan, planVersion } from '../../../lib/preview/plan';
import type { Proof } from '../../../lib/reachability/proof';
import { openSsh } from '../../support/open-ssh';
import { provenance } from '../../support/provenance';
import { RepositoryCopy, repositoryRoot } from '../../support/repository-copy';

type ProofFile = Proof & { readonly findings: readonly Finding[] };

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);
const tooWide = (text: string) =>
  text.split('\n').filter((line) => line.length > 100 && !/^ +urn:/.test(line));
const pack = ['--policy-pack', 'policy-packs/iso27017'];

describe('yosai prove', () => {
  let copy: RepositoryCopy;
  beforeAll(() => {
    copy = new RepositoryCopy();
    expect(copy.yosai('preview', '--quiet').code).toBe(0);
  });
  afterAll(() => copy.remove());
  const proof = (name = 'dev') => copy.json(`out/${name}/proof.json`) as ProofFile;

  test('proves every claim of the dev stack, and writes what its schema accepts', () => {
    const ended = copy.yosai('prove');
    expect(ended.stderr).toBe('');
    expect(ended.code, ended.stdout).toBe(0);
    expect(ended.stdout).not.toMatch(/[✗?] /);
    expect(ended.stdout.match(/✓/g)).toHaveLength(proof().claims.length);
    expect(proof().claims.length).toBeGreaterThanOrEqual(12);
    expect(lastLine(ended.stdout)).toMatch(
      /^yosai prove dev: PROVEN – 1 plan, \d+ proven, 0 violated, 0 undetermined \(/,
    );
    const schema = readFileSync(path.join(repositoryRoot, 'lib/reachability/proof.schema.json'), 'utf8');
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(schema));
    expect(validate(copy.json('out/dev/proof.json')), JSON.stringify(validate.errors)).toBe(true);
    expect(copy.read('out/dev/network.svg')).toMatch(/^<svg .*<\/svg>\n$/s);
  });

  test('says the same twice, and the matrix alone when asked', () => {
    const before = ['proof.json', 'matrix.md', 'network.svg'].map((file) => copy.read(`out/dev/${file}`));
    const ended = copy.yosai('prove', '--matrix');
    expect(ended.stdout).toBe(copy.read('out/dev/matrix.md'));
    expect(['proof.json', 'matrix.md', 'network.svg'].map((file) => copy.read(`out/dev/${file}`))).toEqual(
      before,
    );
    expect(ended.stdout).toContain('| hub: bastion | each tenant: app | tcp 22 | all 3 tenants |');
    expect(ended.stdout).not.toContain('ANOTHER');
  });

  test('refuses bad input: no plan, no JSON, no plan of ours, a plan twice, a wrong day', () => {
    writeFileSync(path.join(copy.root, 'broken.json'), '{');
    writeFileSync(
      path.join(copy.root, 'other.json'),
      JSON.stringify({ version: planVersion, provenance, project: 'a', stack: 'b', resources: [{}] }),
    );
    const ended = copy.yosai('prove', 'nothing.json', 'broken.json', 'other.json', '--as-of', '2026-02-30');
    expect(ended.code).toBe(2);
    expect(ended.stdout).toBe('');
    const lines = ended.stderr.trimEnd().split('\n');
    expect(lines[0]).toBe('nothing.json: does not exist. Write it with `yosai preview`');
    expect(lines[1]).toMatch(/^broken\.json: could not be read as JSON: /);
    expect(lines[2]).toMatch(
      /^other\.json resources\[0\]: found no resource with urn, type, name and inputs/,
    );
    expect(lines[3]).toMatch(/^--as-of: found 2026-02-30, expected a day/);
    expect(lines[4]).toBe('yosai prove: 4 mistakes in the input; nothing was proven or written');
    const twice = copy.yosai('prove', 'out/dev/plan.json', './out/dev/plan.json');
    expect(twice.code).toBe(2);
    expect(twice.stderr).toContain('is a second plan of the stack yosai/dev, after out/dev/plan.json');
  });

  test('proves platform and tenants in stacks of their own together, and not without one of them', () => {
    expect(copy.yosai('preview', '--cwd', 'stacks/platform', ...pack, '--quiet').code).toBe(0);
    const plans = ['stacks/platform/out/dev/plan.json'];
    for (const id of ['aoba', 'kita', 'minato']) {
      const ended = copy.yosai(
        ...['preview', '--cwd', 'stacks/tenant', '--stack', id, ...pack, '--quiet'],
        ...['--plan', 'stacks/platform/out/dev/plan.json'],
        ...['--policy-pack-config', 'policy-packs/iso27017/environments/dev.json'],
      );
      expect(ended.code, ended.stdout).toBe(0);
      plans.push(`stacks/tenant/out/${id}/plan.json`);
    }
    const whole = copy.yosai('prove', ...plans, '--quiet');
    expect(whole.code, whole.stdout).toBe(0);
    expect(lastLine(whole.stdout)).toMatch(/^yosai prove all: PROVEN – 4 plans, /);

    const some = copy.yosai('prove', ...plans.slice(0, -1));
    expect(some.code).toBe(0);
    expect(some.stdout).toContain('no plan holds the network of tenant minato');
    expect(lastLine(some.stdout)).toMatch(/UNDETERMINED – 3 plans, 1 missing, 1 proven, 0 violated, /);
    expect(copy.yosai('prove', ...plans.slice(0, -1), '--block-undetermined').code).toBe(1);

    // Of another commit, and of another register than there is now.
    const [first = ''] = plans;
    const plan = copy.json(first) as Plan;
    const source = { commit: 'c0ffee'.padEnd(40, '0') };
    writeFileSync(
      path.join(copy.root, 'other.json'),
      JSON.stringify({ ...plan, provenance: { ...plan.provenance, source } }),
    );
    const mixed = copy.yosai('prove', 'other.json', ...plans.slice(1));
    expect(mixed.code).toBe(0);
    expect(mixed.stdout.replace(/\s+/g, ' ')).toContain(
      'the plans were made from different commits: c0ffee0000 (yosai-platform/dev), no known commit (yosai-tenant/aoba and 2 more). Make the plans anew',
    );
    expect(lastLine(mixed.stdout)).toMatch(/UNDETERMINED – 4 plans, stale, 1 proven, 0 violated, /);
    copy.change('stacks/registers/tenants.yaml', 'tenants:', '# Reviewed.\ntenants:');
    const old = copy.yosai('prove', ...plans, '--block-undetermined');
    expect(old.code).toBe(1);
    expect(old.stdout.replace(/\s+/g, ' ')).toContain(
      'the plans of yosai-platform/dev and 3 more were made from other registers than there are now: tenants.yaml.',
    );
  });
});

test('SSH opened in a component: exit 1, with a packet, the rule and the line that made it', () => {
  const copy = new RepositoryCopy();
  try {
    openSsh(copy);
    expect(copy.yosai('preview', '--quiet').code).toBe(1);
    const ended = copy.yosai('prove');
    expect(ended.code).toBe(1);
    expect(tooWide(ended.stdout)).toEqual([]);
    expect(ended.stdout).toContain('✗ critical machines-accept-listed-only (20.1)');
    expect(ended.stdout).toMatch(/tcp 22 from \S+ to 10\.64\.1\.\d+: anyone →/);
    expect(ended.stdout).toContain(
      'at aoba-network-nsg-app securityRules[0], made in components/security-group.ts:',
    );
    expect(lastLine(ended.stdout)).toMatch(/^yosai prove dev: BLOCKED – /);
    const { findings } = copy.json('out/dev/proof.json') as ProofFile;
    const violated = findings.filter(({ verdict }) => verdict === 'violated');
    expect(new Set(violated.map(({ at }) => at?.path))).toEqual(new Set(['securityRules[0]']));
    expect(violated.map(({ subject }) => subject.id)).not.toContain('tenants-apart');
  } finally {
    copy.remove();
  }
});
