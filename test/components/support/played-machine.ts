import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder in which a machine's script runs, with some of the commands that it calls played by others. */
export class PlayedMachine {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'yosai-machine-'));

  constructor(hostName: string) {
    mkdirSync(this.file('bin'));
    this.play('hostname', `echo ${hostName}`);
    // Called as: logger -t NAME -p LEVEL TEXT.
    this.play('logger', `echo "$5" >> '${this.file('log')}'`);
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  /** Has a command played by the lines of a shell script. */
  play(name: string, body: string): void {
    writeFileSync(this.file(`bin/${name}`), `#!/bin/sh\n${body}\n`);
    chmodSync(this.file(`bin/${name}`), 0o755);
  }

  write(name: string, content: string): void {
    writeFileSync(this.file(name), content);
  }

  /** A file's text; empty where there is none. */
  read(name: string): string {
    return existsSync(this.file(name)) ? readFileSync(this.file(name), 'utf8') : '';
  }

  exists(name: string): boolean {
    return existsSync(this.file(name));
  }

  /** Runs a script whose paths on the machine are replaced by files of the folder. @returns its exit code. */
  run(
    script: string,
    paths: Readonly<Record<string, string>>,
    env: Record<string, string> = {},
  ): number | null {
    const moved = Object.entries(paths).reduce(
      (text, [from, to]) => text.replaceAll(from, this.file(to)),
      script,
    );
    this.write('script', moved);
    return spawnSync('sh', [this.file('script')], {
      env: { ...env, PATH: `${this.file('bin')}:${process.env['PATH']}` },
    }).status;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
