import type { HostState } from '../../../baseline/types.generated';
import type { Account } from '../../facts/topics/accounts';
import type { CheckedHost } from '../host';
import { compliant, judge, judgeBoth, type Outcome, undetermined, violated } from '../outcome';
import { atMost } from './at-most';
import type { StateCheck } from './state-check';

/** A lock or a star: no password matches, whatever else is allowed; shadow(5). */
function rootIsLocked(_state: HostState, { facts }: CheckedHost): Outcome {
  return judge(facts.shadow, ({ entries }) => {
    const root = entries.find(({ name }) => name === 'root');
    if (root === undefined) return undetermined('/etc/shadow has no entry of root');
    if (root.isLocked || root.scheme === 'none') return compliant;
    const found =
      root.scheme === 'empty' ? 'root has an empty password' : `root has a password (${root.scheme})`;
    return violated(found, { expected: 'a locked password', at: { file: '/etc/shadow', line: root.line } });
  });
}

function uidZero(state: HostState, { facts }: CheckedHost): Outcome {
  const { only = [] } = state;
  return judge(facts.accounts, ({ entries }) =>
    atMost(
      state,
      entries
        .filter(({ uid, name }) => uid === 0 && !only.includes(name))
        .map(({ name, line }) => ({ text: `${name} has UID 0`, at: { file: '/etc/passwd', line } })),
      `UID 0 for ${only.join(', ')} alone`,
    ),
  );
}

const rootOf = (entries: readonly Account[]) => entries.find(({ name }) => name === 'root');

function rootGroup(_state: HostState, { facts }: CheckedHost): Outcome {
  return judge(facts.accounts, ({ entries }) => {
    const root = rootOf(entries);
    if (root === undefined) return undetermined('/etc/passwd has no entry of root');
    if (root.gid === 0) return compliant;
    return violated(`root has GID ${root.gid}`, {
      expected: 'GID 0',
      at: { file: '/etc/passwd', line: root.line },
    });
  });
}

/** Files from which sshd takes keys by its default, sshd_config(5); those in the home of root are looked into. */
const defaultKeyFiles = ['.ssh/authorized_keys', '.ssh/authorized_keys2'];

/** Keys of root in those files; where sshd takes them from elsewhere, what is there is not known. */
function rootKeys(state: HostState, { facts }: CheckedHost): Outcome {
  return judgeBoth(facts.accounts, facts.rootKeys, ({ entries }, keys) => {
    const home = rootOf(entries)?.home;
    if (home !== '/root')
      return undetermined(`the home of root is ${home ?? 'not known'}, and was not looked into`);
    const count = Object.values(keys).reduce((sum, one) => sum + one, 0);
    const [file] = Object.keys(keys);
    if (file !== undefined && count > (state.atMost ?? 0)) {
      return violated(`${count} ${count === 1 ? 'key' : 'keys'} in ${Object.keys(keys).join(' and ')}`, {
        expected: `${state.atMost ?? 0} keys`,
        at: { file },
      });
    }
    return judge(facts.sshdForRoot, ({ authorizedkeysfile = [], authorizedkeyscommand = [] }) => {
      const files = authorizedkeysfile.flatMap((value) => value.split(' '));
      const other =
        authorizedkeyscommand.find((command) => command !== 'none') ??
        files.find((path) => path !== 'none' && !defaultKeyFiles.includes(path));
      return other === undefined
        ? compliant
        : undetermined(`sshd takes keys of root from ${other}, which is not looked into`);
    });
  });
}

export const rootAccountStates: Readonly<Record<string, StateCheck>> = {
  'root-group': rootGroup,
  'root-is-locked': rootIsLocked,
  'root-keys': rootKeys,
  'uid-zero': uidZero,
};
