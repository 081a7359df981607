import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { connect, getCiphers } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../lib/baseline';
import type { HostRequirement } from '../../lib/baseline/types.generated';
import { type LookOptions, look } from '../../lib/host-audit/facts/probe/look';
import type { Asked } from '../../lib/host-audit/probe/asked';
import { judgeProbe } from '../../lib/host-audit/probe/judge-probe';
import { findProgram, freePort, makeHostKey, prepareSshd, startServer } from '../support/real-servers';
import { expectValue } from '../support/results';
import { temporaryFolder } from '../support/temporary-folder';
import { issue } from '../support/web-certificates';

const baseline = expectValue(loadBaseline(path.resolve(__dirname, '../../baselines')));
const nginx = findProgram('nginx');
const sshd = findProgram('sshd');
const name = 'web.example.jp';

const howTo = 'apt-get install nginx-light openssh-server';

/** Skipped, with a title that says what to do, on the machine of somebody who has no such server; in CI there has to be one. */
function describeWith(server: string | undefined, what: string, tests: (file: string) => void): void {
  if (server !== undefined) describe(what, () => tests(server));
  else if (process.env['CI'] === undefined)
    describe.skip(`${what} (not installed: ${howTo})`, () => tests(''));
  else it(`${what} is installed`, () => expect.fail(`not installed: ${howTo}`));
}

const lookingAt = (ports: Record<number, number>): LookOptions => ({
  address: '127.0.0.1',
  name,
  ports: Object.keys(ports).map(Number),
  spoken: { ssh: [22], tls: [443], plainHttp: [80] },
  paths: ['/'],
  user: 'yosai-probe',
  authorities: [],
  atOnce: 10,
  patienceMs: 5000,
  seconds: 20,
  until: Date.now() + 300_000,
  reachedAt: (port) => ports[port] ?? port,
});
const asked: Asked = {
  baseline,
  role: 'app',
  name,
  hostKeys: [],
  publicPaths: [],
  loginHosts: [],
  otherAddresses: [],
  now: Date.now(),
};

/** The value that requirements of hosts give an option of sshd. */
function required(keyword: string): string {
  const all: readonly HostRequirement[] = Object.values(baseline.hostAreas).flatMap(
    (area) => area.requirements,
  );
  return all.find(({ sshd: option }) => option?.keyword === keyword)?.sshd?.value ?? '';
}

describeWith(sshd, 'a real sshd', (file) => {
  const algorithms = ['KexAlgorithms', 'HostKeyAlgorithms', 'Ciphers', 'MACs'];
  const start = async (...options: string[]) => {
    prepareSshd();
    const folder = temporaryFolder({});
    const keys = [makeHostKey(folder, 'ed25519'), makeHostKey(folder, 'rsa')];
    const port = await freePort();
    const config = path.join(folder, 'sshd_config');
    const lines = [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      'PidFile none',
      ...keys.map(({ file }) => `HostKey ${file}`),
    ];
    writeFileSync(config, `${[...lines, ...options].join('\n')}\n`);
    await startServer(file, ['-D', '-e', '-f', config], port);
    const effective = execFileSync(file, ['-T', '-f', config], { encoding: 'utf8' });
    const seen = await look(lookingAt({ 22: port }));
    const said = judgeProbe(
      'host',
      seen,
      { ...asked, hostKeys: keys.map(({ fingerprint }) => fingerprint) },
      baseline.controls,
    ).filter(({ source }) => source.id.startsWith('probe-ssh'));
    return { seen, said, effective };
  };

  it('offers what it says that it does, and what is asked of it is enough', async () => {
    const { seen, said, effective } = await start(
      ...algorithms.map((keyword) => `${keyword} ${required(keyword)}`),
      `AuthenticationMethods ${required('AuthenticationMethods')}`,
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
    );
    const shown = seen.ssh[22]?.offer;
    const offer = shown !== undefined && 'value' in shown ? shown.value : undefined;
    const told = (keyword: string) => new RegExp(`^${keyword} (.*)$`, 'm').exec(effective)?.[1]?.split(',');
    const names = offer?.kex.filter((kex) => !/^(ext-info|kex-strict)-s/.test(kex));
    expect(told('kexalgorithms')).toEqual(expect.arrayContaining(names ?? ['nothing']));
    expect(offer?.ciphers).toEqual(told('ciphers'));
    expect(offer?.macs).toEqual(told('macs'));
    expect(said.filter(({ verdict }) => verdict !== 'compliant')).toEqual([]);
    expect(said).toHaveLength(8);
  });

  it('as it is delivered is found wanting', async () => {
    const { said } = await start('PasswordAuthentication yes');
    const wrong = said.filter(({ verdict }) => verdict === 'violated').map(({ at }) => at?.path);
    expect(wrong).toEqual(
      expect.arrayContaining(['port 22 KexAlgorithms', 'port 22 Ciphers', 'port 22 MACs', 'port 22']),
    );
  });
});

describeWith(nginx, 'a real nginx', (file) => {
  const start = async (...options: string[]) => {
    const authority = await issue({ subject: 'CN=Authority', rsaBits: 2048 });
    const own = await issue({ subject: 'CN=web', names: [name], by: authority });
    const rsa = await issue({ subject: 'CN=web', names: [name], by: authority, rsaBits: 2048 });
    const folder = temporaryFolder({
      'ec.pem': own.cert,
      'ec.key': own.key,
      'rsa.pem': rsa.cert,
      'rsa.key': rsa.key,
    });
    const [secure, plain] = [await freePort(), await freePort()];
    const config = path.join(folder, 'nginx.conf');
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    );
    writeFileSync(
      config,
      `daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr;
events {}
http {
  access_log off; server_tokens off; ${paths.join(' ')}
  server { listen 127.0.0.1:${plain}; return 301 https://$host$request_uri; }
  server {
    listen 127.0.0.1:${secure} ssl; return 401;
    ssl_certificate ${folder}/ec.pem; ssl_certificate_key ${folder}/ec.key;
    ssl_certificate ${folder}/rsa.pem; ssl_certificate_key ${folder}/rsa.key;
    ${options.join('\n    ')}
  }
}
`,
    );
    await startServer(file, ['-e', 'stderr', '-c', config], secure);
    const seen = await look({ ...lookingAt({ 80: plain, 443: secure }), authorities: [authority.cert] });
    const said = judgeProbe('host', seen, asked, baseline.controls).filter(({ source }) =>
      /^probe-(tls|plain|unauthenticated)/.test(source.id),
    );
    return { seen, said, secure };
  };
  const suitesOf = ({ seen }: Awaited<ReturnType<typeof start>>, version: 'TLS 1.2' | 'TLS 1.3') => {
    const answer = seen.tls[443]?.suites[version];
    return answer !== undefined && 'value' in answer ? [...answer.value].sort() : answer;
  };

  it('that is set up as the baseline says keeps everything', async () => {
    const { cipherSuites } = baseline.tls;
    const server = await start(
      'ssl_protocols TLSv1.2 TLSv1.3;',
      `ssl_ciphers ${cipherSuites['1.2'].join(':')};`,
      `ssl_conf_command Ciphersuites ${cipherSuites['1.3'].join(':')};`,
    );
    expect(server.said.filter(({ verdict }) => verdict !== 'compliant')).toEqual([]);
    expect(suitesOf(server, 'TLS 1.3')).toEqual([...cipherSuites['1.3']].sort());
    expect(suitesOf(server, 'TLS 1.2')).toHaveLength(cipherSuites['1.2'].length);
  });

  it('of old accepts what OpenSSL finds too, and is found wanting', async () => {
    const server = await start(
      'ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;',
      'ssl_ciphers ALL:@SECLEVEL=0;',
    );
    const found = await acceptedByOpenSsl(server.secure);
    expect(found.length).toBeGreaterThanOrEqual(15);
    expect(suitesOf(server, 'TLS 1.2')).toEqual(expect.arrayContaining(found));
    const wrong = server.said
      .filter(({ verdict }) => verdict === 'violated')
      .map(({ source, at }) => `${source.id} ${at?.path}`);
    expect(wrong).toEqual([
      'probe-tls-versions port 443',
      ...['1.3', '1.2', '1.1', '1.0'].map((version) => `probe-tls-cipher-suites port 443 TLS ${version}`),
    ]);
  });
});

/** Suites of TLS 1.2 with which Node's own OpenSSL comes to terms with a server, each offered alone. */
async function acceptedByOpenSsl(port: number): Promise<string[]> {
  const found = new Set<string>();
  for (const cipher of getCiphers().filter((each) => !each.startsWith('tls_'))) {
    const accepted = await new Promise<string | undefined>((resolve) => {
      try {
        const socket = connect({
          host: '127.0.0.1',
          port,
          ciphers: `${cipher.toUpperCase()}:@SECLEVEL=0`,
          minVersion: 'TLSv1.2',
          maxVersion: 'TLSv1.2',
          rejectUnauthorized: false,
        });
        socket.on('error', () => resolve(undefined));
        socket.on('secureConnect', () => {
          resolve(socket.getCipher().standardName);
          socket.destroy();
        });
      } catch {
        // A name that this OpenSSL lists and does not have.
        resolve(undefined);
      }
    });
    if (accepted !== undefined) found.add(accepted);
  }
  return [...found];
}
