import type { Fact } from '../../facts/fact';
import type { FileLine } from '../../facts/file-lines';
import type { CheckedHost } from '../host';
import { argument, type PamEntry, type PamType, pamFiles, pamStack, servicesOf } from '../pam/services';
import { type Assigned, assignedBy, exactly, type Reading, type ReadSetting, whenKnown } from './reading';

/**
 * pwquality reads the files of its folder in the order of their names and its main file after them; the last value
 * counts, and what stands in PAM behind the module goes before all of them; pwquality.conf(5), pam_pwquality(8).
 */
export const pwquality: ReadSetting = (key, host) =>
  whenKnown(readPwquality(key, host), (readings) =>
    key === 'minlen' ? withCredits(readings, host) : { value: readings },
  );

const readPwquality: ReadSetting = (key, host) =>
  whenKnown(host.facts.settingLines, (lines) => {
    const inFolder = lines
      .filter(({ file }) => /^\/etc\/security\/pwquality\.conf\.d\/[^/]+\.conf$/.test(file))
      .sort((a, b) => order(a.file, b.file) || a.line - b.line);
    const main = lines.filter(({ file }) => file === '/etc/security/pwquality.conf');
    return behindModule(key, host, 'password', 'pam_pwquality', assignedIn([...inFolder, ...main], key));
  });

/** Kinds of characters for each of which a password may be shorter, by as many as the value says. */
const creditKeys = ['dcredit', 'ucredit', 'lcredit', 'ocredit'];

/** The length that a password of all kinds of characters needs. */
function withCredits(readings: readonly Reading[], host: CheckedHost): Fact<readonly Reading[]> {
  let sum = 0;
  let place: Assigned['at'];
  for (const key of creditKeys) {
    const read = readPwquality(key, host);
    if ('unknown' in read) return read;
    for (const { value, at } of read.value.flatMap(({ values }) => values)) {
      if (!/^\d+$/.test(value) || Number(value) === 0) continue;
      sum += Number(value);
      place = at;
    }
  }
  const shortened = readings.map(
    ({ values }): Reading => ({
      by: 'with credits',
      values: values.map(({ value, at = place }) => ({
        value: /^\d+$/.test(value) ? String(Math.max(0, Number(value) - sum)) : value,
        ...(at !== undefined && { at: place ?? at }),
      })),
    }),
  );
  return { value: sum === 0 ? readings : shortened };
}

/** What stands in PAM behind the module goes before its file; pam_faillock(8). */
export const faillock: ReadSetting = (key, host) =>
  whenKnown(host.facts.settingLines, (lines) => {
    const own = lines.filter(({ file }) => file === '/etc/security/faillock.conf');
    return behindModule(key, host, 'auth', 'pam_faillock', assignedIn(own, key));
  });

/** What stands in PAM behind the module goes before its file; pam_pwhistory(8), pwhistory.conf(5) of Debian 13. */
export const pwhistory: ReadSetting = (key, host) =>
  whenKnown(host.facts.settingLines, (lines) => {
    const own = lines.filter(({ file }) => file === '/etc/security/pwhistory.conf');
    return behindModule(key, host, 'password', 'pam_pwhistory', assignedIn(own, key));
  });

/** The form that the three files have in common: `key = value` or a key alone, and comments wherever they begin. */
const assignedIn = (lines: readonly FileLine[], key: string): Assigned[] =>
  assignedBy(lines, /^\s*([^\s=#]+)\s*=?\s*([^#]*?)\s*(?:#.*)?$/, exactly(key));

/** A reading for each time that a service calls the module, or that of the files alone when none does. */
function behindModule(
  key: string,
  { facts }: CheckedHost,
  type: PamType,
  module: string,
  inFiles: readonly Assigned[],
): Fact<readonly Reading[]> {
  return whenKnown(facts.pamLines, (lines) => {
    const files = pamFiles(lines);
    const calls = new Map<string, PamEntry>();
    for (const service of servicesOf(files)) {
      const stack = pamStack(files, service, type);
      if ('problem' in stack) return { unknown: stack.problem };
      for (const entry of stack.entries.filter((one) => one.module === module)) {
        calls.set(`${entry.at.file}:${entry.at.line}`, entry);
      }
    }
    const foreign = [...calls.values()].find((entry) => argument(entry, 'conf') !== undefined);
    if (foreign !== undefined) {
      return { unknown: `${module} reads ${argument(foreign, 'conf')}, which is not looked into` };
    }
    const own: Reading = { values: inFiles.slice(-1) };
    const readings = [...calls.values()].map((entry): Reading => {
      const value = argument(entry, key);
      return value === undefined ? own : { values: [{ value, at: entry.at }] };
    });
    return { value: [...new Set(readings.length === 0 ? [own] : readings)] };
  });
}

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));
