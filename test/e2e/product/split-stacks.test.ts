import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FindingsFile } from '../../../lib/cli/preview/findings-file';
import type { Plan } from '../../../lib/preview/plan';
import { RepositoryCopy } from '../../support/repository-copy';

const pack = ['--policy-pack', 'policy-packs/iso27017'];
const platformPlan = ['--plan', 'stacks/platform/out/dev/plan.json'];
const hub = ['--policy-pack-config', 'policy-packs/iso27017/environments/dev.json'];

/** Platform and tenants in stacks of their own; see docs/adr/0008-stacks.md. */
describe('a stack for the platform and one for each tenant', () => {
  let copy: RepositoryCopy;
  const platform = () => copy.yosai('preview', '--cwd', 'stacks/platform', ...pack);
  const tenant = (id: string, ...args: string[]) =>
    copy.yosai('preview', '--cwd', 'stacks/tenant', '--stack', id, ...pack, ...args);
  beforeAll(() => {
    copy = new RepositoryCopy();
    const ended = platform();
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(/\d+ resources, 0 blocking, 0 advisory, 0 undetermined/);
  });
  afterAll(() => copy.remove());

  test.each(['aoba', 'kita', 'minato'])('%s is previewed against the plan of the platform', (id) => {
    const ended = tenant(id, ...platformPlan, ...hub);
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(/\d+ resources, 0 blocking, 0 advisory, 0 undetermined/);
  });

  test('both ask for what the all-in-one stack asks for, resource by resource', () => {
    expect(copy.yosai('preview', '--quiet').code).toBe(0);
    const dev = contentsOf(copy.json('out/dev/plan.json'));
    const split = new Map(
      [
        'stacks/platform/out/dev',
        'stacks/tenant/out/aoba',
        'stacks/tenant/out/kita',
        'stacks/tenant/out/minato',
      ].flatMap((folder) => [...contentsOf(copy.json(`${folder}/plan.json`))]),
    );
    expect([...split.keys()].sort()).toEqual([...dev.keys()].sort());
    for (const [name, inputs] of dev) expect(split.get(name), name).toEqual(inputs);
  });

  test('without the plan of the platform the peering is undetermined, and nothing is called right', () => {
    const ended = tenant('aoba', ...hub);
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    const { findings } = copy.json('stacks/tenant/out/aoba/findings.json') as FindingsFile;
    const open = findings.filter(({ verdict }) => verdict === 'undetermined');
    expect(new Set(open.map(({ source }) => source.id))).toContain('peering-connects-hub-only');
    expect(findings.filter(({ verdict }) => verdict === 'violated')).toEqual([]);
  });

  test('a secret that the program marks is found by the catalogue above, and headed by its promise', () => {
    const index = 'stacks/tenant/index.ts';
    const before = copy.read(index);
    copy.change(
      index,
      /$/,
      () => `import { ResourceGroup } from '@pulumi/azure-native/resources';
import { secret } from '@pulumi/pulumi';
new ResourceGroup('debug', { tags: { note: secret('word of honour') } });
`,
    );
    const ended = tenant('aoba', ...platformPlan, ...hub, '--quiet');
    writeFileSync(path.join(copy.root, index), before);
    expect(ended.stdout).toMatch(/secret-value-stays-in-vault .*\n {4}debug: tags\.note must be in a vault/);
    expect(ended.stdout).toMatch(/^7\.3 Customers' information assets/m);
    expect(ended.code).toBe(1);
  });

  test('a stack of nobody in the register is refused, with the nearest name', () => {
    copy.change('stacks/tenant/Pulumi.aoba.yaml', 'config:', 'config:\n  yosai:tenant: aobo');
    const ended = tenant('aoba', ...platformPlan);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(
      "stacks/registers/tenants.yaml: found no tenant 'aobo', for which this stack is; expected one of aoba, kita, minato; did you mean `aoba`?",
    );
  });
});

/** Inputs by type and name, without what stands for the stack itself. */
function contentsOf(plan: unknown): Map<string, unknown> {
  return new Map(
    (plan as Plan).resources
      .filter(({ type }) => !type.startsWith('pulumi:'))
      .map(({ type, name, inputs }) => [`${type} ${name}`, inputs]),
  );
}
