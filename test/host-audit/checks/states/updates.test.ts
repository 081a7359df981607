import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';

const bookworm =
  'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\n';
const trixie =
  'VERSION_ID="13"\nVERSION="13 (trixie)"\nVERSION_CODENAME=trixie\nDEBIAN_VERSION_FULL=13.8\nID=debian\n';
/** The host's clock: 2026-11-27 12:00:00 UTC. */
const now = 1795780800;
const clock = `${now}\n864000.21 1700000.02\n`;
const hours = (count: number) => `${now - count * 3600}`;

describe('the release', () => {
  it.each<[string, Said, number, string]>([
    ['12, which is supported', bookworm, Date.UTC(2026, 10, 27), 'compliant'],
    ['13, on the last day of its support', trixie, Date.UTC(2030, 5, 30, 23), 'compliant'],
    [
      '13, a day later',
      trixie,
      Date.UTC(2030, 6, 1),
      'violated: security updates of Debian 13 ended on 2030-06-30',
    ],
    ['11', 'ID=debian\nVERSION_ID="11"\n', Date.UTC(2026, 10, 27), 'violated: debian 11'],
    [
      'of another distribution',
      "ID=ubuntu\nVERSION_ID='12'\n",
      Date.UTC(2026, 10, 27),
      'violated: ubuntu 12',
    ],
    ['that is none yet', 'ID=debian\n', Date.UTC(2026, 10, 27), 'violated: debian without a number'],
    [
      'that does not say what it is',
      'Debian 12\n',
      Date.UTC(2026, 10, 27),
      'undetermined: cat: expected a line such as ID=debian, found "Debian 12\\n"',
    ],
  ])('%s', (_, release, collectedAt, expected) => {
    expect(judged('release-is-supported', auditedHost({ release }, { collectedAt }))).toBe(expected);
  });
});

/** As apt 2.6.2 and 3.0.4 print it. */
const nothingToDo = `Reading package lists...
Building dependency tree...
Reading state information...
Calculating upgrade...
0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.
`;
const threeUpdates = `Reading package lists...
Building dependency tree...
Reading state information...
Calculating upgrade...
The following held packages will be changed:
  openssl
The following packages will be upgraded:
  linux-image-amd64 openssl tzdata
3 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.
Inst tzdata [2020a-0] (2026f-0+deb13u1 Debian:13.8/stable, Debian:13-updates/stable-updates [all])
Inst linux-image-amd64 [6.1.1-1] (6.12.118-1 Debian-Security:13/stable-security [amd64])
Inst openssl [3.5.0-0] (3.5.7-1~deb13u3 Debian-Security:13/stable-security [amd64])
Conf tzdata (2026f-0+deb13u1 Debian:13.8/stable, Debian:13-updates/stable-updates [all])
Conf linux-image-amd64 (6.12.118-1 Debian-Security:13/stable-security [amd64])
Conf openssl (3.5.7-1~deb13u3 Debian-Security:13/stable-security [amd64])
`;

describe('security updates', () => {
  it.each<[string, Said, string]>([
    ['none of which waits', nothingToDo, 'compliant'],
    [
      'of which two wait, one of a held package; an update of another archive is none',
      threeUpdates,
      'violated: linux-image-amd64 6.12.118-1 waits, openssl 3.5.7-1~deb13u3 waits',
    ],
    [
      'of which a new package is one',
      nothingToDo.replace(
        '0 upgraded, 0 newly',
        'Inst linux-image-6.1.0-56-amd64 (6.1.192-2 Debian-Security:12/oldstable-security [amd64]) []\n0 upgraded, 1 newly',
      ),
      'violated: linux-image-6.1.0-56-amd64 6.1.192-2 waits',
    ],
    [
      'of which apt keeps something back',
      nothingToDo
        .replace(
          '0 upgraded',
          'The following packages have been kept back:\n  libfoo1 libfoo-tools\n0 upgraded',
        )
        .replace('0 not upgraded', '2 not upgraded'),
      'undetermined: apt keeps back libfoo1, libfoo-tools, of which it does not say why',
    ],
    [
      'of which apt cannot tell',
      {
        stdout: 'Reading package lists...\n',
        code: 100,
        message: "E: The value 'bookworm-security' is invalid for APT::Default-Release",
      },
      "undetermined: sh ended with 100: E: The value 'bookworm-security' is invalid for APT::Default-Release",
    ],
    [
      'of which apt did not come to tell',
      'Reading package lists...\n',
      'undetermined: sh: expected how many packages would be upgraded, found "Reading package lists..."',
    ],
  ])('%s', (_, pendingUpdates, expected) => {
    expect(judged('no-pending-security-updates', auditedHost({ pendingUpdates }))).toBe(expected);
  });
});

const security = 'lists/deb.debian.org_debian-security_dists_bookworm-security_InRelease';
const main = 'lists/deb.debian.org_debian_dists_bookworm_InRelease';
const listed = (since: string, until = 'Wed, 02 Dec 2026 22:33:12 UTC') =>
  `${since}.8850549090 ${security}\n${hours(1)}.8183709600 ${main}\n${security}:Label: Debian-Security\n${security}:Valid-Until: ${until}\n${main}:Label: Debian\n`;

describe('lists of packages', () => {
  it.each<[string, Said, string]>([
    ['fetched an hour ago', listed(hours(1)), 'compliant'],
    [
      'fetched long ago and found unchanged since',
      `${listed(hours(90))}${hours(5)}.1 periodic/update-stamp\n`,
      'compliant',
    ],
    [
      'fetched at a time to come',
      `${listed(hours(50))}${hours(-900)}.1 periodic/update-stamp\n`,
      "undetermined: its time is 900 hours ahead of the host's clock",
    ],
    ['fetched while the host was being looked into', listed(`${now + 200}`), 'compliant'],
    ['fetched long ago', listed(hours(50)), 'violated: lists were fetched 50 hours ago'],
    [
      'of the security archive that ended, whatever the timer says',
      `${listed(hours(1), 'Fri, 27 Nov 2026 10:00:00 UTC')}${hours(1)}.1 periodic/update-stamp\n`,
      'violated: the list of the security archive ended 2 hours ago',
    ],
    [
      'of which none is of the security archive',
      `${hours(1)}.8 ${main}\n${main}:Label: Debian\n`,
      'violated: no list of the security archive was ever fetched',
    ],
    ['that are not there', '', 'violated: no list of the security archive was ever fetched'],
    [
      'with a date that is none',
      listed(hours(1), 'soon'),
      'undetermined: sh: expected a date such as Wed, 02 Dec 2026 22:33:12 UTC, found "soon"',
    ],
  ])('%s', (_, packageListTimes, expected) => {
    expect(judged('package-lists-are-fresh', auditedHost({ clock, packageListTimes }))).toBe(expected);
  });

  it('have no age without the clock of the host', () => {
    const host = auditedHost({ packageListTimes: listed(hours(1)) });
    expect(judged('package-lists-are-fresh', host)).toMatch(/^undetermined: sh was not run/);
  });
});

describe('a restart', () => {
  it.each<[string, Said, string]>([
    ['that nobody asked for', '', 'compliant'],
    ['asked for ten days ago', `${hours(240)}\n`, 'compliant'],
    ['asked for twenty days ago', `${hours(480)}\n`, 'violated: a restart has been asked for since 20 days'],
    ['asked for at no time', 'soon\n', 'undetermined: sh: expected a time in seconds, found "soon"'],
  ])('%s', (_, restartAsked, expected) => {
    expect(judged('restart-is-not-overdue', auditedHost({ clock, restartAsked }))).toBe(expected);
  });
});

const kernel = (version: string, state = 'ii ') =>
  `${state}\tlinux-image-6.1.0-${version}-amd64\t6.1.192-2\n`;
const old = '6.1.0-56-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-10)\n';
const came = (version: string, days: number) =>
  `${now - days * 86400}.1234567890 linux-image-6.1.0-${version}-amd64.list\n`;

describe('the running kernel', () => {
  it.each<[string, Said, Said, Said, string]>([
    ['the newest', old, kernel('56') + kernel('9'), came('56', 30), 'compliant'],
    ['beside a removed one', old, kernel('56') + kernel('57', 'rc '), came('56', 30), 'compliant'],
    [
      'beside its metapackage',
      old,
      `${kernel('56')}ii \tlinux-image-amd64\t6.1.192-2\n`,
      came('56', 30),
      'compliant',
    ],
    ['older than one of last week', old, kernel('56') + kernel('57'), came('57', 7), 'compliant'],
    [
      'older than one of last month',
      old,
      kernel('56') + kernel('57'),
      came('57', 30),
      'violated: 6.1.0-56-amd64 runs, linux-image-6.1.0-57-amd64 is installed since 30 days',
    ],
    [
      'older than one of nobody knows when',
      old,
      kernel('56') + kernel('57'),
      came('56', 30),
      'undetermined: dpkg does not say when linux-image-6.1.0-57-amd64 came',
    ],
    [
      'of the same name as a newer build',
      old.replace('6.1.192-2', '6.1.190-1'),
      kernel('56'),
      came('56', 20),
      'violated: #1 SMP PREEMPT_DYNAMIC Debian 6.1.190-1 (2026-11-10) runs, 6.1.192-2 is installed since 20 days',
    ],
    [
      'of no package',
      '6.18.44-own #1 SMP\n',
      kernel('56'),
      came('56', 30),
      'violated: the package of the running kernel 6.18.44-own is not installed',
    ],
    [
      'that does not say its name',
      '\n',
      kernel('56'),
      '',
      'undetermined: uname: expected the release of a kernel, found "\\n"',
    ],
    [
      'of Debian 13',
      '6.12.118+deb13-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.12.118-1 (2026-11-20)\n',
      'ii \tlinux-image-6.12.118+deb13-amd64\t6.12.118-1\nii \tlinux-image-6.12.99+deb13-amd64\t6.12.99-1\n',
      '',
      'compliant',
    ],
  ])('%s', (_, runningKernel, packages, kernelTimes, expected) => {
    const host = auditedHost({ clock, runningKernel, packages, kernelTimes });
    expect(judged('running-kernel-is-newest', host)).toBe(expected);
  });
});

describe('packages', () => {
  it.each<[string, Said, string]>([
    ['that are whole', 'ii \tbash\t5.2\nrc \texim4-base\t4.96\nun \tnis\t\nhi \topenssl\t3.0\n', 'compliant'],
    [
      'that are not',
      'iF \tchrony\t4.3\niU \tnginx\t1.22\niHR\tauditd\t3.0\nit \tman-db\t2.11\n',
      'violated: chrony (dpkg: iF), nginx (dpkg: iU), auditd (dpkg: iHR), man-db (dpkg: it)',
    ],
    [
      'of which nothing is known',
      { code: 2, message: 'dpkg-query: error' },
      'undetermined: dpkg-query ended with 2: dpkg-query: error',
    ],
  ])('%s', (_, packages, expected) => {
    expect(judged('packages-are-whole', auditedHost({ packages }))).toBe(expected);
  });
});
