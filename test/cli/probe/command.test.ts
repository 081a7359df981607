import { readdirSync, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import Ajv from 'ajv';
import { Command, CommanderError } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import { interruptWork } from '../../../lib/cli/interruption';
import { addProbeCommand } from '../../../lib/cli/probe/program';
import type { Finding } from '../../../lib/findings/finding';
import findingsSchema from '../../../lib/findings/findings.schema.json';
import probeSchema from '../../../lib/host-audit/probe.schema.json';
import { listen, serve, silentPort } from '../../support/loopback';
import { RecordedTerminal } from '../../support/recorded-terminal';
import { temporaryFolder } from '../../support/temporary-folder';
import { type Issued, issue } from '../../support/web-certificates';

const root = path.resolve(__dirname, '../../..');
const name = 'aoba.cloud.example.jp';

const ajv = new Ajv({ allErrors: true, formats: { 'date-time': true } }).addSchema(findingsSchema);
const isProbe = ajv.compile(probeSchema);

/** What the command line says, with results in a folder of their own. */
async function probe(...args: readonly string[]) {
  return probeInto(temporaryFolder({}), ...args);
}

async function probeInto(folder: string, ...args: readonly string[]) {
  const terminal = new RecordedTerminal();
  let code: number | string | undefined;
  const program = new Command('yosai')
    .exitOverride()
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.writeError });
  addProbeCommand(program, terminal, '1.2.3', (end) => {
    code = end;
  });
  try {
    await program.parseAsync(['probe', ...args, '-C', root, '-o', folder], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    code = error.code;
  }
  return {
    code,
    out: terminal.out,
    errors: terminal.errors.split('\n').filter(Boolean),
    json: () => JSON.parse(readFileSync(path.join(folder, '127.0.0.1/probe.json'), 'utf8')),
  };
}

describe('a gateway', () => {
  let [authority, issued]: Issued[] = [];
  beforeAll(async () => {
    authority = await issue({ subject: 'CN=Authority', rsaBits: 2048 });
    issued = await issue({ subject: 'CN=aoba', names: [name], by: authority });
  });
  const authorityFile = () => path.join(temporaryFolder({ 'ca.pem': authority?.cert ?? '' }), 'ca.pem');
  /** Servers for 443 and 80, and the options that lead to them. */
  const gateway = async (answer: http.RequestListener) => {
    const secure = https.createServer(
      {
        cert: issued?.cert,
        key: issued?.key,
        ciphers: 'TLS_AES_256_GCM_SHA384:ECDHE-ECDSA-AES256-GCM-SHA384',
        minVersion: 'TLSv1.2',
      },
      answer,
    );
    const plain = http.createServer(({ url }, response) =>
      response.writeHead(301, { location: `https://${name}${url}` }).end(),
    );
    const ports = [`443=${await listen(secure)}`, `80=${await listen(plain)}`];
    return [...ports.flatMap((forward) => ['--forward', forward]), '--ca', authorityFile()];
  };
  const sound: http.RequestListener = (_, response) =>
    response.writeHead(401, { 'strict-transport-security': 'max-age=31536000' }).end();

  it('that keeps what is asked blocks nothing, and what was not tried stays open', async () => {
    const forwards = await gateway(sound);
    const { code, out, json } = await probe('127.0.0.1', '--role', 'gateway', '--name', name, ...forwards);
    expect(
      out
        .replace(/\d+\.\d s/, 'n s')
        .replace(/Wrote .*/, 'Wrote it')
        .replace(/20\d\d-\d\d-\d\d/, 'a day'),
    ).toBe(
      `Seen of 127.0.0.1 as gateway
  TCP 80,443 open
  port 443: TLS 1.3 with 1 suite, TLS 1.2 with 1 suite, certificate CN=aoba until a day
Findings
  ? critical probe-port-scan (20.1)
    the host: not known: only 2 of 65535 TCP ports were tried
  ? high probe-ssh-algorithms (43.2)
    port 22: not known: port 22 was not tried
  ? critical probe-ssh-authentication-methods (15.3)
    port 22: not known: port 22 was not tried
  ? critical probe-ssh-host-key (15.3)
    port 22: not known: port 22 was not tried
Wrote it
What other tunnels from 127.0.0.1 lead to is written there, too: give this one a name with --as.
0 violated
yosai probe 127.0.0.1: UNDETERMINED – 4 undetermined, 7 compliant, 2 of 2 ports open (n s)
`,
    );
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      form: 'yosai-probe/1',
      host: '127.0.0.1',
      address: '127.0.0.1',
      role: 'gateway',
      name,
      by: '1.2.3',
      seen: { ports: { open: [80, 443] }, ssh: {}, plainHttp: { 80: [{ path: '/' }] } },
    });
  });

  it('writes what its schema accepts', async () => {
    const forwards = await gateway(sound);
    const { json, out } = await probe('127.0.0.1', '--role', 'gateway', '--json', ...forwards);
    expect(JSON.parse(out)).toEqual(json());
    expect(isProbe(json()), JSON.stringify(isProbe.errors)).toBe(true);
  });

  it('that shows something to everybody blocks', async () => {
    const forwards = await gateway((_, response) => response.writeHead(200).end());
    const args = ['127.0.0.1', '--role', 'gateway', '--name', name, ...forwards];
    const { code, out } = await probe(...args, '-q');
    expect(code).toBe(1);
    expect(out).toContain(
      '  ✗ critical probe-unauthenticated-request (4.1, 18.1)\n    port 443 /: 200; expected',
    );
    expect(out).toContain('probe-strict-transport-security');
    expect(out).not.toContain('Seen of');
    const opened = await probe(...args, '--public-path', '/', '--json');
    const about = (id: string) =>
      JSON.parse(opened.out).findings.filter(
        ({ source }: { source: { id: string } }) => source.id === `probe-${id}`,
      );
    expect(about('unauthenticated-request')).toMatchObject([{ verdict: 'compliant' }]);
  });

  it('asks for other paths too, and blocks on what is open when told so', async () => {
    const forwards = await gateway(sound);
    const { code, json } = await probe(
      '127.0.0.1',
      '-r',
      'gateway',
      '--path',
      '/api',
      '--block-undetermined',
      ...forwards,
    );
    expect(code).toBe(1);
    expect(json().seen.tls[443].visits.map((visit: { path: string }) => visit.path)).toEqual(['/', '/api']);
  });
});

it('what a host says cannot steer the terminal', async () => {
  const port = await serve((socket) => socket.end('SSH-2.0-\u001b[2Jevil\u0007\r\n'));
  const { out, json } = await probe('127.0.0.1', '--role', 'db', '--forward', `22=${port}`);
  expect(out).not.toContain('\u001b');
  expect(out).toContain('port 22: SSH not known: the connection was closed');
  expect(json().seen.ssh[22]).toMatchObject({ offer: { unknown: 'the connection was closed' } });
});

it.runIf(process.platform === 'linux')(
  'a host that does not answer is unreachable, whatever is open of it',
  async () => {
    const forward = `22=${await silentPort()}`;
    const { code, out, errors, json } = await probe(
      '127.0.0.1',
      '-r',
      'app',
      '--forward',
      forward,
      '--port-timeout',
      '100',
    );
    expect(code).toBe(3);
    expect(errors).toEqual(['error: 127.0.0.1 did not answer at any of the ports that were tried']);
    expect(out).toMatch(
      /^0 of 1 port open\nyosai probe 127.0.0.1: UNREACHABLE – 0 violated, \d+ undetermined, 0 compliant/m,
    );
    expect(json().findings.some(({ verdict }: { verdict: string }) => verdict === 'compliant')).toBe(false);
  },
);

it('hosts behind tunnels stay apart by the names that they are given', async () => {
  const folder = temporaryFolder({});
  const port = await serve((socket) => socket.end('SSH-2.0-x\r\n'));
  const names = ['aoba-app-1', 'aoba-db-1'];
  for (const known of names) {
    const args = ['127.0.0.1', '--as', known, '--role', 'app', '--forward', `22=${port}`];
    const { out } = await probeInto(folder, ...args);
    expect(out).toContain(`Seen of ${known} (127.0.0.1) as app\n`);
    expect(out).toMatch(new RegExp(`^Wrote .*/${known}/probe\\.json\n(.*\n)?yosai probe ${known}: `, 'm'));
    expect(out).not.toContain('--as');
  }
  expect(readdirSync(folder).sort()).toEqual(names);
  for (const known of names) {
    const file = path.join(folder, known, 'probe.json');
    const written = JSON.parse(readFileSync(file, 'utf8'));
    expect(written).toMatchObject({ host: '127.0.0.1', address: '127.0.0.1', as: known });
    expect(isProbe(written), JSON.stringify(isProbe.errors)).toBe(true);
    expect(new Set(written.findings.map(({ subject }: Finding) => subject.id))).toEqual(new Set([known]));
    // What a host showed is for one reader.
    expect([path.dirname(file), file].map((name) => (statSync(name).mode & 0o777).toString(8))).toEqual([
      '700',
      '600',
    ]);
  }
});

it.each([
  ['says so and writes nothing', []],
  ['says so beside JSON', ['--json']],
])('a probe that is interrupted %s', async (_, more) => {
  const folder = temporaryFolder({ '127.0.0.1/probe.json': 'earlier' });
  const port = await serve(() => setImmediate(interruptWork));
  const args = ['127.0.0.1', '--role', 'db', '--forward', `22=${port}`, ...more];
  const { code, out, errors } = await probeInto(folder, ...args);
  expect(code).toBe(3);
  const said = `${out}${errors.join('\n')}`;
  expect(said.trimEnd()).toMatch(
    /^yosai probe 127\.0\.0\.1: INTERRUPTED – nothing was written \(\d+\.\d s\)$/,
  );
  expect(out === '').toBe(more.length > 0);
  expect(readFileSync(path.join(folder, '127.0.0.1/probe.json'), 'utf8')).toBe('earlier');
});

it('a name without an address is told', async () => {
  const { code, errors } = await probe('nosuch.invalid', '-r', 'app');
  expect(code).toBe(3);
  expect(errors).toEqual(['error: nosuch.invalid has no address: the name is not known here']);
});

describe('input that is wrong', () => {
  it('is told at once, before anything is connected to', async () => {
    const { code, errors } = await probe(
      'https://x/',
      '--role',
      'ap',
      '--ca',
      path.join(root, 'package.json'),
    );
    expect(code).toBe(2);
    expect(errors).toEqual([
      'host: found "https://x/", expected a DNS name or an address, without scheme and port',
      '--role: there is no role "ap"; known are app, db, gateway; did you mean `app`?',
      'package.json: holds no certificate in PEM (-----BEGIN CERTIFICATE-----)',
      'yosai probe: 3 mistakes in the input; nothing was connected to or written',
    ]);
  });

  it.each([
    ['--ports', '0', 'Expected ports from 1 to 65535, such as 22,80,8000-8100.'],
    ['--forward', '22', 'Expected two ports, such as 22=2201: of the host, and here.'],
    ['--forward', '22=0', 'Expected two ports, such as 22=2201: of the host, and here.'],
    ['--host-key', 'SHA256:x', 'Expected a fingerprint as `ssh-keygen -l` prints it: SHA256:….'],
    ['--path', 'login', 'Expected a path that begins with /, without ? and #.'],
    ['--path', '//evil.example.org/', 'Expected a path that begins with /, without ? and #.'],
    ['--name', '-x', 'Expected a DNS name, such as aoba.cloud.example.jp.'],
    ['--name', '127.0.0.1', 'Expected a DNS name, such as aoba.cloud.example.jp.'],
    ['--as', '../x', 'Expected a name such as aoba-app-1: letters, digits, dots and dashes.'],
    ['--user', 'a b', 'Expected the name of an account, such as yosai-probe.'],
    ['--concurrency', '0', 'Expected a number from 1 to 5000.'],
    ['--timeout', '1.5', 'Expected seconds from 1 to 86400.'],
  ])('%s %s', async (option, value, expected) => {
    const { code, errors } = await probe('127.0.0.1', '-r', 'app', `${option}=${value}`);
    expect(code).toBe('commander.invalidArgument');
    expect(errors[0]).toContain(expected);
  });

  it('ports and forwards together, or a port forwarded twice', async () => {
    const args = ['127.0.0.1', '-r', 'app', '--forward', '22=1'];
    expect((await probe(...args, '--ports', '22')).code).toBe('commander.conflictingOption');
    expect((await probe(...args, '--forward', '22=2')).errors[0]).toContain('Port 22 is forwarded twice.');
  });
});
