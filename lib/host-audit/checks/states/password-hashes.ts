import type { HostState } from '../../../baseline/types.generated';
import type { CheckedHost } from '../host';
import { compliant, judge, judgeBoth, type Outcome, violated } from '../outcome';
import { type PamEntry, pamFiles, stacksWith } from '../pam/services';
import { loginDefs } from '../settings/plain-files';
import { atMost, type Wrong } from './at-most';
import type { StateCheck } from './state-check';

/** A hash counts behind a lock as well: taking the lock away brings it back. */
function shadowSchemes(state: HostState, { facts }: CheckedHost): Outcome {
  const { only = [] } = state;
  return judge(facts.shadow, ({ entries }) =>
    atMost(
      state,
      entries
        .filter(({ scheme }) => scheme !== 'none' && scheme !== 'empty' && !only.includes(scheme))
        .map(({ name, scheme, line }) => ({
          text: `${name} has a hash of ${scheme === 'unknown' ? 'a traditional or unknown scheme' : scheme}`,
          at: { file: '/etc/shadow', line },
        })),
      `hashes of ${only.join(' or ')}`,
    ),
  );
}

function emptyPasswords(state: HostState, { facts }: CheckedHost): Outcome {
  return judgeBoth(facts.shadow, facts.accounts, (shadow, accounts) => {
    const wrongIn = (file: string, entries: readonly { name: string; line: number }[]): Wrong[] =>
      entries.map(({ name, line }) => ({ text: `${name} has an empty password`, at: { file, line } }));
    return atMost(state, [
      ...wrongIn(
        '/etc/shadow',
        shadow.entries.filter(({ scheme }) => scheme === 'empty'),
      ),
      ...wrongIn(
        '/etc/passwd',
        accounts.entries.filter(({ password }) => password === 'empty'),
      ),
    ]);
  });
}

function unshadowed(state: HostState, { facts }: CheckedHost): Outcome {
  return judgeBoth(facts.accounts, facts.groups, (accounts, groups) => {
    const wrongIn = (
      file: string,
      entries: readonly { name: string; line: number; password: string }[],
    ): Wrong[] =>
      entries
        .filter(({ password }) => password === 'hash')
        .map(({ name, line }) => ({ text: `${name} has its hash in ${file}`, at: { file, line } }));
    return atMost(state, [
      ...wrongIn('/etc/passwd', accounts.entries),
      ...wrongIn('/etc/group', groups.entries),
    ]);
  });
}

/** Arguments of pam_unix that choose a scheme; the last one counts. */
const schemeArguments = ['yescrypt', 'gost_yescrypt', 'blowfish', 'sha512', 'sha256', 'md5', 'bigcrypt'];

/** What pam_unix writes: the scheme of its arguments, or that of login.defs without one; pam_unix(8). */
function pamHash(state: HostState, host: CheckedHost): Outcome {
  const { only = [] } = state;
  const expected = only.join(' or ');
  return judge(host.facts.pamLines, (lines) => {
    const found = stacksWith(pamFiles(lines), 'password', 'pam_unix');
    return judge(found, (stacks) => {
      const writers = new Map<string, PamEntry>();
      for (const { entries } of stacks) {
        for (const entry of entries.filter(({ module }) => module === 'pam_unix')) {
          writers.set(`${entry.at.file}:${entry.at.line}`, entry);
        }
      }
      if (writers.size === 0) return violated('nothing in PAM writes passwords with pam_unix', { expected });
      const outcomes = [...writers.values()].map((entry) => judgeWriter(entry, only, host));
      return outcomes.find(({ verdict }) => verdict !== 'compliant') ?? compliant;
    });
  });
}

function judgeWriter({ args, at }: PamEntry, only: readonly string[], host: CheckedHost): Outcome {
  const expected = only.join(' or ');
  const said = args.filter((arg) => schemeArguments.includes(arg)).at(-1);
  const judged = (scheme: string, place = at) =>
    only.includes(scheme) ? compliant : violated(`pam_unix writes ${scheme}`, { expected, at: place });
  if (said !== undefined) return judged(said.replaceAll('_', '-'));
  return judge(loginDefs('ENCRYPT_METHOD', host), (readings) => {
    const [value] = readings.find(({ by }) => by === 'for PAM')?.values ?? [];
    // Without either it is the traditional scheme.
    return judged(value === undefined ? 'descrypt' : value.value.toLowerCase(), value?.at ?? at);
  });
}

export const passwordHashStates: Readonly<Record<string, StateCheck>> = {
  'empty-passwords': emptyPasswords,
  'pam-hash': pamHash,
  'shadow-schemes': shadowSchemes,
  unshadowed,
};
