import { createServer } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { askCertificates } from '../../../../lib/host-audit/facts/probe/certificates';
import { learn } from '../../../../lib/host-audit/facts/probe/no-answer';
import { listen, pour, serve, wayTo } from '../../../support/loopback';
import { type Issued, type IssueOptions, issue } from '../../../support/web-certificates';

const name = 'web.example.jp';

describe('certificates of a server', () => {
  let authority: Issued;
  beforeAll(async () => {
    authority = await issue({ subject: 'CN=Authority', rsaBits: 2048 });
  });
  const shown = async (
    options: IssueOptions,
    asked = name,
    trusted: readonly string[] = [authority.cert],
  ) => {
    const { cert, key } = await issue({ by: authority, ...options });
    const server = createServer({ cert: `${cert}\n${authority.cert}`, key, ciphers: 'DEFAULT:@SECLEVEL=0' });
    server.on('tlsClientError', () => {});
    const port = await listen(server);
    return learn(() => askCertificates(wayTo(port), asked, trusted));
  };

  it('are read with their issuers', async () => {
    expect(await shown({ subject: 'CN=web, O=Hanaya', names: [name, '*.example.org'] })).toEqual({
      value: {
        chain: [
          {
            subject: 'CN=web, O=Hanaya',
            issuer: 'CN=Authority',
            validFrom: expect.any(Number),
            validTo: expect.any(Number),
            key: { type: 'ec', bits: 256 },
            signature: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
            isOwnIssuer: false,
          },
          expect.objectContaining({
            subject: 'CN=Authority',
            key: { type: 'rsa', bits: 2048 },
            isOwnIssuer: true,
          }),
        ],
        names: `DNS:${name}, DNS:*.example.org`,
        coversName: true,
      },
    });
  });

  it.each<[string, IssueOptions, string, boolean]>([
    ['for a name of a wildcard', { subject: 'CN=x', names: ['*.example.jp'] }, name, true],
    ['for another name', { subject: 'CN=x', names: ['other.example.jp'] }, name, false],
    ['with the name in its subject alone', { subject: `CN=${name}` }, name, false],
    ['for an address', { subject: 'CN=x', addresses: ['127.0.0.1'] }, '127.0.0.1', true],
    ['for another address', { subject: 'CN=x', addresses: ['127.0.0.2'] }, '127.0.0.1', false],
  ])('%s', async (_, options, asked, coversName) => {
    expect(await shown(options, asked)).toMatchObject({ value: { coversName } });
  });

  it('are read when they are weak, too', async () => {
    const by = await issue({ subject: 'CN=Old', rsaBits: 1024, hash: 'SHA-1' });
    const weak = await shown({ subject: 'CN=x', names: [name], rsaBits: 1024, by });
    expect('value' in weak && weak.value.chain[0]).toMatchObject({
      key: { type: 'rsa', bits: 1024 },
      signature: { hash: 'SHA-1' },
    });
  });

  it.each<[string, IssueOptions, readonly string[] | undefined, string]>([
    ['that nobody knows', { subject: 'CN=x', names: [name] }, [], 'SELF_SIGNED_CERT_IN_CHAIN'],
    [
      'that has expired',
      { subject: 'CN=x', names: [name], from: -9, days: -1 },
      undefined,
      'CERT_HAS_EXPIRED',
    ],
  ])('are distrusted of one %s', async (_, options, trusted, distrusted) => {
    expect(await shown(options, name, trusted)).toMatchObject({ value: { distrusted } });
  });

  it.each<[string, Parameters<typeof serve>[0], RegExp]>([
    ['says nothing', () => {}, /^no whole answer within 1 second$/],
    ['closes', (socket) => socket.end(), /closed/],
    ['speaks something else', (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'), /^no handshake: ERR_SSL_/],
    [
      'pours out junk',
      (socket) => pour(socket, '\u0016\u0003\u0003'.repeat(9999)),
      /^no handshake: ERR_SSL_|closed/,
    ],
  ])('are not known of a server that %s', async (_, talk, unknown) => {
    const port = await serve(talk);
    expect(await learn(() => askCertificates(wayTo(port, { seconds: 1 }), name, []))).toEqual({
      unknown: expect.stringMatching(unknown),
    });
  });
});
