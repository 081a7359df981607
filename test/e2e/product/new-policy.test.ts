import { spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, RepositoryCopy, repositoryRoot } from '../../support/repository-copy';

const name = 'vm-keeps-boot-diagnostics';

/** What a reader of `npm run new:policy` writes into the four files. */
const filled: Readonly<Record<string, string>> = {
  [`baselines/policies/${name}.yaml`]: `title:
  ja: 仮想マシンは起動の記録を残す
  en: Virtual machines keep a record of their boot
severity: low
enforcement: mandatory
fix:
  ja: "\`diagnosticsProfile.bootDiagnostics.enabled\` を true にしてください。"
  en: Set \`diagnosticsProfile.bootDiagnostics.enabled\` to true.
`,
  [`policy-packs/iso27017/policies/${name}.ts`]: `import { machineOf, machineType } from '../azure/machines';
import { expectBoolean } from '../framework/expect';
import type { Rule } from '../framework/rule';

/** Machines keep what they say while they boot. Left out, they do not. */
export const vmKeepsBootDiagnostics: Rule = {
  types: [machineType],
  check: (resource) =>
    expectBoolean(machineOf(resource).at('diagnosticsProfile.bootDiagnostics.enabled'), true, { resource, value: false }),
};
`,
  [`test/policy-packs/iso27017/${name}.test.ts`]: `import { vmKeepsBootDiagnostics } from '../../../policy-packs/iso27017/policies/${name}';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const machine = (enabled: unknown) => ({
  resource: {
    type: 'azure-native:compute:VirtualMachine',
    properties: { diagnosticsProfile: { bootDiagnostics: { enabled } } },
  },
});
const place = 'it: diagnosticsProfile.bootDiagnostics.enabled';

describePolicy('${name}', vmKeepsBootDiagnostics, {
  compliant: { 'a record': machine(true) },
  violated: { 'no record': { ...machine(false), says: [\`\${place} must be true, found false\`] } },
  undetermined: {
    'a switch that is not known yet': {
      ...machine(unknown),
      says: [\`\${place} is not known before deployment, must be true\`],
    },
  },
  notApplicable: {
    'a disk': {
      resource: { type: 'azure-native:compute:Disk', properties: {} },
      because: 'the policy is for azure-native:compute:VirtualMachine',
    },
  },
});
`,
  [`test/mutation/policies/${name}.ts`]: `import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';

const of = 'azure-native:compute:VirtualMachine';
const path = 'diagnosticsProfile.bootDiagnostics.enabled';

export const mutants: PolicyMutants = {
  broken: [change({ of, path, to: [false, 'false', null] })],
  harmless: [other({ of, path, to: ['true'] })],
};
`,
};

describe('a new policy', () => {
  let copy: RepositoryCopy;
  const run = (file: string, ...args: string[]): Ended => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
      cwd: copy.root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', CI: '', VITEST_JSON: undefined },
    });
    return { code: status, stdout, stderr };
  };
  const vitest = (...args: string[]) => run('node_modules/vitest/vitest.mjs', 'run', ...args);

  beforeAll(() => {
    copy = new RepositoryCopy();
    cpSync(path.join(repositoryRoot, 'test'), path.join(copy.root, 'test'), { recursive: true });
    expect(run('scripts/new-policy.mjs', name).code).toBe(0);
    for (const [file, text] of Object.entries(filled)) {
      expect(copy.read(file)).not.toBe(text);
      writeFileSync(path.join(copy.root, file), text);
    }
    copy.change(
      'baselines/controls/24-monitoring-and-maintenance.yaml',
      'keptBy:\n',
      (found) => `${found}      - { by: policy, ref: ${name} }\n`,
    );
  });
  afterAll(() => copy.remove());

  it('is taken up by its own test and the one of consistency', () => {
    const tests = ['consistency', name].map((test) => `test/policy-packs/iso27017/${test}.test.ts`);
    const { code, stdout } = vitest('--project', 'unit', ...tests);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Test Files  2 passed'),
    });
  });

  it('is taken up by the pack', () => {
    expect(run('scripts/build-pack.mjs').code).toBe(0);
    expect(copy.read('policy-packs/iso27017/dist/index.js')).toContain(
      'Virtual machines keep a record of their boot',
    );
  });

  it('is tried by the mutation suite, and gets its page', () => {
    const files = ['examples', 'first-half', 'second-half', 'completeness'];
    const { code, stdout } = vitest(
      '--project',
      'mutation',
      ...files.map((file) => `test/mutation/${file}.test.ts`),
      '-t',
      `${name}|example|tables`,
      // Last: what follows it would be taken as its value.
      '-u',
    );
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(
      new RegExp(`${name}: mutants: (\\d+) of \\1 killed, harmless: (\\d+) of \\2 passed`),
    );
    expect(run('scripts/generate.mjs')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('written: docs/policies.md'),
    });
    expect(copy.read('docs/policies.md')).toContain(
      `## ${name}\n\n**Virtual machines keep a record of their boot**`,
    );
  });
});
