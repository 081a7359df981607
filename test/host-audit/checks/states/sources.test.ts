import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';

const release = 'VERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\n';

/** As apt-get 2.6.2 prints it, with three sources of Debian 12. */
const list = (name: string, suite: string, label: string, line: number) =>
  `${name}\t${name}\t${suite}\t${label}\tyes\t/etc/apt/sources.list:${line}\thttp://deb.debian.org/debian/\n`;
const own =
  list('bookworm', 'oldstable', 'Debian', 1) + list('bookworm-updates', 'oldstable-updates', 'Debian', 3);
const security = list('bookworm-security', 'oldstable-security', 'Debian-Security', 5);
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
    ['not among the sources', own, debians, 'violated: apt has no list of bookworm-security'],
    [
      'of another release',
      own + security.replaceAll('bookworm', 'bullseye'),
      debians,
      'violated: apt has no list of bookworm-security',
    ],
    [
      'of which no list was fetched',
      own + security.replace('Debian-Security', '$(LABEL)'),
      debians,
      'violated: apt has no list of bookworm-security',
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

const line = (file: string, number: number, text: string) => `${file}\0${number}:${text}\n`;
const lines = (file: string, text: string) =>
  text
    .split('\n')
    .map((one, index) => line(file, index + 1, one))
    .join('');
const short = (text: string) => lines('/etc/apt/sources.list', text);
const long = (text: string) => lines('/etc/apt/sources.list.d/debian.sources', text);
const debian = short(
  'deb http://deb.debian.org/debian bookworm main\n\ndeb-src [arch=amd64] http://deb.debian.org/debian bookworm-updates main',
);
/** As Azure's image of Debian 12 has it. */
const azures = long(
  'Types: deb deb-src\nURIs: mirror+file:///etc/apt/mirrors/debian.list\nSuites: bookworm bookworm-updates\n  bookworm-backports\nComponents: main\n\nTypes: deb\nURIs: mirror+file:///etc/apt/mirrors/debian-security.list\nSuites: bookworm-security\nComponents: main',
);

describe('sources', () => {
  it.each<[string, Said, Said, string]>([
    ['of the running release', debian, own + security, 'compliant'],
    ['of the running release and its backports, in the longer form', azures, own + security, 'compliant'],
    ['not fetched yet', debian, '', 'compliant'],
    [
      'of the next one, and of nobody, in both forms',
      debian +
        short('deb file:/srv/repo ./') +
        long('Types: deb\nURIs: http://a\nSuites: bookworm trixie\nComponents: main'),
      own,
      'violated: ./ (/etc/apt/sources.list:1), trixie (/etc/apt/sources.list.d/debian.sources:1)',
    ],
    [
      'that are switched off',
      debian + long('# by hand\nEnabled: no\nSuites: sid') + short('# deb http://a sid main'),
      own,
      'compliant',
    ],
    [
      'of which one of two is switched off',
      debian + long('Enabled: no\nSuites: sid\n\n# another\nEnabled: yes\nSuites: forky'),
      own,
      'violated: forky (/etc/apt/sources.list.d/debian.sources:5)',
    ],
    [
      'of which one is switched off by no word that apt knows',
      debian + long('Enabled: maybe\nSuites: sid'),
      own,
      'violated: sid (/etc/apt/sources.list.d/debian.sources:1)',
    ],
    [
      'of which one is written in another way',
      debian + short('"deb" [trusted=yes] http://a sid main'),
      own,
      'undetermined: /etc/apt/sources.list:1 is not understood: "deb" [trusted=yes] http://a sid main',
    ],
    [
      'in another folder',
      debian,
      `${own}sid\tsid\tunstable\tDebian\tyes\t/srv/apt/a.list:1\thttp://a/\n`,
      'violated: sid (/srv/apt/a.list:1)',
    ],
    [
      'that will be another release some day',
      short('deb http://a oldstable main'),
      own,
      'violated: oldstable (/etc/apt/sources.list:1)',
    ],
    [
      'that turned out to be another release',
      debian,
      'bookworm\ttrixie\tstable\tDebian\tyes\t/etc/apt/sources.list:1\thttp://a/\n',
      'violated: bookworm is trixie',
    ],
    ['that are none', short('# nothing'), own, 'undetermined: apt has no source of packages'],
    [
      'of another form',
      'deb http://a b c\n',
      own,
      'undetermined: sh: expected a line of a file, found "deb http://a b c"',
    ],
    ['of which apt does not tell', debian, { code: 100 }, 'undetermined: apt-get ended with 100'],
  ])('%s', (_, sourceLines, packageSources, expected) => {
    expect(judged('release-suite-is-fixed', auditedHost({ release, sourceLines, packageSources }))).toBe(
      expected,
    );
  });

  it('of a release without a name are of another', () => {
    const host = auditedHost({ release: 'ID=debian\n', sourceLines: debian, packageSources: own });
    expect(judged('release-suite-is-fixed', host)).toBe('violated: the running release has no codename');
  });
});

describe('signatures', () => {
  it.each<[string, Said, Said, Said, string]>([
    ['asked for everywhere', debian + azures, debians, own, 'compliant'],
    [
      'with other options',
      short('deb [arch=amd64 signed-by=/a.gpg trusted=no] http://a b c'),
      debians,
      own,
      'compliant',
    ],
    [
      'that only a comment and what is switched off give up',
      short('# deb [trusted=yes] http://a b c') +
        long('# Trusted: yes\nEnabled: no\nTrusted: yes\nSuites: b'),
      debians,
      own,
      'compliant',
    ],
    [
      'not asked for in a line',
      short('deb [ trusted=yes arch=amd64 ] file:/srv/repo ./'),
      debians,
      own,
      'violated: trusted=yes (/etc/apt/sources.list:1)',
    ],
    [
      'not asked for by a number of another base',
      short('deb [ trusted=0x1 allow-weak=+01 allow-insecure=2 ] file:/srv/repo ./'),
      debians,
      own,
      'violated: trusted=0x1 (/etc/apt/sources.list:1), allow-weak=+01 (/etc/apt/sources.list:1)',
    ],
    [
      'perhaps not asked for, in a line that is written in another way',
      short('%64eb [ trusted=yes ] http://a b c'),
      debians,
      own,
      'undetermined: /etc/apt/sources.list:1 is not understood: %64eb [ trusted=yes ] http://a b c',
    ],
    [
      'not asked for in a field',
      long('Suites: b\nAllow-Insecure:  On'),
      debians,
      own,
      'violated: allow-insecure=On (/etc/apt/sources.list.d/debian.sources:1)',
    ],
    [
      'not asked for by apt',
      debian,
      debians.replace('Repositories "0"', 'Repositories "true"'),
      own,
      'violated: Acquire::AllowInsecureRepositories "true"',
    ],
    [
      'not asked for by apt in small letters',
      debian,
      `${debians}APT::get::allowunauthenticated "true";\n`,
      own,
      'violated: APT::get::allowunauthenticated "true"',
    ],
    [
      'that are missing',
      debian,
      debians,
      own.replace('Debian\tyes', 'Debian\tno'),
      'violated: bookworm has no good signature (/etc/apt/sources.list:1)',
    ],
    [
      'not asked for in a line, whatever else is not known',
      short('deb-src [allow-weak=1] http://a b c'),
      { code: 1 },
      own,
      'violated: allow-weak=1 (/etc/apt/sources.list:1)',
    ],
    ['asked for, as far as it is known', debian, { code: 1 }, own, 'undetermined: apt-config ended with 1'],
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
