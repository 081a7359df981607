import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const repositoryRoot = path.resolve(__dirname, '../..');

/** What a command printed and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the repository's files in a temporary folder, to be changed by a test; it shares `node_modules`. */
export class RepositoryCopy {
  readonly root = mkdtempSync(path.join(tmpdir(), 'yosai-copy-'));

  constructor() {
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
      cwd: repositoryRoot,
      encoding: 'utf8',
    });
    for (const file of listed.split('\n').filter((name) => name !== '' && !name.startsWith('test/'))) {
      mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
      cpSync(path.join(repositoryRoot, file), path.join(this.root, file));
    }
    symlinkSync(path.join(repositoryRoot, 'node_modules'), path.join(this.root, 'node_modules'));
    this.#lookUpSupport();
  }

  /** Makes every page of the support register read today: what a test finds must not depend on the day of its run. */
  #lookUpSupport(): void {
    const today = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
    for (const file of ['baselines/support.yaml', 'baselines/virtual-machines.yaml']) {
      const text = this.read(file).replace(/(checked: )\d{4}-\d{2}-\d{2}/g, `$1${today}`);
      writeFileSync(path.join(this.root, file), text);
    }
  }

  read(file: string): string {
    return readFileSync(path.join(this.root, file), 'utf8');
  }

  /** Replaces a text that must occur in the file. */
  change(file: string, before: string | RegExp, after: string | ((found: string) => string)): void {
    const text = this.read(file);
    const changed = text.replace(before, typeof after === 'string' ? () => after : after);
    if (changed === text) throw new Error(`${file} does not contain ${String(before)}`);
    writeFileSync(path.join(this.root, file), changed);
  }

  /** Runs `yosai` of the copy in the copy. */
  yosai(...args: string[]): Ended {
    const env = { ...process.env, NO_COLOR: '1' };
    const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/yosai.js', ...args], {
      cwd: this.root,
      encoding: 'utf8',
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
    return { code: status, stdout, stderr };
  }

  json(file: string): unknown {
    return JSON.parse(this.read(file));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
