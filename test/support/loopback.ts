import { spawn } from 'node:child_process';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Way } from '../../lib/host-audit/facts/probe/wire';

/** Lets a server listen on a free port of this machine until the test is over; gives the port. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  );
  return (server.address() as AddressInfo).port;
}

/** A server that does this with each connection. */
export function serve(talk: (socket: Socket) => void): Promise<number> {
  return listen(createServer(talk));
}

/** Goes on writing until the other side has enough, however much that is. */
export function pour(socket: Socket, bytes: string | Buffer): void {
  const more = () => {
    while (!socket.destroyed && socket.write(bytes));
  };
  socket.on('drain', more);
  more();
}

/** Writes one byte after the other, with a pause after each. */
export function drip(socket: Socket, bytes: Buffer, pauseMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= bytes.length) clearInterval(timer);
    else socket.write(bytes.subarray(at, ++at));
  }, pauseMs);
}

export function wayTo(port: number, more: Partial<Way> = {}): Way {
  return { address: '127.0.0.1', port, seconds: 5, until: Date.now() + 60_000, ...more };
}

/** A port whose queue of connections is full, so that Linux drops what asks for another: as a firewall does. */
export async function silentPort(): Promise<number> {
  const program = `const s = require('node:net').createServer();
    s.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      require('node:fs').writeSync(1, String(s.address().port) + '\\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const port = await new Promise<number>((resolve) => {
    child.stdout.once('data', (text) => resolve(Number(text)));
  });
  for (let held = 0; held < 4; held += 1) {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    onTestFinished(() => {
      socket.destroy();
    });
  }
  return port;
}
