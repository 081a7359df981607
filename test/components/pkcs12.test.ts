import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { toPkcs12 } from '../../components/pkcs12';
import { certificate, keyPair } from './support/certificate';

const { publicKey, privateKey } = keyPair();
const pem = certificate(privateKey, publicKey);
const pfx = toPkcs12(privateKey, pem);

describe('toPkcs12', () => {
  it('makes a container that a TLS server opens with an empty password and serves from', async () => {
    const server = tls.createServer({ pfx, passphrase: '' }, (socket) => socket.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = tls.connect({ host: '127.0.0.1', port, servername: 'localhost', ca: [pem] });
    await once(client, 'secureConnect');
    expect(client.authorized).toBe(true);
    expect(client.getPeerX509Certificate()?.fingerprint256).toBe(new X509Certificate(pem).fingerprint256);
    client.destroy();
    server.close();
  });

  it('gives the same bytes for the same input', () => {
    expect(toPkcs12(privateKey, pem).equals(pfx)).toBe(true);
  });

  it('is not opened with another password, nor when a byte is changed', () => {
    expect(() => tls.createSecureContext({ pfx, passphrase: 'x' })).toThrow(/mac verify failure/);
    const changed = Buffer.from(pfx);
    changed[200] = (changed[200] ?? 0) ^ 1;
    expect(() => tls.createSecureContext({ pfx: changed, passphrase: '' })).toThrow();
  });

  it('refuses what is no key without repeating it', () => {
    expect(() => toPkcs12('hunter2', pem)).toThrow(
      /^a PKCS#12 container needs a private key and a certificate in PEM form$/,
    );
  });
});
