import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtVersion, leastGoVersion, leastVersion } from '../../../lib/rehearsal/engine/engine';
import { findOnPath } from '../../../lib/rehearsal/engine/find-engine';
import { programFolder } from '../../support/preview-fixture';
import { repositoryRoot } from '../../support/repository-copy';
import { startYosai } from '../../support/start-yosai';
import { temporaryFolder } from '../../support/temporary-folder';

/** A folder of commands that are shell scripts, to be the whole PATH. */
function commands(scripts: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  return folder;
}

/** Runs `yosai rehearse` on a machine that has neither Pulumi nor Go, unless the environment says otherwise. */
function rehearse(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const env = { PATH: temporaryFolder(), YOSAI_CACHE: temporaryFolder(), NO_COLOR: '1', ...environment };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(repositoryRoot, 'bin/yosai.js'), 'rehearse', ...args],
    { encoding: 'utf8', env },
  );
  expect(stderr).not.toMatch(/^\s+at /m);
  return { code: status, stdout, stderr };
}

describe('a rehearsal that cannot begin', () => {
  test.each([
    ['an unknown operation', ['rebuild'], 2, 'Allowed choices are preview, up, refresh, destroy'],
    ['a stack that does not exist', ['--stack', 'prod', '--cwd', repositoryRoot], 2, "found no stack 'prod'"],
    ['a folder without a project', ['--cwd', path.parse(repositoryRoot).root], 2, 'found no Pulumi.yaml'],
    [
      'configuration that is encrypted',
      ['up', '--cwd', programFolder('002-secrets')],
      2,
      'holds fixture:token encrypted, which a rehearsal cannot read. Give an invented value with --config',
    ],
    [
      'no engine and nothing to build one with',
      ['up', '--cwd', repositoryRoot],
      3,
      `there is no \`pulumi\` on PATH, and there is no \`go\` on PATH. Go ${leastGoVersion} or newer`,
    ],
  ])('for %s says so', (_, args, code, words) => {
    const ended = rehearse(args);
    expect(ended.stderr).toContain(words);
    expect(ended.code).toBe(code);
  });
});

describe('a rehearsal without an engine', () => {
  const up = (environment: NodeJS.ProcessEnv) =>
    rehearse(['up', '--cwd', repositoryRoot, '--state', path.join(temporaryFolder(), 'state')], environment);
  const go = (build: string) => `if [ "$1" = env ]; then echo go1.26.8; else ${build}; fi`;

  test.each([
    [
      'that is too old, where nothing can build one',
      { pulumi: 'echo v3.100.0' },
      [`pulumi is version 3.100.0, and ${leastVersion} or newer is needed, and there is no \`go\` on PATH.`],
    ],
    [
      'where Go is too old',
      { go: 'echo go1.19' },
      [`go is version 1.19.0. Go ${leastGoVersion} or newer builds the CLI; install it, or install Pulumi`],
    ],
    [
      'where Go cannot build it',
      { go: go('echo "undefined: something" >&2; exit 1') },
      [
        `the official Pulumi CLI ${builtVersion} could not be built. Install Pulumi itself`,
        'undefined: something',
      ],
    ],
  ])('%s says what to do', (_, scripts, words) => {
    const { code, stderr } = up({ PATH: commands(scripts) });
    for (const text of words) expect(stderr).toContain(text);
    expect(code).toBe(3);
  });

  test.each([
    ['off', 'disabled by GOPROXY=off'],
    ['http://127.0.0.1:1', 'connection refused'],
  ])('with the module proxy %s says what to do, and leaves nothing behind', (GOPROXY, reason) => {
    const real = findOnPath('go', process.env);
    expect(real, 'a Go toolchain on PATH, which builds the engine of the labs').toBeDefined();
    const home = temporaryFolder();
    const cache = path.join(home, 'cache');
    mkdirSync(cache);
    const { code, stderr } = up({
      ...{ PATH: path.dirname(real ?? ''), HOME: home, YOSAI_CACHE: cache, GOTOOLCHAIN: 'local' },
      // Without this Go makes the folders of its module cache read-only.
      ...{ GOFLAGS: '-modcacherw', GOPROXY, GONOSUMDB: '*', GOPATH: path.join(home, 'go') },
    });
    expect(stderr).toContain(
      'It needs the Go module proxy once; connect, set GOPROXY, or install Pulumi itself.',
    );
    expect(stderr).toContain(reason);
    expect(code).toBe(3);
    expect(readdirSync(cache)).toEqual([]);
  });
});

test('a build that is interrupted leaves neither a process nor half an engine', async () => {
  const cache = temporaryFolder();
  const started = path.join(temporaryFolder(), 'pid');
  const go = `if [ "$1" = env ]; then echo go1.26.8; else echo $$ > ${started}; exec /bin/sleep 60; fi`;
  const state = path.join(temporaryFolder(), 'state');
  const run = startYosai(repositoryRoot, ['rehearse', 'up', '--state', state], {
    ...{ PATH: commands({ go }), YOSAI_CACHE: cache },
  });
  await expect
    .poll(() => existsSync(started) && readFileSync(started, 'utf8'), { timeout: 20_000 })
    .toMatch(/\n/);
  process.kill(-(run.child.pid ?? 0), 'SIGINT');
  const { signal, stderr } = await run.ended;
  expect(signal).toBe('SIGINT');
  expect(stderr).toMatch(/yosai rehearse: interrupted\n$/);
  expect(readdirSync(cache)).toEqual([]);
  expect(existsSync(`${state}.lock`)).toBe(false);
  expect(() => process.kill(Number(readFileSync(started, 'utf8')), 0)).toThrow('ESRCH');
});

describe('a rehearsal that is asked for the impossible', () => {
  test.each([
    [
      'a day that is none',
      ['up', '--as-of', '2027-02-29'],
      2,
      '--as-of: 2027-02-29 is not a date of the calendar',
    ],
    [
      'a folder that cannot be made',
      ['up', '--state', path.join(repositoryRoot, 'package.json/x')],
      3,
      'package.json/x: could not be written (ENOTDIR). Choose another folder with --state',
    ],
    [
      'a folder that holds something else, which it would delete',
      ['--state', repositoryRoot],
      2,
      'and no rehearsal made it; expected a folder of its own',
    ],
  ])('%s says so', (_, args, code, words) => {
    const ended = rehearse(['--cwd', repositoryRoot, ...args]);
    expect(ended.stderr).toContain(words);
    expect(ended.code).toBe(code);
  });
});
