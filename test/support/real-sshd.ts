import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import type { Algorithms } from '../../lib/host-audit/facts/ssh/algorithms';

/** Whether this machine can run sshd and sudo for a test: both are there, and the test may make accounts. */
export const canRunSshd =
  process.getuid?.() === 0 && existsSync('/usr/sbin/sshd') && existsSync('/usr/bin/sudo');

export function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What the baseline asks of sshd, so that only what hardened hosts speak is spoken here. */
export function hardenedSettings({ kex, cipher, hmac, serverHostKey, signature }: Algorithms): string[] {
  return [
    `KexAlgorithms ${kex.join(',')}`,
    `Ciphers ${cipher.join(',')}`,
    `MACs ${hmac.join(',')}`,
    `HostKeyAlgorithms ${serverHostKey.join(',')}`,
    `PubkeyAcceptedAlgorithms ${signature.join(',')}`,
    'MaxAuthTries 3',
  ];
}

/** A folder, an account and sshd processes, all gone after `end`. */
export class RealSsh {
  /** Not in a folder for temporary files: sshd wants what it believes to be where nobody else can write. */
  readonly folder = mkdtempSync('/var/lib/yosai-sshd-');
  readonly account = `yosai-t${process.pid}`;
  readonly #processes: ChildProcess[] = [];

  constructor() {
    chmodSync(this.folder, 0o755);
    run('useradd', '--create-home', '--shell', '/bin/sh', this.account);
    // No password, and not locked either: without PAM, sshd admits no locked account.
    run('usermod', '--password', '*', this.account);
    this.newKey('ca');
    mkdirSync('/run/sshd', { recursive: true });
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.file(name), 'utf8');
  }

  newKey(name: string, kind = 'ed25519', passphrase = ''): string {
    run('ssh-keygen', '-q', '-t', kind, '-N', passphrase, '-C', name, '-f', this.file(name));
    return this.file(name);
  }

  /** Signs a key as this account's, so that there is `<name>-cert.pub`. */
  certify(name: string): void {
    run('ssh-keygen', '-q', '-s', this.file('ca'), '-I', name, '-n', this.account, this.file(`${name}.pub`));
  }

  /** Admits a key to the account. */
  admit(name: string): void {
    writeFileSync(this.file('authorized_keys'), this.read(`${name}.pub`), { flag: 'a' });
  }

  /** Starts sshd on the loopback interface with a host key of its own. @returns its port. */
  async startSshd(name: string, ...settings: string[]): Promise<number> {
    const port = await freePort();
    this.newKey(`host-${name}`);
    const lines = [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${this.file(`host-${name}`)}`,
      `PidFile ${this.file(`${name}.pid`)}`,
      `AuthorizedKeysFile ${this.file('authorized_keys')}`,
      `TrustedUserCAKeys ${this.file('ca.pub')}`,
      'AuthenticationMethods publickey',
      'UsePAM no',
      ...settings,
    ];
    writeFileSync(this.file(`${name}.conf`), `${lines.join('\n')}\n`);
    this.#start('/usr/sbin/sshd', '-D', '-E', this.file(`${name}.log`), '-f', this.file(`${name}.conf`));
    await waitFor(() => answers(port));
    return port;
  }

  /** Starts an agent that holds keys. @returns its socket. */
  async startAgent(name: string, ...keys: string[]): Promise<string> {
    const socket = this.file(name);
    this.#start('ssh-agent', '-D', '-a', socket);
    await waitFor(async () => existsSync(socket));
    for (const key of keys) run('env', `SSH_AUTH_SOCK=${socket}`, 'ssh-add', '-q', this.file(key));
    return socket;
  }

  fingerprint(server: string): string {
    return run('ssh-keygen', '-lf', this.file(`host-${server}.pub`)).split(' ')[1] ?? '';
  }

  #start(command: string, ...args: string[]): void {
    this.#processes.push(spawn(command, args, { stdio: 'ignore' }));
  }

  end(): void {
    for (const child of this.#processes) child.kill('SIGKILL');
    rmSync(`/etc/sudoers.d/${this.account}`, { force: true });
    try {
      run('pkill', '-KILL', '-u', this.account);
    } catch {
      // Nothing of the account runs any more.
    }
    run('userdel', '--remove', '--force', this.account);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });
}

async function waitFor(isThere: () => Promise<boolean>): Promise<void> {
  for (let left = 200; left > 0; left -= 1) {
    if (await isThere()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('what was started did not come up');
}
