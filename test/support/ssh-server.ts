import { spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { type AuthContext, type Connection, type ParsedKey, Server, type ServerChannel, utils } from 'ssh2';
import { onTestFinished } from 'vitest';
import type { Machine } from '../../lib/host-audit/facts/ssh/connect';
import type { Credential } from '../../lib/host-audit/facts/ssh/credential';
import { credentialsOf } from '../../lib/host-audit/facts/ssh/credential';
import { fingerprintOf } from '../../lib/host-audit/facts/ssh/pins';

/** What the auditor of tests admits: as the baseline, but by what every Node.js does fastest. */
export const testAlgorithms = {
  kex: ['curve25519-sha256'],
  serverHostKey: ['ssh-ed25519'],
  cipher: ['aes128-gcm@openssh.com'],
  hmac: ['hmac-sha2-256-etm@openssh.com'],
  signature: ['ssh-ed25519', 'ssh-ed25519-cert-v01@openssh.com', 'rsa-sha2-512'],
};

/** @param passphrase seals the text; the key is not sealed. */
export function newKey(passphrase?: string): {
  readonly private: string;
  readonly key: ParsedKey;
  readonly credentials: Credential[];
} {
  const sealed = passphrase !== undefined && { passphrase, cipher: 'aes256-ctr', rounds: 1 };
  const { private: text } = utils.generateKeyPairSync('ed25519', sealed || {});
  const key = utils.parseKey(text, passphrase);
  // The library writes one key in 256 wrongly: that of which the public part begins with a zero.
  if (key instanceof Error) return newKey(passphrase);
  return { private: text, key, credentials: credentialsOf(key, undefined, testAlgorithms.signature) };
}

/** What an in-process server does; each may be left out. */
export interface ServerBehaviour {
  /** Called for each connection before anything else. */
  onClient?(client: Connection): void;
  /** Admits the auditor's key when left out. */
  onAuthentication?(context: AuthContext): void;
  /** Opens the channel for commands when left out. */
  onSession?(): void;
  /** Runs the command by the shell of this machine when left out. */
  onExec?(channel: ServerChannel, command: string, client: Connection): void;
  /** Leads connections through it when set. */
  readonly forwards?: boolean;
  readonly banner?: string;
  /** Private keys of its own besides the one that it is given. */
  readonly otherHostKeys?: readonly string[];
}

export const auditorKey = newKey();

/** An SSH server on the loopback interface, gone when the test has ended, as a machine to log in to. */
export async function startSshServer(name: string, behaviour: ServerBehaviour = {}): Promise<Machine> {
  const host = newKey();
  const { onClient, onAuthentication, onExec = runShell, forwards, banner, otherHostKeys = [] } = behaviour;
  const server = new Server({
    hostKeys: [host.private, ...otherHostKeys],
    ...(banner !== undefined && { banner }),
  });
  const clients = new Set<Connection>();
  server.on('connection', (client) => {
    clients.add(client);
    // Auditors that give up close in the middle.
    client.on('error', () => {}).on('close', () => clients.delete(client));
    onClient?.(client);
    client.on('authentication', (context) => {
      if (onAuthentication !== undefined) return onAuthentication(context);
      if (isAuditor(context)) context.accept();
      else context.reject(['publickey']);
    });
    client.on('session', (accept) => {
      if (behaviour.onSession !== undefined) return behaviour.onSession();
      accept().on('exec', (acceptExec, _reject, { command }) => onExec(acceptExec(), command, client));
    });
    if (forwards === true)
      client.on('tcpip', (accept, _reject, info) => void pipeTo(accept(), info.destPort));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => {
    for (const client of clients) client.end();
    server.close();
  });
  return {
    name,
    address: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    account: 'auditor',
    pins: [{ fingerprint: fingerprintOf(host.key.getPublicSSH()), kind: 'ssh-ed25519' }],
    login: { kind: 'key', credentials: auditorKey.credentials },
  };
}

/** Whether a client shows the auditor's key; with a signature, whether that is good. */
function isAuditor(context: AuthContext): boolean {
  if (context.method !== 'publickey' || !context.key.data.equals(auditorKey.key.getPublicSSH())) return false;
  const { blob, signature } = context;
  return blob === undefined || signature === undefined || auditorKey.key.verify(blob, signature);
}

/** What sshd does with a command. */
export function runShell(channel: ServerChannel, command: string): void {
  const child = spawn('sh', ['-c', command]);
  channel.pipe(child.stdin);
  child.stdin.on('error', () => {});
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  child.on('close', (code) => {
    channel.exit(code ?? 1);
    channel.end();
  });
}

/** Answers a collector as a host with these outputs, by the fact's name, on which no other command is there. */
export function answer(outputs: Readonly<Record<string, string>>): (channel: ServerChannel) => void {
  return (channel) => {
    let script = '';
    channel.on('data', (chunk: Buffer) => {
      script += chunk.toString();
    });
    channel.on('end', () => {
      const mark = markOf(script);
      for (const [, name = ''] of script.matchAll(/^take (\S+) /gm)) {
        const output = outputs[name];
        const code = output === undefined ? 127 : 0;
        channel.write(`\n${mark} ${name}\n${output ?? ''}\n${mark}:${mark}=${code};\n`);
      }
      channel.write(`\n${mark} \n`);
      channel.exit(0);
      channel.end();
    });
  };
}

/** The mark between the outputs of a collector. */
export function markOf(script: string): string {
  return /printf '\\n%s \\n' ([0-9a-f]{32})/.exec(script)?.[1] ?? '';
}

async function pipeTo(channel: ServerChannel, port: number): Promise<void> {
  const { connect } = await import('node:net');
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => channel.end());
  channel.on('error', () => socket.destroy());
  channel.pipe(socket).pipe(channel);
}
