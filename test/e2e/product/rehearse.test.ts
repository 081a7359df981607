import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { leastGoVersion } from '../../../lib/rehearsal/engine/engine';
import { programFolder } from '../../support/preview-fixture';
import { repositoryRoot } from '../../support/repository-copy';
import { temporaryFolder } from '../../support/temporary-folder';

/** Runs `yosai rehearse` on a machine that has neither Pulumi nor Go. */
function rehearse(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(repositoryRoot, 'bin/yosai.js'), 'rehearse', ...args],
    { encoding: 'utf8', env: { PATH: temporaryFolder(), YOSAI_CACHE: temporaryFolder(), NO_COLOR: '1' } },
  );
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
      'holds fixture:token encrypted, which a rehearsal cannot read. Give another value with --config',
    ],
    [
      'no engine and nothing to build one with',
      ['up', '--cwd', repositoryRoot],
      3,
      `there is no \`pulumi\` on PATH, and there is no \`go\` on PATH. Go ${leastGoVersion} or newer`,
    ],
  ])('for %s says so', (_, args, code, words) => {
    const ended = rehearse(...args);
    expect(ended.stderr).toContain(words);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(ended.code).toBe(code);
  });
});
