import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';

const release = 'VERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\n';

/** As apt-get 2.6.2 prints it, with three sources of Debian 12. */
const list = (name: string, suite: string, label: string, line: number) =>
  `${name}\t${name}\t${suite}\t${label}\tyes\t/etc/apt/sources.list:${line}\thttp://deb.debian.org/debian/\n`;
const own =
  list('bookworm', 'oldstable', 'Debian', 1) + list('bookworm-updates', 'oldstable-updates', 'Debian', 3);
const security = list('bookworm-security', 'oldstable-security', 'Debian-Security', 5);
const ofNobody =
  './\t$(CODENAME)\t$(SUITE)\t$(LABEL)\tyes\t/etc/apt/sources.list.d/a.list:1\tfile:/srv/repo/\n';

/** As apt-config prints it, with Debian's own origins. */
const settings = (...origins: string[]) =>
  [
    'Acquire::AllowInsecureRepositories "0";',
    'Acquire::AllowWeakRepositories "0";',
    'Acquire::AllowDowngradeToInsecureRepositories "0";',
    'Unattended-Upgrade::Origins-Pattern "";',
    ...origins.map((origin) => `Unattended-Upgrade::Origins-Pattern:: "${origin}";`),
    '',
  ].join('\n');
const debians = settings(
  `origin=Debian,codename=\${distro_codename},label=Debian`,
  `origin=Debian,codename=\${distro_codename},label=Debian-Security`,
  `origin=Debian,codename=\${distro_codename}-security,label=Debian-Security`,
);

describe('the security archive', () => {
  it.each<[string, Said, Said, string]>([
    ['among the sources, admitted as Debian does', own + security, debians, 'compliant'],
    [
      'admitted by short words',
      own + security,
      settings('o=Debian,a=old*-security,site=deb.debian.org'),
      'compliant',
    ],
    [
      'admitted in the older form',
      own + security,
      'Unattended-Upgrade::Allowed-Origins:: "Debian:oldstable-security";\n',
      'compliant',
    ],
    ['not among the sources', own, debians, 'violated: bookworm-security is no source of packages'],
    [
      'of another release',
      own + security.replaceAll('bookworm', 'bullseye'),
      debians,
      'violated: bookworm-security is no source of packages',
    ],
    [
      'of which no list was fetched',
      own + security.replace('Debian-Security', '$(LABEL)'),
      debians,
      'violated: no list of bookworm-security was ever fetched',
    ],
    [
      'admitted by no origin',
      own + security,
      settings(
        'origin=Debian,codename=bookworm,label=Debian',
        'origin=Debian,codename=*,label=Debian-Security,nothing=1',
      ),
      'violated: no origin of unattended-upgrades admits bookworm-security',
    ],
    [
      'without any origin',
      own + security,
      settings(),
      'violated: no origin of unattended-upgrades admits bookworm-security',
    ],
    [
      'with an answer of another form',
      'bookworm\n',
      debians,
      'undetermined: apt-get: expected seven fields of a source, found "bookworm"',
    ],
    [
      'with settings of another form',
      own + security,
      'Acquire\n',
      'undetermined: apt-config: expected a setting such as APT "";, found "Acquire"',
    ],
  ])('%s', (_, packageSources, updateSettings, expected) => {
    const host = auditedHost({ release, packageSources, updateSettings });
    expect(judged('security-archive-is-source', host)).toBe(expected);
  });
});

describe('sources', () => {
  it.each<[string, Said, string]>([
    ['of the running release', own + security, 'compliant'],
    [
      'of its backports',
      own + list('bookworm-backports', 'oldstable-backports', 'Debian Backports', 7),
      'compliant',
    ],
    [
      'not fetched yet',
      'bookworm\t$(CODENAME)\t$(SUITE)\t$(LABEL)\tno\t/etc/apt/sources.list:1\thttp://a/\n',
      'compliant',
    ],
    [
      'of the next one, and of nobody',
      own + list('sid', 'unstable', 'Debian', 9) + ofNobody,
      'violated: sid (/etc/apt/sources.list:9), ./ (/etc/apt/sources.list.d/a.list:1)',
    ],
    [
      'that will be another release some day',
      'oldstable\tbookworm\toldstable\tDebian\tyes\t/etc/apt/sources.list:1\thttp://a/\n',
      'violated: oldstable (/etc/apt/sources.list:1)',
    ],
    [
      'that became another release',
      'bookworm\ttrixie\tstable\tDebian\tyes\t/etc/apt/sources.list:1\thttp://a/\n',
      'violated: bookworm (/etc/apt/sources.list:1)',
    ],
    ['that are none', '', 'undetermined: apt has no source of packages'],
  ])('%s', (_, packageSources, expected) => {
    expect(judged('release-suite-is-fixed', auditedHost({ release, packageSources }))).toBe(expected);
  });

  it('of a release without a name are of another', () => {
    const host = auditedHost({ release: 'ID=debian\n', packageSources: own });
    expect(judged('release-suite-is-fixed', host)).toBe('violated: the running release has no codename');
  });
});

const line = (file: string, number: number, text: string) => `${file}\0${number}:${text}\n`;
const oneLine = (text: string) => line('/etc/apt/sources.list', 1, text);
const field = (text: string) => line('/etc/apt/sources.list.d/debian.sources', 4, text);

describe('signatures', () => {
  it.each<[string, Said, Said, Said, string]>([
    [
      'asked for everywhere',
      oneLine('deb http://deb.debian.org/debian bookworm main') + field('Types: deb'),
      debians,
      own,
      'compliant',
    ],
    [
      'with other options',
      oneLine('deb [arch=amd64 signed-by=/a.gpg trusted=no] http://a b c'),
      debians,
      own,
      'compliant',
    ],
    [
      'that only a comment gives up',
      oneLine('# deb [trusted=yes] http://a b c') + field('# Trusted: yes'),
      debians,
      own,
      'compliant',
    ],
    [
      'not asked for in a line',
      oneLine('deb [ trusted=yes arch=amd64 ] file:/srv/repo ./'),
      debians,
      own,
      'violated: deb [ trusted=yes arch=amd64 ] file:/srv/repo ./ (/etc/apt/sources.list:1)',
    ],
    [
      'not asked for in a field',
      field('Allow-Insecure:  On'),
      debians,
      own,
      'violated: Allow-Insecure:  On (/etc/apt/sources.list.d/debian.sources:4)',
    ],
    [
      'not asked for by apt',
      oneLine('deb http://a b c'),
      debians.replace('Repositories "0"', 'Repositories "true"'),
      own,
      'violated: Acquire::AllowInsecureRepositories "true"',
    ],
    [
      'that are missing',
      oneLine('deb http://a b c'),
      debians,
      own.replace('Debian\tyes', 'Debian\tno'),
      'violated: bookworm has no good signature (/etc/apt/sources.list:1)',
    ],
    [
      'not asked for in a line, whatever else is not known',
      oneLine('deb-src [allow-weak=1] http://a b c'),
      { code: 1 },
      own,
      'violated: deb-src [allow-weak=1] http://a b c (/etc/apt/sources.list:1)',
    ],
    [
      'asked for, as far as it is known',
      oneLine('deb http://a b c'),
      { code: 1 },
      own,
      'undetermined: apt-config ended with 1',
    ],
    [
      'of lines of another form',
      'deb http://a b c\n',
      debians,
      own,
      'undetermined: sh: expected a line of a file, found "deb http://a b c"',
    ],
  ])('%s', (_, sourceLines, updateSettings, packageSources, expected) => {
    const host = auditedHost({ sourceLines, updateSettings, packageSources });
    expect(judged('packages-are-authenticated', host)).toBe(expected);
  });
});
