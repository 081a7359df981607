import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { digestsIn, type ProvenanceRequest, provenanceOf, timeOfMaking } from '../../lib/cli/provenance';
import { isProvenance } from '../../lib/preview/provenance';
import { temporaryFolder } from '../support/temporary-folder';

const request = (projectRoot: string, more: Partial<ProvenanceRequest> = {}): ProvenanceRequest => ({
  version: '0.1.0',
  projectRoot,
  config: { 'shop:a': '1' },
  secretKeys: [],
  now: Date.parse('2026-11-27T20:15:51.987Z'),
  ...more,
});

/** A working tree with one commit, of an ignored folder `out` and a file. */
function repository(): string {
  const folder = temporaryFolder({ 'index.ts': 'export {};\n', '.gitignore': 'ignored/\n' });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      cwd: folder,
      stdio: 'pipe',
    });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
  return folder;
}

const sourceOf = async (folder: string) => (await provenanceOf(request(folder))).source;

describe('digests of a folder', () => {
  it('are of files alone', () => {
    const folder = temporaryFolder({ 'a.yaml': 'a: 1\n' });
    const usual = digestsIn(folder);
    mkdirSync(path.join(folder, 'folder.yaml'));
    symlinkSync('a@host.1:1', path.join(folder, '.#a.yaml'));
    expect(digestsIn(folder)).toEqual(usual);
    expect(digestsIn(path.join(folder, 'a.yaml'))).toBeUndefined();
  });
});

describe('the provenance of a plan', () => {
  it('outside of a repository is the time, the tool and the configuration', async () => {
    const from = await provenanceOf(request(temporaryFolder()));
    expect(from).toEqual({
      madeAt: '2026-11-27T20:15:51Z',
      tool: 'yosai 0.1.0',
      inputs: { config: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(isProvenance(JSON.parse(JSON.stringify(from)))).toBe(true);
  });

  it('holds the configuration by what it says, and by nothing of secrets', async () => {
    const folder = temporaryFolder();
    const of = async (config: Record<string, string>, secretKeys: string[] = []) =>
      (await provenanceOf(request(folder, { config, secretKeys }))).inputs.config;
    expect(await of({ a: '1', b: '2' })).toBe(await of({ b: '2', a: '1' }));
    expect(await of({ a: '1' })).not.toBe(await of({ a: '2' }));
    expect(await of({ a: '1' }, ['a'])).toBe(await of({ a: '2' }, ['a']));
  });

  it('names the files of baselines and registers that the stack is made from', async () => {
    const folder = temporaryFolder({
      'baselines/tls.yaml': 'a: 1\n',
      'stacks/registers/tenants.yaml': 'a: 1\n',
      'others/tenants.yaml': 'a: 2\n',
      'stacks/tenant/Pulumi.yaml': '',
    });
    mkdirSync(path.join(folder, 'baselines/controls'));
    const of = async (config: Record<string, string>) =>
      (await provenanceOf(request(path.join(folder, 'stacks/tenant'), { config }))).inputs;
    const usual = await of({});
    expect(Object.keys(usual.baselines ?? {})).toEqual(['tls.yaml']);
    expect(Object.keys(usual.registers ?? {})).toEqual(['tenants.yaml']);
    const other = await of({ 'yosai:registers': 'others' });
    expect(other.registers?.['tenants.yaml']).not.toBe(usual.registers?.['tenants.yaml']);
  });
});

describe('the state of the source', () => {
  it('is the commit where nothing is changed, and what is ignored changes nothing', async () => {
    const folder = repository();
    const clean = await sourceOf(folder);
    expect(clean).toEqual({ commit: expect.stringMatching(/^[0-9a-f]{40}$/) });
    for (const name of ['ignored', 'out']) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'plan.json'), '{}');
    }
    expect(await sourceOf(folder)).toEqual(clean);
    expect(await sourceOf(path.join(folder, 'ignored'))).toBeUndefined();
  });

  it('tells one change from another, of files that git knows and of others', async () => {
    const folder = repository();
    const clean = await sourceOf(folder);
    const seen = new Set<string | undefined>();
    for (const [name, text] of [
      ['index.ts', 'export const a = 1;\n'],
      ['index.ts', 'export const a = 2;\n'],
      ['new.ts', 'export {};\n'],
      ['new.ts', 'export const b = 1;\n'],
    ] as const) {
      writeFileSync(path.join(folder, name), text);
      const state = await sourceOf(folder);
      expect(state?.commit).toBe(clean?.commit);
      seen.add(state?.changes);
      expect(await sourceOf(folder)).toEqual(state);
    }
    expect(seen.size).toBe(4);
    expect(seen).not.toContain(undefined);
  });

  it('tells changes inside of a submodule apart, and takes them for one with the repository', async () => {
    const [inner, folder] = [repository(), repository()];
    const git = (...args: string[]) =>
      execFileSync(
        'git',
        ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'protocol.file.allow=always', ...args],
        { cwd: folder, stdio: 'pipe' },
      );
    git('submodule', '--quiet', 'add', inner, 'inner');
    git('commit', '--quiet', '--message', 'second');
    git('config', 'diff.ignoreSubmodules', 'all');
    const states = [await sourceOf(folder)];
    for (const [file, text] of [
      ['index.ts', 'export const a = 1;\n'],
      ['index.ts', 'export const a = 2;\n'],
      ['new.ts', 'export const b = 1;\n'],
    ] as const) {
      writeFileSync(path.join(folder, 'inner', file), text);
      states.push(await sourceOf(folder));
    }
    expect(new Set(states.map((state) => state?.commit)).size).toBe(1);
    expect(states[0]?.changes).toBeUndefined();
    expect(new Set(states.map((state) => state?.changes)).size).toBe(4);
  });

  it('is of the folder, where a hook of git names another repository', async () => {
    const [folder, other] = [repository(), repository()];
    const own = await sourceOf(folder);
    writeFileSync(path.join(other, 'index.ts'), 'export const a = 1;\n');
    vi.stubEnv('GIT_DIR', path.join(other, '.git'));
    vi.stubEnv('GIT_WORK_TREE', other);
    vi.stubEnv('GIT_INDEX_FILE', path.join(other, '.git/index'));
    expect(await sourceOf(folder)).toEqual(own);
    vi.unstubAllEnvs();
  });

  it('is not known before the first commit', async () => {
    const folder = temporaryFolder({ 'index.ts': '' });
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    expect(await sourceOf(folder)).toBeUndefined();
  });
});

describe('the time of a plan', () => {
  it.each([
    [undefined, 5],
    ['', 5],
    ['1795737600', 1_795_737_600_000],
    ['yesterday', "found 'yesterday', expected whole seconds since 1970-01-01 UTC"],
    ['-1', "found '-1', expected whole seconds since 1970-01-01 UTC"],
    ['99999999999999', "found '99999999999999', expected whole seconds since 1970-01-01 UTC"],
  ])('with SOURCE_DATE_EPOCH=%s is %s', (text, expected) => {
    expect(timeOfMaking(text === undefined ? {} : { SOURCE_DATE_EPOCH: text }, 5)).toBe(expected);
  });
});
