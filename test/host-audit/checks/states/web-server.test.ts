import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';
import { hostOutput } from '../../../support/host-output';

const nginx = 'ii \tnginx\t1.22.1-9+deb12u3\n';
const programs = '/proc/500\t/usr/sbin/nginx\0/proc/700\t/usr/bin/node\0';
const https = (process = 500) => `tcp LISTEN 0 511 0.0.0.0:443 0.0.0.0:* users:(("x",pid=${process},fd=5))\n`;

const good = {
  ssl_protocols: 'TLSv1.2\tTLSv1.3',
  ssl_ciphers: 'ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256',
  ssl_conf_command: 'Ciphersuites\tTLS_AES_256_GCM_SHA384',
  server_tokens: 'off',
};

/** A configuration with settings for all servers and one server with its own; each stands on a line of its own. */
function configuration(around: Readonly<Record<string, string>>, own: Readonly<Record<string, string>> = {}) {
  const text = [
    'http\t{',
    'include\tconf.d/*.conf',
    ...Object.entries(around).map(([name, value]) => `${name}\t${value}`),
    '}',
  ].map((words, index) => `/etc/nginx/nginx.conf\t${index + 1}\t${words}\n`);
  const server = [
    'server\t{',
    ...Object.entries({ listen: '443\tssl', ...own }).map(([name, value]) => `${name}\t${value}`),
    '}',
  ].map((words, index) => `/etc/nginx/conf.d/a.conf\t${index + 1}\t${words}\n`);
  return [...text, ...server].join('');
}

const host = (webServer: Said, listeningSockets = https(), packages = nginx) =>
  auditedHost({ webServer, listeningSockets, programs, packages });

const ids = ['web-server-tls-versions', 'web-server-cipher-suites', 'web-server-hides-its-version'];
const [versions = '', suites = '', hides = ''] = ids;
const without = (name: keyof typeof good) =>
  Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));

describe('nginx', () => {
  it('is as it must be by settings for all servers, or its own', () => {
    for (const said of [configuration(good), configuration({}, good)]) {
      expect(ids.map((id) => judged(id, host(said)))).toEqual(ids.map(() => 'compliant'));
    }
  });

  it.each([
    ['TLSv1.3', 'compliant'],
    ['TLSv1.2', 'compliant'],
    ['TLSv1\tTLSv1.2', 'violated: TLSv1 (/etc/nginx/conf.d/a.conf:3)'],
    ['TLSv1.1', 'violated: TLSv1.1 (/etc/nginx/conf.d/a.conf:3)'],
    ['SSLv3', 'violated: SSLv3 (/etc/nginx/conf.d/a.conf:3)'],
  ])('takes versions: %s', (value, expected) => {
    expect(judged(versions, host(configuration(good, { ssl_protocols: value })))).toBe(expected);
  });

  it.each([
    ['ssl_ciphers', 'ECDHE-ECDSA-AES128-GCM-SHA256', 'compliant'],
    [
      'ssl_ciphers',
      'ECDHE-RSA-AES256-GCM-SHA384:AES128-SHA',
      'violated: AES128-SHA (/etc/nginx/conf.d/a.conf:3)',
    ],
    ['ssl_ciphers', 'HIGH:!aNULL:!MD5', 'violated: HIGH (/etc/nginx/conf.d/a.conf:3)'],
    [
      'ssl_conf_command',
      'Ciphersuites\tTLS_CHACHA20_POLY1305_SHA256',
      'violated: TLS_CHACHA20_POLY1305_SHA256 (/etc/nginx/conf.d/a.conf:3)',
    ],
    [
      'ssl_conf_command',
      'Options\tPrioritizeChaCha',
      'violated: no ssl_conf_command Ciphersuites (/etc/nginx/conf.d/a.conf:1)',
    ],
  ])('takes suites by %s %s', (name, value, expected) => {
    expect(judged(suites, host(configuration(good, { [name]: value })))).toBe(expected);
  });

  it('says that it does not know what other commands do', () => {
    const line = '/etc/nginx/nginx.conf\t6\t';
    const other = `${line}ssl_conf_command\tMinProtocol\tTLSv1\n`;
    const said = configuration(good).replace(line, other + line);
    for (const id of [versions, suites]) {
      expect(judged(id, host(said))).toBe(
        'undetermined: ssl_conf_command MinProtocol TLSv1 changes what is taken',
      );
    }
  });

  it.each([
    [versions, 'ssl_protocols', 'no ssl_protocols'],
    [suites, 'ssl_ciphers', 'no ssl_ciphers'],
    [suites, 'ssl_conf_command', 'no ssl_conf_command Ciphersuites'],
    [hides, 'server_tokens', 'no server_tokens'],
  ] as const)('must have for %s a setting: %s', (id, name, expected) => {
    expect(judged(id, host(configuration(without(name))))).toBe(
      `violated: ${expected} (/etc/nginx/conf.d/a.conf:1)`,
    );
  });

  it('tells its version when one server does', () => {
    expect(judged(hides, host(configuration(good, { server_tokens: 'build' })))).toBe(
      'violated: server_tokens build (/etc/nginx/conf.d/a.conf:3)',
    );
  });

  it.each([
    ['on', 'violated: server_tokens on (/etc/nginx/conf.d/a.conf:4)'],
    ['off', 'compliant'],
  ])('tells its version, or not, when one place of a server has server_tokens %s', (value, expected) => {
    const location = ['location\t{', 'if\t{', `server_tokens\t${value}`, '}', '}'];
    const said = ['server\t{', ...location, '}'].map(
      (words, index) => `/etc/nginx/conf.d/a.conf\t${index + 1}\t${words}\n`,
    );
    const around = '/etc/nginx/nginx.conf\t1\tserver_tokens\toff\n';
    const whole = `${around}/etc/nginx/nginx.conf\t2\tinclude\tconf.d/a.conf\n${said.join('')}`;
    expect(judged(hides, host(whole))).toBe(expected);
  });

  it('has nothing to do with TLS where no server speaks it', () => {
    const said = configuration({ server_tokens: 'off' }, { listen: '80' });
    expect(judged(versions, host(said))).toBe('notApplicable: no server of nginx speaks TLS');
    expect(judged(hides, host(said))).toBe('compliant');
  });

  it.each([
    ['debian-12-plain', 'violated: TLSv1 (/etc/nginx/nginx.conf:33)', 'violated: no server_tokens'],
    ['debian-13-plain', 'compliant', 'compliant'],
  ] as const)('is as %s brings it, with TLS on the port of its example', (system, expected, tokens) => {
    const said = hostOutput(system, 'webServer').replace('listen\t80\t', 'listen\t443\tssl\t');
    expect(judged(versions, host(said))).toBe(expected);
    expect(judged(hides, host(said))).toContain(tokens);
    expect(judged(suites, host(said))).toBe('violated: no ssl_ciphers (/etc/nginx/sites-enabled/default:21)');
  });

  it('is read through includes that go in a circle', () => {
    const said = `${configuration(good)}/etc/nginx/conf.d/b.conf\t1\tinclude\tconf.d/[ab].conf\n`;
    expect(judged(versions, host(said))).toBe('compliant');
  });

  it('is read past an include that takes long to compare', () => {
    const include = `conf.d/${'a*'.repeat(40)}b`;
    const files = `/etc/nginx/conf.d/a.conf\t1\tinclude\t${include}\n/etc/nginx/conf.d/${'a'.repeat(200)}\t1\tserver_tokens\ton\n`;
    expect(judged(versions, host(configuration(good) + files))).toBe('compliant');
  });

  it('is not known where files include each other without end', () => {
    const files = [...'abcdefgh'].map((name) => `/etc/nginx/conf.d/${name}.conf\t1\tinclude\tconf.d/*\n`);
    expect(judged(hides, host(configuration(good) + files.join('')))).toBe(
      'undetermined: the files of nginx include each other too often to be followed',
    );
  });

  it('is not what serves where another program does', () => {
    expect(ids.map((id) => judged(id, host(configuration(good), https(700))))).toEqual(
      ids.map(() => 'undetermined: /usr/bin/node serves https, whose settings are not read'),
    );
  });

  it('is not all that serves where another program listens beside it', () => {
    const both = `${https(500)}${https(700).replace('0.0.0.0:443', '10.64.1.4:443')}`;
    expect(judged(versions, host(configuration(good), both))).toBe(
      'undetermined: /usr/bin/node serves https, whose settings are not read',
    );
    expect(judged(versions, host(configuration({}), both))).toContain('violated');
  });

  it('does not matter where it is not, and nothing else serves', () => {
    expect(ids.map((id) => judged(id, host({ code: 2 }, '', 'rc \tnginx\t1.22.1-9\n')))).toEqual(
      ids.map(
        () => 'notApplicable: nginx is not installed, and nothing listens on the https port of the role',
      ),
    );
    expect(judged(versions, host(configuration({}), '', nginx))).toContain('violated');
  });

  it.each<[Said, string]>([
    ['', '/usr/bin/awk: : Expected array length to be greater or equal to 1'],
    ['hello\n', '/usr/bin/awk: expected file, line and words of a directive, found "hello"'],
    [{ code: 124 }, '/usr/bin/awk took longer than 10 seconds'],
  ])('is not known from %j', (said, reason) => {
    expect(ids.map((id) => judged(id, host(said)))).toEqual(ids.map(() => `undetermined: ${reason}`));
  });
});

describe('the certificate that is shown', () => {
  const days = (shownCertificate: Said, listeningSockets: Said = https()) =>
    judged('web-server-certificate-is-fresh', auditedHost({ shownCertificate, listeningSockets }));

  it.each([
    ['notAfter=Dec  7 12:00:00 2026 GMT\n', 'compliant'],
    ['notAfter=Dec  7 11:59:59 2026 GMT\n', 'violated: good until 2026-12-07T11:59:59.000Z (9 days)'],
    ['notAfter=Nov 26 12:00:00 2026 GMT\n', 'violated: good until 2026-11-26T12:00:00.000Z (-1 days)'],
    ['notAfter=never\n', 'undetermined: sh: expected the end of a certificate, found "notAfter=never"'],
    [{ code: 1 }, 'undetermined: the https port of the role shows no certificate'],
    [{ code: 127 }, 'undetermined: sh is not there'],
  ])('may say %j, or not', (said, expected) => {
    expect(days(said)).toBe(expected);
  });

  it('does not matter while nothing listens', () => {
    expect(days({ code: 1 }, '')).toBe('notApplicable: nothing listens on the https port of the role');
    expect(days({ code: 1 }, { code: 127 })).toBe('undetermined: /usr/bin/ss is not there');
  });
});
