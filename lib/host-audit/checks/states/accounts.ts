import type { HostState } from '../../../baseline/types.generated';
import type { Account } from '../../facts/topics/accounts';
import { auditorsOf, type CheckedHost } from '../host';
import { judge, judgeBoth, type Outcome, undetermined } from '../outcome';
import { atMost, type Wrong } from './at-most';
import { fromKnownSources } from './name-sources';
import type { StateCheck } from './state-check';

/**
 * UIDs of people begin here on Debian, and `nobody` has the highest of 16 bits.
 * https://www.debian.org/doc/debian-policy/ch-opersys.html#uid-and-gid-classes (2026-11-27)
 */
const firstPersonUid = 1000;
const nobodyUid = 65_534;

export const isPerson = ({ uid }: Account) => uid >= firstPersonUid && uid !== nobodyUid;

const inPasswd = ({ line }: Pick<Account, 'line'>) => ({ file: '/etc/passwd', line });

/** Each entry that has something in common with one before it. */
function repeated(of: (account: Account) => string, what: string): StateCheck {
  return (state, { facts }) =>
    judge(facts.accounts, ({ entries }) => {
      const holders = new Map<string, Account>();
      const wrong = entries.flatMap((account): Wrong[] => {
        const holder = holders.get(of(account));
        if (holder === undefined) holders.set(of(account), account);
        const text = `${account.name} has the ${what} ${of(account)} of ${holder?.name} on line ${holder?.line}`;
        return holder === undefined ? [] : [{ text, at: inPasswd(account) }];
      });
      return atMost(state, wrong);
    });
}

/**
 * Accounts that are no people's and have a shell that is not on the list. The auditor's account has one, and is
 * admitted by its name.
 */
function systemShells(state: HostState, host: CheckedHost): Outcome {
  const { only = [] } = state;
  const admitted = ['root', ...auditorsOf(host)];
  return judge(host.facts.accounts, ({ entries }) =>
    atMost(
      state,
      entries
        .filter(({ name }) => !admitted.includes(name))
        .filter((account) => !isPerson(account) && !only.includes(account.shell))
        // Without a shell the login takes /bin/sh; passwd(5).
        .map((account) => ({
          text: `${account.name} has ${account.shell || '/bin/sh'}`,
          at: inPasswd(account),
        })),
      `one of ${only.join(', ')}`,
    ),
  );
}

/** Shells with which nobody can log on; nologin(8), false(1). */
const closedShells = ['/usr/sbin/nologin', '/sbin/nologin', '/bin/false', '/usr/bin/false'];

/**
 * People's accounts that can log on: those with a shell, whatever becomes of their passwords, because a key needs none.
 * Admitted are the administrator of the machine and the auditor.
 */
function loginAccounts(state: HostState, host: CheckedHost): Outcome {
  const { facts, baseline } = host;
  const admitted = [baseline.virtualMachines.adminUser, ...auditorsOf(host)];
  return judge(facts.accounts, ({ entries }) => {
    const wrong = entries
      .filter((account) => isPerson(account) && !closedShells.includes(account.shell))
      .filter(({ name }) => !admitted.includes(name))
      .map((account) => ({
        text: `${account.name} has ${account.shell || '/bin/sh'}`,
        at: inPasswd(account),
      }));
    const outcome = atMost(state, wrong, `no shell but for ${admitted.join(' and ')}`);
    return outcome.verdict === 'compliant' ? fromKnownSources('passwd', host) : outcome;
  });
}

function nisEntries(state: HostState, { facts }: CheckedHost): Outcome {
  const wrongIn = (file: string, lines: readonly number[]): Wrong[] =>
    lines.map((line) => ({ text: `${file}:${line} takes in others`, at: { file, line } }));
  return judgeBoth(facts.accounts, facts.groups, (accounts, groups) =>
    judge(facts.shadow, (shadow) =>
      atMost(state, [
        ...wrongIn('/etc/passwd', accounts.nisLines),
        ...wrongIn('/etc/group', groups.nisLines),
        ...wrongIn('/etc/shadow', shadow.nisLines),
      ]),
    ),
  );
}

function missingGroups(state: HostState, { facts }: CheckedHost): Outcome {
  return judgeBoth(facts.accounts, facts.groups, (accounts, groups) => {
    const known = new Set(groups.entries.map(({ gid }) => gid));
    const wrong = accounts.entries
      .filter(({ gid }) => !known.has(gid))
      .map((account) => ({ text: `${account.name} has GID ${account.gid}`, at: inPasswd(account) }));
    return atMost(state, wrong, 'a group of /etc/group');
  });
}

/** A home that is not there can be nobody else's: only root makes one. */
function foreignHomes(state: HostState, { facts }: CheckedHost): Outcome {
  return judgeBoth(facts.accounts, facts.homes, ({ entries }, { present, missing }) => {
    const byPath = new Map(present.map((home) => [home.path, home]));
    const asked = entries.filter((account) => isPerson(account) || account.uid === 0);
    const unseen = asked.find(({ home }) => home !== '' && !byPath.has(home) && !missing.includes(home));
    if (unseen !== undefined) return undetermined(`${unseen.home} of ${unseen.name} was not looked at`);
    const wrong = asked.flatMap((account): Wrong[] => {
      const home = byPath.get(account.home);
      if (home === undefined) return [];
      const at = { file: account.home };
      if (home.uid !== account.uid) {
        return [{ text: `${home.path} of ${account.name} belongs to UID ${home.uid}`, at }];
      }
      const mode = home.mode.toString(8).padStart(4, '0');
      return (home.mode & 0o022) === 0 ? [] : [{ text: `${home.path} has mode ${mode}`, at }];
    });
    return atMost(state, wrong);
  });
}

function rhostsFiles(state: HostState, { facts }: CheckedHost): Outcome {
  return judge(facts.trustFiles, (paths) =>
    atMost(
      state,
      paths.map((file) => ({ text: file, at: { file } })),
      'none of them',
    ),
  );
}

export const accountStates: Readonly<Record<string, StateCheck>> = {
  'duplicate-names': repeated(({ name }) => name, 'name'),
  'duplicate-uids': repeated(({ uid }) => String(uid), 'UID'),
  'foreign-homes': foreignHomes,
  'login-accounts': loginAccounts,
  'missing-groups': missingGroups,
  'nis-entries': nisEntries,
  'rhosts-files': rhostsFiles,
  'system-shells': systemShells,
};
