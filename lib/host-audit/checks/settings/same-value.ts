import { aptBoolean } from '../apt-sources';

type Same = (a: string) => string;

/** Words for yes and no, by who reads them. */
const words = (yes: readonly string[], no: readonly string[]): Same => {
  return (value) => {
    const word = value.toLowerCase();
    if (yes.includes(word)) return 'yes';
    return no.includes(word) ? 'no' : value;
  };
};

/** systemd.syntax(7) */
const systemdWords = words(['1', 'yes', 'y', 'true', 't', 'on'], ['0', 'no', 'n', 'false', 'f', 'off']);
/** clamd.conf(5) */
const clamWords = words(['yes', 'true', '1'], ['no', 'false', '0']);

const powers = ['K', 'M', 'G', 'T', 'P', 'E'];

/** Sizes in bytes, by powers of 1024; systemd.syntax(7) */
const size: Same = (value) => {
  const [, number, unit] = /^(\d+)([KMGTPE])$/.exec(value) ?? [];
  return number === undefined || unit === undefined
    ? value
    : String(Number(number) * 1024 ** (powers.indexOf(unit) + 1));
};

const lowerCase: Same = (value) => value.toLowerCase();
/** One zero says that a number is octal, and more of them say nothing else. */
const octal: Same = (value) => value.replace(/^0+(?=0[0-7])/, '');
const asIs: Same = (value) => value;

/** What values of each of the `settingFiles` are the same as. */
const sameness: Readonly<Record<string, Same>> = {
  // Words of these are compared whatever their letters.
  'audisp-syslog': lowerCase,
  auditd: lowerCase,
  clamd: clamWords,
  journald: (value) => systemdWords(size(value)),
  'login-defs': octal,
  resolved: systemdWords,
};

/** Keys that stand alone: whatever value is behind them, they are set. */
const alone = ['pwquality enforce_for_root'];

/** Whether a value means the same as another, which is expected, to the program that reads the file. */
export function isSameValue(file: string, key: string, a: string, b: string): boolean {
  if (alone.includes(`${file} ${key}`)) return true;
  // A key of apt is a number or a boolean, and the expected value tells which.
  if (file === 'apt' && !/^\d+$/.test(b) && aptBoolean(b) !== undefined)
    return aptBoolean(a) === aptBoolean(b);
  const same = sameness[file] ?? asIs;
  return same(a) === same(b);
}
