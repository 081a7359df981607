import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadBaseline, renderMistake } from '../../../lib/baseline';

const root = path.resolve(__dirname, '../../..');
const script = path.join(root, 'scripts/new-policy.mjs');
const name = 'vm-requires-ssh-key';

describe('npm run new:policy', () => {
  let work: string;
  beforeEach(() => {
    work = mkdtempSync(path.join(tmpdir(), 'yosai-new-policy-'));
  });
  afterEach(() => rmSync(work, { recursive: true, force: true }));
  const run = (...names: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...names, '--root', work], {
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it('makes words, rule, test and mutants, and says what to do next', () => {
    const { status, stdout } = run(name);
    expect(status).toBe(0);
    expect(stdout.split('\n').slice(0, 6)).toEqual([
      `made baselines/policies/${name}.yaml`,
      `made policy-packs/iso27017/policies/${name}.ts`,
      `made test/policy-packs/iso27017/${name}.test.ts`,
      `made test/mutation/policies/${name}.ts`,
      'Now',
      '  1. fill them in, and write under `keptBy` of a promise in baselines/controls',
    ]);
    expect(readFileSync(path.join(work, `policy-packs/iso27017/policies/${name}.ts`), 'utf8')).toContain(
      'export const vmRequiresSshKey: Rule',
    );
  });

  it('makes words that the baseline refuses until they are written', () => {
    cpSync(path.join(root, 'baselines'), path.join(work, 'baselines'), { recursive: true });
    run(name);
    const baseline = loadBaseline(path.join(work, 'baselines'));
    const lines = baseline.ok ? [] : baseline.mistakes.map(renderMistake);
    const places = ['title.ja', 'title.en', 'severity', 'enforcement', 'fix.ja', 'fix.en'];
    expect(places.filter((place) => !lines.some((line) => line.includes(` ${place}: `)))).toEqual([]);
  });

  it.each([
    ['no name', [], 'found no name, expected one name'],
    ['a name of one word', ['backup'], 'found backup, expected one name'],
    ['a name in capitals', ['Vm-Requires-Key'], 'found Vm-Requires-Key, expected one name'],
    ['a name that leads elsewhere', ['../vm-key'], 'found ../vm-key, expected one name'],
    ['two names', [name, 'vm-denies-login'], `found ${name} vm-denies-login, expected one name`],
  ])('refuses %s', (_name, names, message) => {
    const { status, stderr } = run(...names);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it('refuses a name that is taken', () => {
    run(name);
    expect(run(name)).toEqual({
      status: 2,
      stdout: '',
      stderr: `new-policy: baselines/policies/${name}.yaml exists already. Choose another name\n`,
    });
  });
});
