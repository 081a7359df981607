import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';
import { hostOutput } from '../../../support/host-output';

/** The processes of a host, by their numbers. */
const running = Object.entries({
  1: '/usr/lib/systemd/systemd',
  2: '',
  310: '/usr/lib/systemd/systemd-networkd',
  420: '/usr/sbin/sshd',
  500: '/usr/sbin/nginx',
  501: '/usr/sbin/nginx',
  610: '/usr/lib/postgresql/15/bin/postgres',
  700: '/usr/bin/python3.11',
})
  .map(([process, program]) => `/proc/${process}\t${program}\0`)
  .join('');

const ssh = 'tcp LISTEN 0      128          0.0.0.0:22   0.0.0.0:* users:(("sshd",pid=420,fd=3))          ';
const https = 'tcp LISTEN 0 511 0.0.0.0:443 0.0.0.0:* users:(("nginx",pid=501,fd=5),("nginx",pid=500,fd=5))';
const lease = 'udp UNCONN 0 0 10.64.1.4%eth0:68 0.0.0.0:* users:(("systemd-network",pid=310,fd=19))';
const local = [
  'udp UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:* users:(("systemd-resolve",pid=1,fd=11))',
  'udp UNCONN 0 0 127.0.0.1:323 0.0.0.0:* users:(("chronyd",pid=700,fd=5))',
  'udp UNCONN 0 0 [::1]:323 [::]:* users:(("chronyd",pid=700,fd=6))',
  'tcp LISTEN 0 128 [::ffff:127.0.0.1]:8080 *:* users:(("python3",pid=700,fd=9))',
  'udp UNCONN 0 0 0.0.0.0%lo:5355 0.0.0.0:* users:(("python3",pid=700,fd=8))',
];

const host = (lines: readonly string[], role = 'app', programs: Said = running) =>
  auditedHost({ listeningSockets: `${lines.join('\n')}\n`, packetSockets: '', programs }, { role });

const listening = (...given: Parameters<typeof host>) => judged('sockets-match-role', host(...given));
const owners = (...given: Parameters<typeof host>) =>
  judged('services-answer-by-listed-program', host(...given));

describe('what listens', () => {
  it.each([
    ['nothing but what the role lists', [ssh, https, lease, ...local]],
    ['less than that', [ssh]],
    ['one address of the machine', [ssh.replace('0.0.0.0:22 ', '10.64.1.4:22 ')]],
  ])('may be %s', (_, lines) => {
    expect(listening(lines)).toBe('compliant');
  });

  it.each([
    [
      'another port',
      'tcp LISTEN 0 9 0.0.0.0:8443 0.0.0.0:* users:(("x",pid=700,fd=3))',
      'tcp 8443 on 0.0.0.0 by /usr/bin/python3.11',
    ],
    [
      'IPv6',
      'tcp LISTEN 0 9 [::]:80 [::]:* users:(("nginx",pid=500,fd=3))',
      'tcp 80 on :: by /usr/sbin/nginx',
    ],
    [
      'any family',
      'tcp LISTEN 0 9 *:80 *:* users:(("nginx",pid=500,fd=3))',
      'tcp 80 on * by /usr/sbin/nginx',
    ],
    [
      'UDP where TCP is listed',
      'udp UNCONN 0 0 0.0.0.0:443 0.0.0.0:* users:(("x",pid=700,fd=3))',
      'udp 443 on 0.0.0.0 by /usr/bin/python3.11',
    ],
    [
      'the kernel itself',
      'udp UNCONN 0 0 0.0.0.0:51820 0.0.0.0:*',
      'udp 51820 on 0.0.0.0 by no process that can be seen',
    ],
    [
      'another at the port of the lease',
      lease.replace('310', '700'),
      'udp 68 on 10.64.1.4 by /usr/bin/python3.11',
    ],
    [
      'a device of the loopback’s name',
      lease.replace('%eth0', '%lo0').replace(':68', ':69'),
      'udp 69 on 10.64.1.4 by /usr/lib/systemd/systemd-networkd',
    ],
  ])('must not be %s', (_, line, expected) => {
    expect(listening([ssh, line])).toBe(`violated: ${expected}`);
  });

  it('is found even when no program is known, where none is listed for the port', () => {
    const line = 'tcp LISTEN 0 9 0.0.0.0:8443 0.0.0.0:* users:(("x",pid=700,fd=3))';
    expect(listening([ssh, line], 'app', { code: 127 })).toBe(
      'violated: tcp 8443 on 0.0.0.0 by an unknown program',
    );
    expect(listening([ssh], 'app', { code: 127 })).toBe('compliant');
    expect(listening([lease], 'app', { code: 127 })).toBe('undetermined: /usr/bin/find is not there');
    expect(listening([lease.replace('310', '999')])).toBe(
      'undetermined: who holds udp 68 on 10.64.1.4 by an unknown program?',
    );
  });

  it('depends on the role', () => {
    const postgres = 'tcp LISTEN 0 244 0.0.0.0:5432 0.0.0.0:* users:(("postgres",pid=610,fd=5))';
    expect(listening([ssh, postgres], 'db')).toBe('compliant');
    expect(listening([ssh, https], 'db')).toContain('violated: tcp 443');
    expect(listening([ssh, postgres], 'app')).toContain('violated: tcp 5432');
  });

  it.each(['debian-12-plain', 'debian-13-plain'] as const)(
    'is also port 80 where nginx came with %s',
    (system) => {
      const listeningSockets = hostOutput(system, 'listeningSockets');
      const plain = auditedHost({ listeningSockets, programs: hostOutput(system, 'programs') });
      expect(judged('sockets-match-role', plain)).toBe(
        'violated: tcp 80 on 0.0.0.0 by /usr/sbin/nginx, tcp 80 on :: by /usr/sbin/nginx',
      );
      expect(judged('services-answer-by-listed-program', plain)).toBe('compliant');
    },
  );

  it('is told in five and a count when it is much', () => {
    const many = Array.from(
      { length: 10_000 },
      (_, index) => `tcp LISTEN 0 9 0.0.0.0:${index + 1000} 0.0.0.0:* users:(("x",pid=700,fd=3))`,
    );
    expect(listening(many)).toMatch(/^violated: (tcp \d+ on [^,]+, ){4}tcp 1004 on [^,]+ and 9995 more$/);
  });
});

describe('who holds a listed port', () => {
  it.each([
    ['its program', [ssh, https], 'compliant'],
    [
      'its program, of which an update replaced the file',
      [ssh],
      'compliant',
      running.replace('/usr/sbin/sshd', '/usr/sbin/sshd (deleted)'),
    ],
    [
      'another that calls itself so',
      [ssh.replace('420', '700')],
      'violated: ssh: tcp 22 on 0.0.0.0 by /usr/bin/python3.11',
    ],
    [
      'another besides',
      [https.replace('pid=500', 'pid=700')],
      'violated: https: tcp 443 on 0.0.0.0 by /usr/sbin/nginx and /usr/bin/python3.11',
    ],
    [
      'the program of another service',
      [ssh.replace('420', '500')],
      'violated: ssh: tcp 22 on 0.0.0.0 by /usr/sbin/nginx',
    ],
    [
      'a process that has ended',
      [ssh.replace('420', '999')],
      'undetermined: who holds tcp 22 on 0.0.0.0 by an unknown program?',
    ],
    [
      'nobody who can be seen',
      ['tcp LISTEN 0 9 0.0.0.0:22 0.0.0.0:*'],
      'undetermined: who holds tcp 22 on 0.0.0.0 by no process that can be seen?',
    ],
  ])('may be %s, or not', (_, lines, expected, programs = running) => {
    expect(owners(lines, 'app', programs)).toBe(expected);
  });

  it('is no program whose path speaks for another process', () => {
    const python = 'tcp LISTEN 0 9 0.0.0.0:443 0.0.0.0:* users:(("x",pid=700,fd=3))';
    const forged = `${running}/proc/701\t/tmp/x\n/proc/700\t/usr/sbin/nginx\0`;
    expect(owners([python], 'app', forged)).toContain(
      'violated: https: tcp 443 on 0.0.0.0 by /usr/bin/python3.11',
    );
  });

  it('may be any version of a database', () => {
    const postgres = 'tcp LISTEN 0 244 0.0.0.0:5432 0.0.0.0:* users:(("postgres",pid=610,fd=5))';
    expect(owners([postgres], 'db')).toBe('compliant');
    const elsewhere = running.replace('/15/bin/', '/15/bin/../');
    expect(owners([postgres], 'db', elsewhere)).toContain('violated');
  });
});

describe('who reads raw packets', () => {
  const packets = (packetSockets: Said) =>
    judged('no-packet-sockets', auditedHost({ packetSockets, programs: running }));

  it.each([
    ['nobody', '', 'compliant'],
    [
      'the program that leases addresses',
      'p_dgr UNCONN 0 0 ipv4:eth0 * users:(("systemd-network",pid=310,fd=16))\n',
      'compliant',
    ],
    [
      'a listener of packets',
      'p_raw UNCONN 0      0            *:lo        *  users:(("dhclient",pid=700,fd=6))\n',
      'violated: p_raw lo on * by /usr/bin/python3.11',
    ],
    [
      'a listener of one protocol',
      'raw   UNCONN 0      0      0.0.0.0:1  0.0.0.0:* users:(("python3",pid=700,fd=7))\n',
      'violated: raw 1 on 0.0.0.0 by /usr/bin/python3.11',
    ],
    [
      'a process that has ended',
      'p_raw UNCONN 0 0 *:lo * users:(("x",pid=999,fd=6))\n',
      'undetermined: who holds p_raw lo on * by an unknown program?',
    ],
  ])('may be %s, or not', (_, said, expected) => {
    expect(packets(said)).toBe(expected);
  });

  it('is not known when ss is not there', () => {
    expect(packets({ code: 127 })).toBe('undetermined: /usr/bin/ss is not there');
  });
});

describe('the port of sshd', () => {
  const sshd = hostOutput('debian-12-hardened', 'sshd');
  const title = (words: string) => `sshd: /usr/sbin/sshd ${words} [listener] 0 of 10-60 startups\n`;
  const port = (change: (text: string) => string, words = '-D') =>
    judged('sshd-listens-on-port', auditedHost({ sshd: change(sshd), sshdListeners: title(words) }));

  it('is the one of the baseline', () => {
    expect(port((text) => text)).toBe('compliant');
    expect(port((text) => text.replace('port 22\n', 'port 22\nport 2222\n'))).toBe('violated: port 2222');
    expect(port((text) => text.replace('0.0.0.0:22', '10.64.1.4:2022'))).toBe('violated: port 2022');
  });

  it.each([
    '-D -p 2222',
    '-D -p 22 -p 2222',
    '-o Port=2222',
    '-oListenAddress=[::]:2222',
    '-o ListenAddress=a:2222',
  ])('is another one on its command line: %s', (words) => {
    expect(port((text) => text, words)).toBe('violated: port 2222');
  });

  it.each(['-p 22', '-o ListenAddress=0.0.0.0', '-o ListenAddress=::1'])('is the same with %s', (words) => {
    expect(port((text) => text, words)).toBe('compliant');
  });

  it('is not known of an sshd that other files started, or that nobody saw', () => {
    expect(port((text) => text, '-D -f /srv/sshd_config')).toBe(
      'undetermined: sshd was started with -D -f /srv/sshd_config, of which sshd -T knows nothing',
    );
    expect(port((text) => text, '-D -f /srv/sshd_config -p 2222')).toBe('violated: port 2222');
    expect(judged('sshd-listens-on-port', auditedHost({ sshd, sshdListeners: '' }))).toBe(
      'undetermined: no sshd was seen that listens',
    );
  });

  it('is not known without sshd', () => {
    expect(judged('sshd-listens-on-port', auditedHost({ sshd: { code: 127 } }))).toBe(
      'undetermined: /usr/sbin/sshd is not there',
    );
  });
});

it.each<[Said, Said, string]>([
  ['LISTEN\n', running, '/usr/bin/ss: expected a socket as ss -Hnp prints it, found "LISTEN"'],
  [{ code: 124 }, running, '/usr/bin/ss took longer than 10 seconds'],
  [`${ssh}\n`, 'nothing\0', '/usr/bin/find: expected a process and its program, found "nothing"'],
  [`${ssh}\n`, '/proc/1\tcut', '/usr/bin/find: expected a process and its program, found "/proc/1\\tcut"'],
])('nothing is known of sockets from %j and %j', (listeningSockets, programs, reason) => {
  const unknown = auditedHost({ listeningSockets, programs });
  if (programs === running) expect(judged('sockets-match-role', unknown)).toBe(`undetermined: ${reason}`);
  expect(judged('services-answer-by-listed-program', unknown)).toBe(`undetermined: ${reason}`);
});
