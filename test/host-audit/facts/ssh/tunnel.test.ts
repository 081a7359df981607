import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openTunnel } from '../../../../lib/host-audit/facts/ssh/tunnel';

const end = { name: 'app-1', address: '10.64.1.4', port: 2222, account: 'auditor' };

/** What has ended may still be listed, until whoever started it has looked. */
const isAlive = (pid: number) =>
  /^[^Z\s]/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout);

describe('a tunnel', () => {
  // First, as pipes of other tests would be counted while they close.
  it('keeps nobody waiting for what has left it', async () => {
    const pipes = () => process.getActiveResourcesInfo().filter((name) => name === 'PipeWrap').length;
    const before = pipes();
    const tunnel = await openTunnel(
      `setsid sh -c 'echo $$; exec sleep 600' & wait`,
      end,
      new AbortController().signal,
      5000,
    );
    const pid = Number(String((await once(tunnel, 'data'))[0]));
    onTestFinished(() => void process.kill(pid, 'SIGKILL'));
    expect(pipes()).toBeGreaterThan(before);
    tunnel.destroy();
    await expect.poll(pipes).toBe(before);
    expect(isAlive(pid)).toBe(true);
  });

  it('is told where it leads, and speaks through its standard input and output', async () => {
    const tunnel = await openTunnel(
      'echo "%n %h %p %r 100%% %x"; cat',
      end,
      new AbortController().signal,
      5000,
    );
    expect(String((await once(tunnel, 'data'))[0])).toBe('app-1 10.64.1.4 2222 auditor 100% %x\n');
    tunnel.write('there and back');
    expect(String((await once(tunnel, 'data'))[0])).toBe('there and back');
    tunnel.destroy();
  });

  it.each([
    ['the stream', (stop: { stream: () => void; abort: () => void }) => stop.stream()],
    ['the signal', (stop: { stream: () => void; abort: () => void }) => stop.abort()],
  ])('ends with %s, and all that it has started', async (_, stop) => {
    const controller = new AbortController();
    const tunnel = await openTunnel('sleep 600 & echo $! $$; wait', end, controller.signal, 5000);
    tunnel.on('error', () => {});
    const pids = String((await once(tunnel, 'data'))[0])
      .trim()
      .split(' ')
      .map(Number);
    expect(pids.map(isAlive)).toEqual([true, true]);
    stop({ stream: () => tunnel.destroy(), abort: () => controller.abort() });
    await expect.poll(() => pids.map(isAlive)).toEqual([false, false]);
  });

  it('that does not listen on its port in time is given up', async () => {
    const opening = openTunnel('sleep 600 # %l', end, new AbortController().signal, 300);
    await expect(opening).rejects.toThrow('the tunnel did not listen in 0.3 s');
  });
});
