import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Server, type ServerConfig, utils } from 'ssh2';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askSshLogin, fingerprintOf } from '../../../../lib/host-audit/facts/probe/ssh-login';
import type { SshOffer } from '../../../../lib/host-audit/facts/probe/ssh-packets';
import { serve, wayTo } from '../../../support/loopback';

const rsa = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey;
const ed25519 = utils.generateKeyPairSync('ed25519').private;
const publicOf = (key: string) => {
  const parsed = utils.parseKey(key);
  if (parsed instanceof Error) throw parsed;
  return fingerprintOf(parsed.getPublicSSH());
};

const offer = (...hostKeys: string[]): SshOffer => ({
  protocol: '2.0',
  software: 'test',
  kex: [],
  hostKeys,
  ciphers: [],
  macs: [],
  compression: [],
});

async function sshServer(
  answer: (context: { method: string; accept(): void; reject(methods: string[]): void }) => void,
  config: Partial<ServerConfig> = {},
): Promise<number> {
  const server = new Server({ hostKeys: [ed25519, rsa], ...config }, (client) => {
    client.on('error', () => {});
    client.on('authentication', (context) =>
      answer({
        method: context.method,
        accept: () => context.accept(),
        reject: (methods) => context.reject(methods as never),
      }),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const both = offer('ssh-ed25519', 'rsa-sha2-512', 'rsa-sha2-256');

describe('a login without anything', () => {
  it('shows every host key, and the methods that are offered', async () => {
    const asked: string[] = [];
    const port = await sshServer(({ method, reject }) => {
      asked.push(method);
      reject(['publickey']);
    });
    expect(await askSshLogin(wayTo(port), both, 'yosai-probe')).toEqual({
      keys: [
        { kind: 'ssh-ed25519', value: { type: 'ssh-ed25519', fingerprint: publicOf(ed25519) } },
        { kind: 'ssh-rsa', value: { type: 'ssh-rsa', fingerprint: publicOf(rsa) } },
      ],
      login: { value: { methods: ['publickey'] } },
    });
    // Nothing is ever tried but the method that shows nothing.
    expect(new Set(asked)).toEqual(new Set(['none']));
  });

  it('tells who lets everybody in', async () => {
    const port = await sshServer(({ accept }) => accept());
    const { login } = await askSshLogin(wayTo(port), both, 'yosai-probe');
    expect(login).toEqual({ value: { admits: 'everybody' } });
  });

  it('asks for no key of a kind that is not offered, and knows no others', async () => {
    const port = await sshServer(({ reject }) => reject(['publickey']));
    const { keys } = await askSshLogin(wayTo(port), offer('ssh-ed25519'), 'yosai-probe');
    expect(keys.map(({ kind }) => kind)).toEqual(['ssh-ed25519']);
    expect(await askSshLogin(wayTo(port), offer('sk-new@example.org'), 'yosai-probe')).toEqual({
      keys: [],
      login: { unknown: 'the server offers no host key that is known here' },
    });
  });

  it.each<[string, Parameters<typeof serve>[0], RegExp]>([
    ['says nothing', () => {}, /^no whole answer within 1 second$|^Timed out/],
    ['closes', (socket) => socket.end(), /closed|Connection lost/],
    ['speaks something else', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), /./],
    ['sends junk after its banner', (socket) => socket.write(`SSH-2.0-x\r\n${'\xff'.repeat(999)}`), /./],
  ])('learns nothing of a server that %s', async (_, talk, why) => {
    const port = await serve(talk);
    const { keys, login } = await askSshLogin(
      wayTo(port, { seconds: 1 }),
      offer('ssh-ed25519'),
      'yosai-probe',
    );
    expect(keys).toEqual([{ kind: 'ssh-ed25519', unknown: expect.stringMatching(why) }]);
    expect(login).toEqual({ unknown: expect.stringMatching(why) });
  });

  it('learns nothing when the time is up', async () => {
    const { login } = await askSshLogin(wayTo(1, { until: 0 }), both, 'yosai-probe');
    expect(login).toEqual({ unknown: 'not asked: the time was up' });
  });
});
