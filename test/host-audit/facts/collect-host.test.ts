import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { utils } from 'ssh2';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collectHost } from '../../../lib/host-audit/facts/collect-host';
import type { Machine } from '../../../lib/host-audit/facts/ssh/connect';
import { parsePin } from '../../../lib/host-audit/facts/ssh/pins';
import { fewCommands } from '../../support/few-commands';
import {
  newKey,
  runShell,
  type ServerBehaviour,
  startSshServer,
  testAlgorithms,
} from '../../support/ssh-server';

const commands = fewCommands({
  packages: { run: ['printf', 'ii \\tsudo\\t1.9\\n'] },
  kernelSettings: { run: ['echo', 'kernel.kptr_restrict = 2'] },
});

const options = {
  commands,
  algorithms: testAlgorithms,
  limitMs: 20_000,
  patienceMs: 10_000,
  by: '0.0.0',
  signal: new AbortController().signal,
};
const is = { role: 'app', onAzure: false };
const collect = (target: Machine, jumps: readonly Machine[] = [], tunnel?: string) =>
  collectHost({ way: { target, jumps, ...(tunnel !== undefined && { tunnel }) }, is }, options);

describe('a host', () => {
  it('is asked by the real shell, in one round trip: one connection, one channel, one command', async () => {
    const asked = { connections: 0, channels: 0, commands: [] as string[] };
    const target = await startSshServer('good', {
      onClient: (client) => {
        asked.connections += 1;
        client.on('session', () => (asked.channels += 1));
      },
      onExec: (channel, command) => {
        asked.commands.push(command);
        runShell(channel, command);
      },
    });
    const outcome = await collect(target);
    expect(outcome).toMatchObject({
      document: {
        form: 'yosai-facts/1',
        host: { name: 'good', account: 'auditor', hostKey: target.pins[0]?.fingerprint, role: 'app' },
        facts: {
          packages: { value: { sudo: { state: 'ii', version: '1.9' } } },
          kernelSettings: { value: { 'kernel.kptr_restrict': '2' } },
        },
      },
    });
    expect(outcome).not.toHaveProperty('document.collected.brokenOff');
    expect(asked).toEqual({ connections: 1, channels: 1, commands: ['exec sh -s'] });
  });

  it('is refused by name when it shows another key, before anybody logs in', async () => {
    let asked = 0;
    const target = await startSshServer('changed', { onAuthentication: () => (asked += 1) });
    const pins = [{ fingerprint: `SHA256:${'A'.repeat(43)}` }];
    const shown = target.pins[0]?.fingerprint;
    expect(await collect({ ...target, pins })).toEqual({
      unreachable: `its host key is not the one that is pinned: it shows ssh-ed25519 ${shown}, expected SHA256:${'A'.repeat(43)}; it was built anew, something else answers in its place, or the pin is of a key of another kind than Ed25519 and RSA`,
    });
    expect(asked).toBe(0);
    expect(await collect({ ...target, pins: [] })).toMatchObject({
      unreachable: expect.stringContaining('none is pinned'),
    });
  });

  it('is asked for its other keys where a fingerprint is pinned, which does not say its kind', async () => {
    const { private: rsa, public: line } = utils.generateKeyPairSync('rsa', { bits: 2048 });
    let connections = 0;
    const target = await startSshServer('several', {
      otherHostKeys: [rsa],
      onClient: () => (connections += 1),
    });
    const algorithms = { ...testAlgorithms, serverHostKey: ['ssh-ed25519', 'rsa-sha2-512', 'rsa-sha2-256'] };
    const collectBy = (fingerprint: string) =>
      collectHost(
        { way: { target: { ...target, pins: [{ fingerprint }] }, jumps: [] }, is },
        { ...options, algorithms },
      );
    const { fingerprint = '' } = parsePin(line) ?? {};
    expect(await collectBy(fingerprint)).toMatchObject({ document: { host: { hostKey: fingerprint } } });
    expect(connections).toBe(2);
    expect(await collectBy(`SHA256:${'A'.repeat(43)}`)).toEqual({
      unreachable: expect.stringContaining(`it shows ssh-ed25519 ${target.pins[0]?.fingerprint}, expected`),
    });
  });

  it('is not connected to when the pinned key is of a kind that is not taken', async () => {
    let connections = 0;
    const target = await startSshServer('old', { onClient: () => (connections += 1) });
    const pins = [{ fingerprint: `SHA256:${'A'.repeat(43)}`, kind: 'ecdsa-sha2-nistp256' }];
    expect(await collect({ ...target, pins })).toEqual({
      unreachable:
        'its pinned key is of the kind ecdsa-sha2-nistp256, which the auditor does not take; pin its key of the kind ssh-ed25519',
    });
    expect(connections).toBe(0);
  });

  it('that does not know the key is told apart from one that is not there', async () => {
    const target = await startSshServer('strange');
    const login = { kind: 'key', credentials: newKey().credentials } as const;
    expect(await collect({ ...target, login })).toEqual({
      unreachable:
        'it does not let auditor in with the key that was shown; see its authorized_keys and AllowUsers, and what its sshd logs',
    });
  });

  it('is reached through jump hosts, each by its own key', async () => {
    const [near, far, target] = [
      await startSshServer('near', { forwards: true }),
      await startSshServer('far', { forwards: true }),
      await startSshServer('inner'),
    ];
    expect(await collect(target, [near, far])).toMatchObject({ document: { host: { name: 'inner' } } });
    expect(await collect(target, [near, { ...far, pins: near.pins }])).toMatchObject({
      unreachable: expect.stringMatching(/^jump host far: its host key is not the one that is pinned/),
    });
  });
});

describe('a host that is not there', () => {
  it('is tried again, and asked once it is', async () => {
    const target = await startSshServer('late');
    let connections = 0;
    const door = await startDoor((socket) => {
      connections += 1;
      if (connections === 1) socket.resetAndDestroy();
      else socket.pipe(connect(target.port, '127.0.0.1')).pipe(socket);
    });
    expect(await collect({ ...target, port: door })).toHaveProperty('document');
    expect(connections).toBe(2);
  });

  it.each<[string, Partial<ServerBehaviour>]>([
    [
      'a login',
      { onAuthentication: () => {}, onClient: (client) => client.on('authentication', () => client.end()) },
    ],
    ['a command', { onExec: (_channel, _command, client) => client.end() }],
  ])('any more after %s began is not tried again', async (_, behaviour) => {
    let connections = 0;
    const target = await startSshServer('once', {
      ...behaviour,
      onClient: (client) => {
        connections += 1;
        behaviour.onClient?.(client);
      },
    });
    expect(await collect(target)).toHaveProperty('unreachable');
    expect(connections).toBe(1);
  });

  it('for good is told with the reason', async () => {
    const target = await startSshServer('never');
    const port = await startDoor(() => {}, 'close');
    expect(await collect({ ...target, port })).toEqual({ unreachable: 'the connection was refused' });
    expect(await collect({ ...target, address: 'no-such-host.invalid' })).toMatchObject({
      unreachable: expect.stringMatching(/^its name (is not known|could not be looked up)$/),
    });
  });
});

/** A port of this machine; with `close` one on which nothing listens. */
async function startDoor(onSocket: (socket: Socket) => void, end?: 'close'): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  if (end === 'close') await new Promise((resolve) => server.close(resolve));
  else
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
  return port;
}
