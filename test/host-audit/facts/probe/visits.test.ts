import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import { beforeAll, describe, expect, it } from 'vitest';
import { mostHops, visit } from '../../../../lib/host-audit/facts/probe/visits';
import { drip, listen, pour, serve, wayTo } from '../../../support/loopback';
import { type Issued, issue } from '../../../support/web-certificates';

const name = 'web.example.jp';
const plain = (port: number, path = '/', seconds = 5) =>
  visit({ way: wayTo(port, { seconds }), scheme: 'http', name, hostPort: 80, path });
const answering = async (listener: RequestListener) => listen(http.createServer(listener));

describe('a visit', () => {
  it('asks for a path by the name of the host, without credentials', async () => {
    let heard: http.IncomingHttpHeaders = {};
    const port = await answering((request, response) => {
      heard = request.headers;
      response.writeHead(401).end('no');
    });
    expect(await plain(port, '/a?b')).toEqual({
      path: '/a?b',
      hops: { value: [{ url: `http://${name}/a?b`, status: 401 }] },
    });
    expect(heard).toMatchObject({ host: name, 'user-agent': 'yosai-probe' });
    expect(Object.keys(heard)).not.toContain('authorization');
  });

  it.each([
    ['127.0.0.1', 80, '127.0.0.1'],
    ['fe80::1%eth0', 80, '[fe80::1]'],
    [name, 8080, `${name}:8080`],
  ])('asks %s at port %i for %s', async (host, hostPort, expected) => {
    let heard: string | undefined;
    const port = await answering(({ headers }, response) => {
      heard = headers.host;
      response.writeHead(401).end();
    });
    await visit({ way: wayTo(port), scheme: 'http', name: host, hostPort, path: '/' });
    expect(heard).toBe(expected);
  });

  it('follows where it is led within the same origin', async () => {
    const port = await answering(({ url }, response) => {
      if (url === '/') response.writeHead(302, { location: 'login' }).end();
      else response.writeHead(200).end();
    });
    expect((await plain(port)).hops).toEqual({
      value: [
        { url: `http://${name}/`, status: 302, location: `http://${name}/login` },
        { url: `http://${name}/login`, status: 200 },
      ],
    });
  });

  it.each([
    ['another host', 'http://other.example.jp/'],
    ['another scheme', `https://${name}/`],
    ['another port', `http://${name}:8080/`],
  ])('does not follow to %s', async (_, location) => {
    const port = await answering((_request, response) => response.writeHead(301, { location }).end());
    expect((await plain(port)).hops).toEqual({ value: [{ url: `http://${name}/`, status: 301, location }] });
  });

  it('gives up where it is led in a circle', async () => {
    const port = await answering(({ url = '' }, response) =>
      response.writeHead(302, { location: `${url}x` }).end(),
    );
    const { hops, goesOn } = await plain(port);
    expect(goesOn).toBe(true);
    expect('value' in hops && hops.value.length).toBe(mostHops);
  });

  it('is led nowhere by what is no address, or no redirection', async () => {
    const port = await answering(({ url }, response) =>
      response.writeHead(url === '/' ? 302 : 200, { location: url === '/' ? 'http://[' : '/x' }).end(),
    );
    expect((await plain(port)).hops).toEqual({ value: [{ url: `http://${name}/`, status: 302 }] });
    expect((await plain(port, '/ok')).hops).toEqual({ value: [{ url: `http://${name}/ok`, status: 200 }] });
  });

  it('needs the head of the answer only', async () => {
    const port = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      pour(socket, 'x'.repeat(65_536));
    });
    expect((await plain(port)).hops).toMatchObject({ value: [{ status: 200 }] });
  });

  it.each<[string, Parameters<typeof serve>[0], RegExp]>([
    ['nothing', () => {}, /^no whole answer within 1 second$/],
    ['the end', (socket) => socket.end(), /^the connection was closed$/],
    ['another protocol', (socket) => socket.end('SSH-2.0-OpenSSH\r\n'), /^no answer of HTTP \(HPE_/],
    [
      'headers without end',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        pour(socket, `a: ${'x'.repeat(1000)}\r\n`);
      },
      /^headers of more than 16384 bytes$/,
    ],
    [
      'one byte at a time',
      (socket) => drip(socket, Buffer.from(`HTTP/1.1 200 OK\r\na: ${'x'.repeat(999)}`), 20),
      /^no whole answer within 1 second$/,
    ],
    [
      'news without an answer',
      (socket) => pour(socket, 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)),
      /^no whole answer within 1 second$/,
    ],
  ])('brings nothing when the answer is %s', async (_, talk, unknown) => {
    const { hops } = await plain(await serve(talk), '/', 1);
    expect(hops).toEqual({ unknown: expect.stringMatching(unknown) });
  });

  describe('of https', () => {
    let issued: Issued;
    beforeAll(async () => {
      issued = await issue({ subject: 'CN=x' });
    });

    it('takes any certificate, and keeps what the server says of the next visits', async () => {
      const header = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };
      const server = https.createServer({ cert: issued.cert, key: issued.key }, (_, response) =>
        response.writeHead(403, header).end(),
      );
      const way = wayTo(await listen(server));
      expect(await visit({ way, scheme: 'https', name, hostPort: 443, path: '/' })).toEqual({
        path: '/',
        hops: {
          value: [
            {
              url: `https://${name}/`,
              status: 403,
              transportSecurity: 'max-age=31536000; includeSubDomains',
            },
          ],
        },
      });
    });

    it('brings nothing of a server without TLS', async () => {
      const way = wayTo(await serve((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')));
      const { hops } = await visit({ way, scheme: 'https', name, hostPort: 443, path: '/' });
      expect(hops).toEqual({ unknown: expect.stringMatching(/^no handshake: /) });
    });
  });
});
