import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Ended, run } from '../commands';

export interface Login {
  readonly account: string;
  /** File of the private key. */
  readonly key: string;
}

/** How to log in to one machine: the system's own client, with the host keys that the console told and no others. */
export class Ssh {
  readonly #knownHosts: string;

  constructor(
    private readonly port: number,
    private readonly login: Login,
    private readonly hostKeys: readonly string[],
    private readonly folder: string,
  ) {
    this.#knownHosts = path.join(folder, 'known_hosts');
    writeFileSync(this.#knownHosts, hostKeys.map((key) => `[127.0.0.1]:${port} ${key}\n`).join(''));
  }

  /** The same machine as another account, with the same key. */
  as(account: string): Ssh {
    return new Ssh(this.port, { ...this.login, account }, this.hostKeys, this.folder);
  }

  /** Runs a command of the login's shell, with what it reads. */
  run(command: string, input: string | Buffer = '', seconds = 120): Promise<Ended> {
    return run('ssh', [...this.#options(), `${this.login.account}@127.0.0.1`, command], { input, seconds });
  }

  /** Runs a shell script as root; throws with what it said when it fails. */
  async asRoot(script: string, seconds = 120): Promise<string> {
    const { code, stdout, stderr } = await this.run('exec sudo -n sh -s', script, seconds);
    if (code === 0) return stdout.toString('utf8');
    const said = `${stdout.toString('utf8')}${stderr}`.trim();
    throw new Error(`a script on the machine ended with ${code ?? 'a signal'}: ${said}\n${script}`);
  }

  /** Waits until somebody can log in. */
  async isUp(seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const { code, stderr } = await this.run('true', '', 20);
      if (code === 0) return;
      if (Date.now() > end) throw new Error(`nobody can log in after ${seconds} s: ${stderr.trim()}`);
      await delay(300);
    }
  }

  #options(): string[] {
    const settings = [
      'BatchMode=yes',
      'StrictHostKeyChecking=yes',
      `UserKnownHostsFile=${this.#knownHosts}`,
      'GlobalKnownHostsFile=/dev/null',
      'IdentitiesOnly=yes',
      'ConnectTimeout=15',
      'LogLevel=ERROR',
    ];
    return [
      ...['-F', 'none', '-p', String(this.port), '-i', this.login.key],
      ...settings.flatMap((setting) => ['-o', setting]),
    ];
  }
}
