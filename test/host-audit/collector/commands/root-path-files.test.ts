import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rootPathFiles } from '../../../../lib/host-audit/collector/commands/files';

describe('what others could change of the folders in which root looks', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'yosai-path-'));
    chmodSync(folder, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What the command says of the folder, with its exit code. */
  function listed() {
    const state = { is: 'root-path', only: [folder] };
    const asked = { hostAreas: { area: { requirements: [{ state }] } } };
    const [program, ...args] = rootPathFiles(asked as never).run;
    const { stdout, status } = spawnSync(program, args, { encoding: 'utf8' });
    return { status, files: stdout.split('\0').map((line) => line.split('\t').at(-1)) };
  }

  it('is found where a link leads back to the folder, and where one leads nowhere', () => {
    symlinkSync('.', path.join(folder, 'X11'));
    symlinkSync('nowhere', path.join(folder, 'dangling'));
    const open = path.join(folder, 'two words $HOME');
    writeFileSync(open, '');
    chmodSync(open, 0o777);
    const { status, files } = listed();
    expect(status).toBe(0);
    expect(files).toContain(open);
    expect(files).not.toContain(path.join(folder, 'dangling'));
  });

  it('is found behind a link', () => {
    const open = path.join(folder, 'open');
    writeFileSync(open, '');
    chmodSync(open, 0o666);
    symlinkSync('open', path.join(folder, 'link'));
    expect(listed().files).toContain(path.join(folder, 'link'));
  });
});
