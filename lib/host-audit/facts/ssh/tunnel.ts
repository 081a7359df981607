import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { Unreachable } from './unreachable';

/** Where a tunnel is to lead. */
export interface TunnelEnd {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly account: string;
}

/** How long after its start a tunnel's own port is asked again, in milliseconds. */
const pauseMs = 200;

const running = new Set<ChildProcess>();
let isWatched = false;

/**
 * A stream through a command, which `sh` runs: `%h`, `%p`, `%r` and `%n` stand for address, port, account and name,
 * `%%` for a percent sign, as in OpenSSH's ProxyCommand. A command that has `%l` listens on that local port and is connected to,
 * as `az network bastion tunnel --port %l` wants; any other speaks through its standard input and output.
 * The command and what it has started end with the stream, or with the signal. Rejects with Unreachable.
 * @param patienceMs how long it may take until the command listens.
 */
export async function openTunnel(
  command: string,
  end: TunnelEnd,
  signal: AbortSignal,
  patienceMs: number,
): Promise<Duplex> {
  if (!/(^|[^%])(%%)*%l/.test(command)) return speak(start(fill(command, end, undefined), signal));
  const port = await freePort();
  return connectTo(port, start(fill(command, end, port), signal), patienceMs);
}

function fill(
  command: string,
  { address, port, account, name }: TunnelEnd,
  local: number | undefined,
): string {
  const values: Record<string, string> = {
    h: address,
    p: `${port}`,
    r: account,
    n: name,
    l: `${local}`,
    '%': '%',
  };
  return command.replace(/%(.)/g, (whole, token: string) => values[token] ?? whole);
}

interface Started {
  readonly child: ChildProcess;
  /** What it last wrote to standard error, on one line, for the end of a sentence. */
  said(): string;
  stop(): void;
}

function start(command: string, signal: AbortSignal): Started {
  // In a group of its own, so that what the command has started ends with it.
  const child = spawn('/bin/sh', ['-c', command], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  running.add(child);
  if (!isWatched) process.on('exit', () => running.forEach(kill));
  isWatched = true;
  let heard = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    heard = `${heard}${chunk.toString('utf8')}`.slice(-300);
  });
  const stop = () => {
    running.delete(child);
    kill(child);
    // What has left the group lives on, and would keep this process waiting for what it says.
    for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe?.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  child.once('close', () => signal.removeEventListener('abort', stop));
  return { child, said: () => (heard.trim() === '' ? '' : `: ${heard.trim()}`), stop };
}

function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}

function speak({ child, said, stop }: Started): Duplex {
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new RangeError('the tunnel was started without pipes');
  const stream = new Duplex({
    read: () => stdout.resume(),
    // What is written into a tunnel that has ended goes nowhere; its end tells why.
    write: (chunk, _encoding, done) => stdin.write(chunk, () => done()),
    final: (done) => stdin.end(() => done()),
    destroy: (error, done) => {
      stop();
      done(error);
    },
  });
  stdout.on('data', (chunk) => {
    if (!stream.push(chunk)) stdout.pause();
  });
  child.once('error', (error) =>
    stream.destroy(new Unreachable(`the tunnel could not be started: ${error.message}`)),
  );
  child.once('close', (code) => {
    if (code === 0) stream.push(null);
    else stream.destroy(new Unreachable(`the tunnel ended${code === null ? '' : ` with ${code}`}${said()}`));
  });
  stdin.on('error', () => {});
  return stream;
}

/** A port of this machine that nothing listens on at the moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Asks the local port until the command listens there. */
function connectTo(port: number, { child, said, stop }: Started, patienceMs: number): Promise<Duplex> {
  child.stdout?.resume();
  return new Promise((resolve, reject) => {
    let isOver = false;
    const settle = (error?: Unreachable, socket?: Socket) => {
      isOver = true;
      clearTimeout(timer);
      if (socket !== undefined) return resolve(socket.once('close', stop));
      stop();
      reject(error);
    };
    const timer = setTimeout(
      () => settle(new Unreachable(`the tunnel did not listen in ${patienceMs / 1000} s${said()}`)),
      patienceMs,
    );
    child.once('error', (error) =>
      settle(new Unreachable(`the tunnel could not be started: ${error.message}`)),
    );
    child.once('close', (code) =>
      settle(new Unreachable(`the tunnel ended with ${code ?? 'a signal'}${said()}`)),
    );
    const attempt = () => {
      if (isOver) return;
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => (isOver ? socket.destroy() : settle(undefined, socket)));
      socket.once('error', () => {
        socket.destroy();
        setTimeout(attempt, pauseMs);
      });
    };
    attempt();
  });
}
