import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { tryPort } from '../../lib/host-audit/facts/probe/ports';

/** A program as Debian installs it, where users' paths do not lead too; `undefined` where it is not there. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** A port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

/** Starts a server until the test is over, and waits until it answers at a port. Throws with what it said. */
export async function startServer(file: string, args: readonly string[], port: number): Promise<void> {
  const child: ChildProcess = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes) => {
      said += bytes;
    });
  }
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) break;
    if ((await tryPort('127.0.0.1', port, 1000)) === 'open') return;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  throw new Error(`${file} does not answer at port ${port}: ${said}`);
}

/** The folder that sshd wants when it runs as root; init makes it on a machine that was booted. */
export function prepareSshd(): void {
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
}

/** A host key in a folder, and its fingerprint. */
export function makeHostKey(folder: string, type: 'ed25519' | 'rsa'): { file: string; fingerprint: string } {
  const file = path.join(folder, `key-${type}`);
  // It comes with the client, which the server needs.
  const keygen = findProgram('ssh-keygen') ?? 'ssh-keygen is not installed';
  execFileSync(keygen, ['-q', '-t', type, '-N', '', '-f', file]);
  const [, fingerprint = ''] = execFileSync(keygen, ['-lf', file], { encoding: 'utf8' }).split(' ');
  return { file, fingerprint };
}
