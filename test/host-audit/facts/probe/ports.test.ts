import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { scanPorts, tryPort } from '../../../../lib/host-audit/facts/probe/ports';
import { listen, serve, silentPort } from '../../../support/loopback';

const options = { address: '127.0.0.1', atOnce: 8, patienceMs: 2000 };
const soon = () => Date.now() + 60_000;

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  return port;
}

describe('a scan', () => {
  it('tells what is open from what is closed', async () => {
    const [open, closed] = [await serve(() => {}), await closedPort()];
    const scan = await scanPorts({ ...options, ports: [closed, open], until: soon() });
    expect(scan).toEqual({ open: [open], closed: String(closed), filtered: '', notTried: '' });
  });

  it('tries each port where it is reached', async () => {
    const open = await serve(() => {});
    const scan = await scanPorts({ ...options, ports: [22], until: soon(), reachedAt: () => open });
    expect(scan.open).toEqual([22]);
  });

  it('says what it had no time for', async () => {
    const scan = await scanPorts({ ...options, ports: [80, 81, 90], until: Date.now() - 1 });
    expect(scan).toEqual({
      open: [],
      closed: '',
      filtered: '',
      notTried: '80-81,90',
      why: 'the time was up',
    });
  });

  it('holds no more connections at once than it may', async () => {
    let [now, most] = [0, 0];
    const port = await serve((socket) => {
      now += 1;
      most = Math.max(most, now);
      socket.on('close', () => {
        now -= 1;
      });
      socket.resume();
    });
    const ports = Array.from({ length: 60 }, (_, index) => index + 1);
    const scan = await scanPorts({ ...options, atOnce: 3, ports, until: soon(), reachedAt: () => port });
    expect(scan.open).toHaveLength(60);
    // The server learns a little later that a connection is over.
    expect(most).toBeLessThanOrEqual(10);
  });

  it.runIf(process.platform === 'linux')('does not take silence for a refusal', async () => {
    const [silent, open] = [await silentPort(), await serve(() => {})];
    const scan = await scanPorts({ ...options, patienceMs: 300, ports: [silent, open], until: soon() });
    expect(scan).toEqual({ open: [open], closed: '', filtered: String(silent), notTried: '' });
  });

  it.runIf(process.platform === 'linux')('says when who answered at first answers no more', async () => {
    const silent = await silentPort();
    const open = await serve(() => {});
    let asked = 0;
    const reachedAt = () => {
      asked += 1;
      return asked === 1 ? open : silent;
    };
    const scan = await scanPorts({
      ...options,
      atOnce: 1,
      patienceMs: 200,
      ports: [1, 2],
      until: soon(),
      reachedAt,
    });
    expect(scan.lost).toBe('port 1 answered at first and no more when all were tried');
  });

  it('counts an address that nobody can use as not tried', async () => {
    expect(await tryPort('999.1.1.1', 80, 2000)).toEqual({ notTried: expect.any(String) });
  });
});
