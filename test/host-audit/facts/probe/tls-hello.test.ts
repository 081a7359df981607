import type { Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '../../../../lib/host-audit/facts/fact';
import { learn } from '../../../../lib/host-audit/facts/probe/no-answer';
import {
  clientHello,
  type HelloAnswer,
  readHelloAnswer,
  type TlsVersion,
} from '../../../../lib/host-audit/facts/probe/tls-hello';
import { converse, type Way } from '../../../../lib/host-audit/facts/probe/wire';
import { drip, listen, pour, serve, wayTo } from '../../../support/loopback';
import { type Issued, issue } from '../../../support/web-certificates';

const ask = (port: number, hello: Buffer, way: Partial<Way> = {}): Promise<Fact<HelloAnswer>> =>
  learn(() =>
    converse(wayTo(port, way), (wire) => {
      wire.write(hello);
      return readHelloAnswer(wire);
    }),
  );
const talkTo = async (talk: (socket: Socket) => void) =>
  ask(await serve(talk), clientHello('TLS 1.2', [0xc02f], 'web.example.jp'), { seconds: 1 });

/** A record with this content. */
const record = (type: number, content: Buffer) =>
  Buffer.concat([Buffer.from([type, 3, 3, content.length >> 8, content.length & 0xff]), content]);
/** A ServerHello with this choice and these extensions. */
function serverHello(version: number, suite: number, extensions = ''): Buffer {
  const number = (value: number) => Buffer.from([value >> 8, value & 0xff]);
  const own = Buffer.from(extensions, 'hex');
  const body = Buffer.concat([
    number(version),
    Buffer.alloc(32),
    Buffer.from([0]),
    number(suite),
    Buffer.from([0]),
    ...(own.length === 0 ? [] : [number(own.length), own]),
  ]);
  return Buffer.concat([Buffer.from([2, 0]), number(body.length), body]);
}

describe('a real server', () => {
  let issued: Issued;
  beforeAll(async () => {
    issued = await issue({ subject: 'CN=web', names: ['web.example.jp'] });
  });
  const real = async (hello: Buffer, options: TlsOptions = {}) => {
    const server = createServer({ cert: issued.cert, key: issued.key, ...options });
    server.on('tlsClientError', () => {});
    return ask(await listen(server), hello);
  };

  it.each<[TlsVersion, number, number]>([
    ['TLS 1.3', 0x1301, 0x0304],
    ['TLS 1.2', 0xc02b, 0x0303],
  ])('takes %s', async (version, suite, number) => {
    expect(await real(clientHello(version, [suite], 'web.example.jp'))).toEqual({
      value: { version: number, suite },
    });
  });

  it('asks for another key and has chosen nevertheless', async () => {
    const hello = clientHello('TLS 1.3', [0x1302], 'web.example.jp');
    expect(await real(hello, { ecdhCurve: 'P-384' })).toEqual({ value: { version: 0x0304, suite: 0x1302 } });
  });

  it('takes TLS 1.0 when it is so old', async () => {
    const old = { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    expect(await real(clientHello('TLS 1.0', [0xc009], ''), old)).toEqual({
      value: { version: 0x0301, suite: 0xc009 },
    });
    expect(await real(clientHello('SSL 3.0', [0xc009], ''), old)).toEqual({
      value: { alert: expect.any(Number) },
    });
  });

  it('refuses what it does not have', async () => {
    expect(await real(clientHello('TLS 1.2', [0x0005], 'web.example.jp'))).toEqual({ value: { alert: 40 } });
    expect(await real(clientHello('TLS 1.1', [0xc009], 'web.example.jp'))).toEqual({ value: { alert: 70 } });
  });

  it('hears the name that is asked for', async () => {
    let heard: string | undefined;
    const SNICallback: TlsOptions['SNICallback'] = (name, done) => {
      heard = name;
      done(null);
    };
    await real(clientHello('TLS 1.2', [0xc02b], 'web.example.jp'), { SNICallback });
    expect(heard).toBe('web.example.jp');
  });
});

describe('a made-up answer', () => {
  it.each<[string, Buffer, HelloAnswer]>([
    ['in one record', record(22, serverHello(0x0303, 0xc02f)), { version: 0x0303, suite: 0xc02f }],
    [
      'whose version stands in an extension behind another',
      record(22, serverHello(0x0303, 0x1301, '00000000002b00020304')),
      { version: 0x0304, suite: 0x1301 },
    ],
    [
      'in two records',
      Buffer.concat([
        record(22, serverHello(0x0303, 0xc02f).subarray(0, 3)),
        record(22, serverHello(0x0303, 0xc02f).subarray(3)),
      ]),
      { version: 0x0303, suite: 0xc02f },
    ],
    [
      'after a warning',
      Buffer.concat([record(21, Buffer.from([1, 112])), record(22, serverHello(0x0303, 0xc02f))]),
      { version: 0x0303, suite: 0xc02f },
    ],
    ['that is an alert', record(21, Buffer.from([2, 40])), { alert: 40 }],
    ['that is nothing but the end', Buffer.alloc(0), { closed: true }],
  ])('%s is understood', async (_, bytes, value) => {
    expect(await talkTo((socket) => socket.end(bytes))).toEqual({ value });
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['that does not come', () => {}, 'no whole answer within 1 second'],
    [
      'that comes too slowly',
      (socket) => drip(socket, record(22, serverHello(0x0303, 1)), 200),
      'no whole answer within 1 second',
    ],
    [
      'of another protocol',
      (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n'),
      'expected an alert or a handshake of TLS, found "HTTP/"',
    ],
    [
      'whose record is too long',
      (socket) => socket.end(Buffer.from('160303ffff', 'hex')),
      'expected an alert or a handshake of TLS, found "\\u0016\\u0003\\u0003ÿÿ"',
    ],
    [
      'whose handshake is too long',
      (socket) => socket.end(record(22, Buffer.from('02ffffff', 'hex'))),
      'expected a ServerHello, found "message 2 of 16777215 bytes"',
    ],
    [
      'whose session id goes beyond it',
      (socket) =>
        socket.end(
          record(
            22,
            Buffer.concat([Buffer.from('02000026', 'hex'), Buffer.alloc(34), Buffer.from('ff000000', 'hex')]),
          ),
        ),
      'expected a whole ServerHello, found "38 bytes"',
    ],
    [
      'of warnings without end',
      (socket) =>
        pour(socket, Buffer.concat(Array.from({ length: 500 }, () => record(21, Buffer.from([1, 112]))))),
      'more than 5 records that say nothing',
    ],
    [
      'of empty records without end',
      (socket) => pour(socket, Buffer.concat(Array.from({ length: 500 }, () => record(22, Buffer.alloc(0))))),
      'more than 5 records that say nothing',
    ],
  ])('%s is not', async (_, talk, unknown) => {
    expect(await talkTo(talk)).toEqual({ unknown });
  });

  it('of any bytes is something or nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 120 }), fc.boolean(), async (bytes, isRecord) => {
        const answer = await talkTo((socket) =>
          socket.end(isRecord ? record(22, Buffer.from(bytes)) : bytes),
        );
        expect(Object.keys(answer)).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});
