import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

import type { ServerChannel } from 'ssh2';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collectHost, type Outcome } from '../../../lib/host-audit/facts/collect-host';
import type { Machine } from '../../../lib/host-audit/facts/ssh/connect';
import { fewCommands } from '../../support/few-commands';
import { auditorKey, markOf, runShell, startSshServer, testAlgorithms } from '../../support/ssh-server';

const commands = fewCommands({
  packages: { run: ['printf', 'ii \\tsudo\\t1.9\\n'], bytes: 20_000 },
  kernelSettings: { run: ['echo', 'kernel.kptr_restrict = 2'], bytes: 20_000 },
});

/** Audits a host within limits that a test can wait for. */
function collect(target: Machine, limits: { limitMs?: number; patienceMs?: number } = {}): Promise<Outcome> {
  const { limitMs = 15_000, patienceMs = 10_000 } = limits;
  const signal = new AbortController().signal;
  const options = { commands, algorithms: testAlgorithms, limitMs, patienceMs, by: '0.0.0', signal };
  return collectHost({ way: { target, jumps: [] }, is: { role: 'app', onAzure: false } }, options);
}

/** A port that speaks no SSH but what the test says. */
async function startPort(onSocket: (socket: Socket) => void): Promise<Machine> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const pins = [{ fingerprint: `SHA256:${'A'.repeat(43)}` }];
  const login = { kind: 'key', credentials: auditorKey.credentials } as const;
  return { name: 'hostile', address: '127.0.0.1', port, account: 'auditor', pins, login };
}

const why = (outcome: Outcome) =>
  'unreachable' in outcome
    ? outcome.unreachable
    : (outcome.document.collected.brokenOff ?? 'all of it was read');

/** Writes for as long as the other side takes it. */
function pour(
  stream: { write(chunk: Buffer): boolean; on(event: string, listener: () => void): unknown },
  chunk: Buffer,
) {
  let isOver = false;
  stream.on('close', () => {
    isOver = true;
  });
  const go = () => {
    while (!isOver && stream.write(chunk));
  };
  stream.on('drain', go);
  go();
}

describe('a host that hangs', () => {
  it.each([
    ['before it sends anything', () => {}, 'no answer in 0.3 s before it sent anything'],
    [
      'after half a greeting',
      (socket: Socket) => socket.write('SSH-2.0-'),
      'no answer in 0.3 s while keys were exchanged',
    ],
    [
      'after its greeting',
      (socket: Socket) => socket.write('SSH-2.0-x\r\n'),
      'no answer in 0.3 s while keys were exchanged',
    ],
  ])('%s is told apart', async (_, onSocket, expected) => {
    expect(why(await collect(await startPort(onSocket), { patienceMs: 300 }))).toBe(expected);
  });

  it('in the exchange of keys', async () => {
    // The first packet of the exchange, and nothing after it.
    const target = await startSshServer('stuck');
    const middle = await startPort((socket) => {
      let passed = 0;
      const inner = connect(target.port, '127.0.0.1');
      inner.on('error', () => {});
      socket.pipe(inner);
      inner.on('data', (chunk: Buffer) => {
        if (passed < 2) socket.write(chunk);
        passed += 1;
      });
      socket.on('close', () => inner.destroy());
    });
    expect(why(await collect({ ...target, port: middle.port }, { patienceMs: 500 }))).toMatch(
      /^no answer in 0.5 s while (keys were exchanged|logging in)$/,
    );
  });

  it('in authentication', async () => {
    const target = await startSshServer('silent', { onAuthentication: () => {} });
    expect(why(await collect(target, { patienceMs: 500 }))).toBe('no answer in 0.5 s while logging in');
  });

  it('when a channel is to be opened', async () => {
    const target = await startSshServer('closed', { onSession: () => {} });
    expect(why(await collect(target, { limitMs: 800 }))).toBe('not done within 0.8 s');
  });

  it('before it runs anything', async () => {
    const target = await startSshServer('idle', { onExec: () => {} });
    expect(why(await collect(target, { limitMs: 800 }))).toBe('not done within 0.8 s');
  });

  it('in the middle of its output, of which what is whole is kept', async () => {
    const target = await startSshServer('half', {
      onExec: (channel) =>
        scripted(
          channel,
          (mark) => `\n${mark} packages\nii \tsudo\t1.9\n\n${mark}:${mark}=0;\n\n${mark} kernelS`,
        ),
    });
    expect(await collect(target, { limitMs: 1000 })).toMatchObject({
      document: {
        collected: { brokenOff: 'not done within 1 s' },
        facts: {
          packages: { value: { sudo: { version: '1.9' } } },
          kernelSettings: { unknown: 'echo was not run: the connection ended before' },
        },
      },
    });
  });
});

/** Answers with what a collector with the same mark would have printed. */
function scripted(
  channel: ServerChannel,
  print: (mark: string) => string | Buffer,
  after = (_: ServerChannel) => {},
) {
  let script = '';
  channel.on('data', (chunk: Buffer) => {
    script += chunk.toString();
  });
  channel.on('end', () => {
    const mark = markOf(script);
    channel.write(print(mark));
    after(channel);
  });
}

describe('a host that lies', () => {
  it.each([
    ['endless text before SSH', Buffer.from('hello\r\n'.repeat(10_000)), /Max greeting lines|Header line/],
    ['a line without end', Buffer.alloc(65_536, 0x61), /Header line too long/],
    ['bytes that are no SSH', Buffer.from([...Array(4096).keys()].map((byte) => (byte * 7) % 256)), /./],
    [
      'a packet of four gigabytes',
      Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), Buffer.alloc(64, 0xff)]),
      /length/i,
    ],
    ['a packet of no length', Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), Buffer.alloc(64, 0)]), /length/i],
  ])('by %s is not reached', async (_, chunk, expected) => {
    const target = await startPort((socket) => pour(socket, chunk));
    const outcome = await collect(target, { patienceMs: 3000 });
    expect(outcome).toHaveProperty('unreachable');
    expect(why(outcome)).toMatch(expected);
    expect(why(outcome).length).toBeLessThanOrEqual(400);
  });

  it.each([
    ['kilobytes is passed over', 'x'.repeat(30_000), /^all of it was read$/],
    ['megabytes is not reached', 'x'.repeat(3_000_000), /^Bad packet length/],
  ])('by a banner of %s', async (_, banner, expected) => {
    expect(why(await collect(await startSshServer('loud', { banner })))).toMatch(expected);
  });

  it('by endless output, which ends at the limit', async () => {
    const target = await startSshServer('endless', {
      onExec: (channel) => pour(channel, Buffer.alloc(32_768, 0x61)),
    });
    expect(why(await collect(target))).toMatch(/^the collector printed more than \d+ bytes$/);
  });

  it('by endless messages, which are passed over until the wire has carried too much', async () => {
    const target = await startSshServer('complaining', {
      onExec: (channel) => pour(channel.stderr, Buffer.alloc(32_768, 0x62)),
    });
    expect(why(await collect(target))).toMatch(/^(the connection was lost: )?it sent more than \d+ bytes$/);
  });

  it.each([
    [
      'binary junk',
      (mark: string) =>
        Buffer.concat([
          Buffer.from(`\n${mark} packages\n`),
          Buffer.from([0, 255, 254, 10, 9, 0]),
          Buffer.from(`\n${mark}:${mark}=0;\n\n${mark} \n`),
        ]),
    ],
    [
      'terminal escapes',
      (mark: string) =>
        `\n${mark} packages\n\u001b[2J\u001b]0;owned\u0007\n\n${mark}:${mark}=0;\n\n${mark} \n`,
    ],
    ['an end without a code', (mark: string) => `\n${mark} packages\nii \ta\t1\n\n${mark}:\n\n${mark} \n`],
    ['names of its own', (mark: string) => `\n${mark} __proto__\nx\n\n${mark}:${mark}=0;\n\n${mark} \n`],
    ['ten thousand beginnings', (mark: string) => `\n${mark} packages\n`.repeat(10_000)],
    [
      '10,000 lines of what it has',
      (mark: string) =>
        `\n${mark} packages\n${'ii \tsocket\t1\n'.repeat(10_000)}\n${mark}:${mark}=0;\n\n${mark} \n`,
    ],
  ])('by %s leaves its facts unknown', async (_, print) => {
    const target = await startSshServer('liar', {
      onExec: (channel) => scripted(channel, print, (one) => one.close()),
    });
    const outcome = await collect(target);
    if (!('document' in outcome)) return expect(outcome.unreachable).toBeTruthy();
    expect(outcome.document.facts.packages).toHaveProperty('unknown');
    expect(outcome.document.facts.kernelSettings).toHaveProperty('unknown');
  });

  it.each([
    [
      'closes the channel',
      (channel: ServerChannel) => channel.close(),
      /^the collector ended before its last line$/,
    ],
    [
      'says another exit code',
      (channel: ServerChannel) => {
        channel.stderr.write('sh: not\n\u001b[31mfound');
        channel.exit(127);
        channel.close();
      },
      /^the collector ended with exit code 127 before its last line: sh: not/,
    ],
    [
      'says a signal',
      (channel: ServerChannel) => {
        channel.exit('KILL');
        channel.close();
      },
      /^the collector ended by SIGKILL before its last line$/,
    ],
  ])('that %s is not reached', async (_, onExec, expected) => {
    expect(why(await collect(await startSshServer('ending', { onExec })))).toMatch(expected);
  });

  it('that ends the connection in the middle is told', async () => {
    const target = await startSshServer('gone', { onExec: (_channel, _command, client) => client.end() });
    expect(why(await collect(target))).toMatch(/connection was closed|before its last line/);
  });
});

it('audits the others while many hang', async () => {
  const [hanging, good] = [
    await Promise.all(
      [1, 2, 3, 4].map((number) => startSshServer(`hanging-${number}`, { onExec: () => {} })),
    ),
    await startSshServer('good', { onExec: runShell }),
  ];
  const outcomes = await Promise.all([
    ...hanging.map((target) => collect(target, { limitMs: 1500 })),
    collect(good),
  ]);
  expect(outcomes.filter((outcome) => 'unreachable' in outcome)).toHaveLength(4);
  expect(outcomes.at(-1)).toHaveProperty('document');
});
