import type { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../../lib/host-audit/facts/fact';
import { learn } from '../../../../lib/host-audit/facts/probe/no-answer';
import { readSshOffer, type SshOffer } from '../../../../lib/host-audit/facts/probe/ssh-packets';
import { converse, type Way } from '../../../../lib/host-audit/facts/probe/wire';
import { drip, pour, serve, wayTo } from '../../../support/loopback';

const banner = 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7\r\n';
/** As sshd of Debian 12 sends it, hardened, with the signals among its key exchanges. */
const offered = [
  'sntrup761x25519-sha512@openssh.com,curve25519-sha256,ext-info-s,kex-strict-s-v00@openssh.com',
  'ssh-ed25519,rsa-sha2-512',
  'aes256-gcm@openssh.com,aes128-ctr',
  'aes256-gcm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'none,zlib@openssh.com',
  'none,zlib@openssh.com',
  '',
  '',
];

function packet(payload: Buffer, padding = 4): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(payload.length + padding + 1);
  head[4] = padding;
  return Buffer.concat([head, payload, Buffer.alloc(padding)]);
}

function list(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, Buffer.from(text)]);
}

const kexInit = (lists = offered) =>
  packet(Buffer.concat([Buffer.from([20]), Buffer.alloc(16), ...lists.map(list), Buffer.alloc(5)]));

async function read(talk: (socket: Socket) => void, way: Partial<Way> = {}): Promise<Fact<SshOffer>> {
  const port = await serve(talk);
  return learn(() => converse(wayTo(port, way), (wire) => readSshOffer(wire, 'SSH-2.0-test')));
}
const thenSends = (bytes: Buffer) => (socket: Socket) => {
  socket.write(Buffer.concat([Buffer.from(banner), bytes]));
};

describe('what a server offers', () => {
  it('is read from the wire', async () => {
    expect(await read(thenSends(kexInit()))).toEqual({
      value: {
        protocol: '2.0',
        software: 'OpenSSH_9.2p1 Debian-2+deb12u7',
        kex: offered[0]?.split(','),
        hostKeys: ['ssh-ed25519', 'rsa-sha2-512'],
        ciphers: ['aes256-gcm@openssh.com', 'aes128-ctr'],
        macs: ['hmac-sha2-512-etm@openssh.com'],
        compression: ['none', 'zlib@openssh.com'],
      },
    });
  });

  it('is cut where a name is longer than any may be', async () => {
    const found = await read(thenSends(kexInit([`a,${'x'.repeat(9999)}`, ...offered.slice(1)])));
    expect('value' in found && found.value.kex).toEqual(['a', 'x'.repeat(65)]);
  });

  it('may come after lines of greeting and messages that say nothing, in small pieces', async () => {
    const ignore = packet(Buffer.from([2, 0, 0, 0, 0]));
    const whole = Buffer.concat([
      Buffer.from(`Welcome\r\n${banner}`),
      ignore,
      kexInit(['a', ...offered.slice(1)]),
    ]);
    const found = await read((socket) => drip(socket, whole, 1));
    expect('value' in found && found.value.kex).toEqual(['a']);
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['that says nothing', () => {}, 'no whole answer within 1 second'],
    ['that closes', (socket) => socket.end(), 'the connection was closed'],
    ['that resets', (socket) => socket.resetAndDestroy(), 'the connection was closed'],
    ['whose line has no end', (socket) => pour(socket, 'x'.repeat(4096)), 'a line of more than 255 bytes'],
    [
      'whose lines have no end',
      (socket) => pour(socket, 'no SSH\n'.repeat(1000)),
      '50 lines without the banner of an SSH server',
    ],
    [
      'that is slow',
      (socket) => drip(socket, Buffer.from(`${banner}${'x'.repeat(99)}`), 50),
      'no whole answer within 1 second',
    ],
    [
      'whose packet is too long',
      thenSends(Buffer.from('ffffffff00', 'hex')),
      'expected a packet of 2 to 35000 bytes, found "a length of 4294967295"',
    ],
    [
      'whose padding is longer than its packet',
      thenSends(Buffer.from('00000006ff1400000000', 'hex')),
      'expected padding within its packet, found "255 of 6"',
    ],
    [
      'whose list goes beyond its packet',
      thenSends(packet(Buffer.concat([Buffer.from([20]), Buffer.alloc(16), Buffer.from('7fffffff', 'hex')]))),
      'expected a list within its packet, found "one to 2147483668"',
    ],
    [
      'whose lists are too few',
      thenSends(kexInit(['a', 'b'])),
      'expected ten lists of names, found "the end of the packet"',
    ],
    [
      'that ends the connection',
      thenSends(packet(Buffer.concat([Buffer.from([1, 0, 0, 0, 2]), list('Too many\u0007 users')]))),
      'the server ended the connection: "Too many\\u0007 users"',
    ],
    [
      'that begins with another message',
      thenSends(packet(Buffer.from([50, 0]))),
      'expected SSH_MSG_KEXINIT (20), found "message 50"',
    ],
    [
      'whose messages that say nothing are large',
      thenSends(
        Buffer.concat([
          packet(Buffer.concat([Buffer.from([2]), Buffer.alloc(34_000)])),
          packet(Buffer.concat([Buffer.from([2]), Buffer.alloc(34_000)])),
        ]),
      ),
      'more than 65536 bytes',
    ],
    [
      'that goes on with messages that say nothing',
      (socket) => {
        socket.write(banner);
        pour(socket, Buffer.concat(Array.from({ length: 1000 }, () => packet(Buffer.from([4, 0])))));
      },
      'more than 10 packets before SSH_MSG_KEXINIT',
    ],
  ])('is not known of a server %s', async (_, talk, unknown) => {
    const started = Date.now();
    expect(await read(talk, { seconds: 1 })).toEqual({ unknown });
    expect(Date.now() - started).toBeLessThan(4000);
  });

  it('is something or nothing for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const found = await read((socket) => socket.end(Buffer.concat([Buffer.from(banner), bytes])));
        expect(Object.keys(found)).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});
