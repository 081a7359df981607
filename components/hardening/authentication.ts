import { requirementsOf } from '../../lib/baseline/host-requirements';
import type { HardenedHost, HostFile } from './host';
import { lines } from './lines';
import { scopeOf } from './settings';
import { listedFor, stateOf } from './states';

/** Profiles of Debian's own that stay part of authentication. */
const debianProfiles = ['unix', 'pwquality'];

interface PamProfile {
  readonly name: string;
  readonly lines: readonly string[];
}

/**
 * What PAM does besides Debian's own, as profiles of pam-auth-update, so that packages which bring modules of their
 * own still find their place. A higher priority comes first: who failed too often is refused before the password is
 * read and counted after it was wrong; a new password is judged by its quality (1024, Debian's own), then by its
 * history, then stored (256). Sessions take the umask of login.defs, which Debian 12 leaves to each program.
 * https://manpages.debian.org/bookworm/libpam-runtime/pam-auth-update.8.en.html,
 * https://manpages.debian.org/bookworm/libpam-modules/pam_faillock.8.en.html (2026-11-27)
 */
export function pamFiles(host: HardenedHost): HostFile[] {
  return pamProfiles(host).map((profile) => ({
    path: `/usr/share/pam-configs/${profile.name}`,
    mode: '0644',
    content: lines(...profile.lines),
  }));
}

function pamProfiles(host: HardenedHost): PamProfile[] {
  const remembered = stateOf(host, 'pam-pwhistory')?.atLeast;
  const settings = requirementsOf(host.baseline.hostAreas, 'setting', scopeOf(host));
  return [
    ...(stateOf(host, 'pam-faillock') === undefined ? [] : failureProfiles),
    ...(remembered === undefined ? [] : [historyProfile(remembered)]),
    ...(settings.some(({ key }) => key === 'UMASK') ? [umaskProfile] : []),
  ];
}

const failureProfiles: readonly PamProfile[] = [
  {
    name: 'yosai-faillock-first',
    lines: [
      'Name: Refuse logins after failures',
      'Default: yes',
      'Priority: 2048',
      'Auth-Type: Primary',
      'Auth:',
      '\trequisite\tpam_faillock.so preauth',
      'Account-Type: Primary',
      'Account:',
      '\trequired\tpam_faillock.so',
    ],
  },
  {
    name: 'yosai-faillock',
    lines: [
      'Name: Count failed logins',
      'Default: yes',
      'Priority: 0',
      'Auth-Type: Primary',
      'Auth:',
      '\t[default=die]\tpam_faillock.so authfail',
    ],
  },
];

function historyProfile(remembered: number): PamProfile {
  const module = `\trequisite\tpam_pwhistory.so remember=${remembered} enforce_for_root`;
  return {
    name: 'yosai-pwhistory',
    lines: [
      'Name: Refuse passwords that were used before',
      'Default: yes',
      'Priority: 512',
      'Password-Type: Primary',
      'Password:',
      `${module} use_authtok`,
      'Password-Initial:',
      module,
    ],
  };
}

const umaskProfile: PamProfile = {
  name: 'yosai-umask',
  lines: [
    'Name: Umask of login.defs',
    'Default: yes',
    'Priority: 0',
    'Session-Type: Additional',
    'Session:',
    '\toptional\tpam_umask.so',
  ],
};

/**
 * Puts the profiles into force, forbids empty passwords (pam-auth-update keeps options that were changed by hand, so
 * that lasts), keeps su for the members of one group, and takes root's keys away: cloud-init gives root those of the
 * first user with a command that only says so.
 * https://manpages.debian.org/bookworm/libpam-modules/pam_wheel.8.en.html,
 * https://docs.cloud-init.io/en/22.4.2/reference/modules.html#ssh (2026-11-27)
 */
export function authenticationSteps(host: HardenedHost): string[] {
  const profiles = [...debianProfiles, ...pamProfiles(host).map(({ name }) => name)];
  const [group, ...others] = listedFor(host, 'su-restricted');
  if (others.length > 0) throw new RangeError('su-restricted must name one group: pam_wheel knows no more');
  return [
    `DEBIAN_FRONTEND=noninteractive apply pam-auth-update --package --enable ${profiles.join(' ')}`,
    ...(stateOf(host, 'pam-nullok') === undefined ? [] : withoutEmptyPasswords),
    ...(group === undefined
      ? []
      : [
          `apply place /etc/pam.d/su '^auth[ \t].*pam_wheel[.]so' '^auth[ \t].*pam_rootok[.]so' 'auth required pam_wheel.so use_uid group=${group}'`,
        ]),
    'apply passwd --quiet --lock root',
    ...(stateOf(host, 'root-keys') === undefined ? [] : withoutRootKeys),
  ];
}

const withoutEmptyPasswords = [
  "if grep -q '^[^#].*pam_unix[.]so.*[ \t]nullok' /etc/pam.d/*; then",
  "  apply sed -i '/pam_unix[.]so/s/[ \t]nullok\\(_secure\\)\\{0,1\\}\\>//' /etc/pam.d/*",
  'fi',
];

const withoutRootKeys = [
  'for file in /root/.ssh/authorized_keys /root/.ssh/authorized_keys2; do',
  '  if [ -s "$file" ]; then apply truncate --size 0 "$file"; fi',
  'done',
];
