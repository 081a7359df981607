import { createServer, type TlsOptions } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { ianaName, suiteName, suitesOf } from '../../../../lib/host-audit/facts/probe/tls-suites';
import { askAcceptedSuites } from '../../../../lib/host-audit/facts/probe/tls-suites-accepted';
import { listen, serve, wayTo } from '../../../support/loopback';
import { type Issued, issue } from '../../../support/web-certificates';

describe('names of suites', () => {
  it.each([
    [0xc02f, 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
    [0x1301, 'TLS_AES_128_GCM_SHA256'],
    [0x0005, 'TLS_RSA_WITH_RC4_128_SHA'],
    [0xc03c, '0xC03C'],
  ])('%i is %s', (id, name) => expect(suiteName(id)).toBe(name));

  it('are found by those of OpenSSL', () => {
    expect(ianaName('ECDHE-RSA-AES128-GCM-SHA256')).toBe('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256');
    expect(ianaName('TLS_AES_128_GCM_SHA256')).toBe('TLS_AES_128_GCM_SHA256');
    expect(ianaName('ECDHE-RSA-ROT13')).toBeUndefined();
  });

  it('of 1.3 are others than those before it', () => {
    expect(suitesOf('TLS 1.3')).toContain(0x1301);
    expect(suitesOf('TLS 1.3')).not.toContain(0xc02f);
    expect(suitesOf('TLS 1.2')).toContain(0xc02f);
    expect(suitesOf('TLS 1.2')).not.toContain(0x1301);
    // The signal of renegotiation is no suite.
    expect(suitesOf('TLS 1.0')).not.toContain(0x00ff);
  });
});

describe('what a server accepts', () => {
  let ec: Issued;
  let rsa: Issued;
  beforeAll(async () => {
    [ec, rsa] = await Promise.all([issue({ subject: 'CN=ec' }), issue({ subject: 'CN=rsa', rsaBits: 2048 })]);
  });
  const asked = async (options: TlsOptions) => {
    const server = createServer({ cert: [ec.cert, rsa.cert], key: [ec.key, rsa.key], ...options });
    server.on('tlsClientError', () => {});
    return askAcceptedSuites(wayTo(await listen(server)), '');
  };

  it('is every suite of every version, and no more', async () => {
    const suites = await asked({
      minVersion: 'TLSv1.2',
      ciphers: 'TLS_AES_256_GCM_SHA384:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:AES128-SHA',
    });
    const sorted = Object.fromEntries(
      Object.entries(suites).map(([version, answer]) => [
        version,
        'value' in answer && [...answer.value].sort(),
      ]),
    );
    expect(sorted).toEqual({
      'TLS 1.3': ['TLS_AES_256_GCM_SHA384'],
      'TLS 1.2': [
        'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
        'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
        'TLS_RSA_WITH_AES_128_CBC_SHA',
      ],
      'TLS 1.1': [],
      'TLS 1.0': [],
      'SSL 3.0': [],
    });
  });

  it('is found of old versions too', async () => {
    const suites = await asked({
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'AES128-SHA:@SECLEVEL=0',
    });
    expect(suites).toMatchObject({
      'TLS 1.3': { value: [] },
      'TLS 1.2': { value: [] },
      'TLS 1.1': { value: ['TLS_RSA_WITH_AES_128_CBC_SHA'] },
      'TLS 1.0': { value: ['TLS_RSA_WITH_AES_128_CBC_SHA'] },
    });
  });

  it('is not known of a server that shuts us out on the way', async () => {
    let connections = 0;
    const server = createServer({ cert: ec.cert, key: ec.key, maxVersion: 'TLSv1.2' });
    server.on('tlsClientError', () => {});
    server.prependListener('connection', (socket) => {
      connections += 1;
      if (connections > 12) socket.destroy();
    });
    const suites = await askAcceptedSuites(wayTo(await listen(server)), '');
    const unknown = expect.stringMatching(/ at first and no more at the end$/);
    expect(suites['TLS 1.2']).toEqual({ unknown });
    expect(suites['TLS 1.0']).toEqual({ unknown });
  });

  it('is not known of a server that chooses what was not offered', async () => {
    const hello = (suite: string) =>
      Buffer.from(`160303002a0200002603 03${'00'.repeat(33)}${suite}00`.replace(' ', ''), 'hex');
    const port = await serve((socket) => socket.once('data', () => socket.end(hello('9999'))));
    expect((await askAcceptedSuites(wayTo(port), ''))['TLS 1.2']).toEqual({
      unknown: 'expected a suite that was offered, found "0x9999"',
    });
  });

  it('is not known of a server that hangs, after one time limit for each version', async () => {
    const started = Date.now();
    const suites = await askAcceptedSuites(wayTo(await serve(() => {}), { seconds: 1 }), '');
    expect(suites['TLS 1.0']).toEqual({ unknown: 'no whole answer within 1 second' });
    expect(Date.now() - started).toBeLessThan(9000);
  });

  it('is nothing of a server that only closes', async () => {
    const suites = await askAcceptedSuites(wayTo(await serve((socket) => socket.end())), '');
    expect(suites['TLS 1.2']).toEqual({ value: [] });
  });
});
