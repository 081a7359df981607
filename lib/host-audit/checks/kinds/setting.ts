import type { FileSetting } from '../../../baseline/types.generated';
import { isInstalled } from '../../facts/topics/packages';
import type { CheckedHost } from '../host';
import { compliant, judge, notApplicable, type Outcome, undetermined, violated } from '../outcome';
import { readerOf } from '../settings';
import { defaultOf } from '../settings/defaults';
import type { Assigned, Reading } from '../settings/reading';
import { isSameValue } from '../settings/same-value';

/** What is effective for everyone who reads the setting, whatever other lines and files say. */
export function checkSetting(asked: FileSetting, host: CheckedHost): Outcome {
  const read = readerOf(asked.file, host);
  if (read === undefined) return undetermined(`how ${asked.file} is read is not known`);
  const { onlyWith } = host.baseline.hosts.settingFiles[asked.file] ?? {};
  const { packages } = host.facts;
  if (onlyWith !== undefined && 'value' in packages && !isInstalled(packages.value[onlyWith])) {
    return notApplicable(`${onlyWith} is not installed`);
  }
  return judge(read(asked.key, host), (readings) => {
    const outcomes = readings.map((reading) => judgeReading(asked, reading));
    return outcomes.find(({ verdict }) => verdict !== 'compliant') ?? compliant;
  });
}

function judgeReading(asked: FileSetting, { by, values: assigned }: Reading): Outcome {
  const { key, value } = asked;
  const expected = expectation(asked);
  const preset = assigned.length === 0 ? defaultOf(asked.file, key) : undefined;
  const values = preset === undefined ? assigned : [{ value: preset }];
  const who = `${by === undefined ? '' : ` ${by}`}${preset === undefined ? '' : ' by default'}`;
  if (values.length === 0) return violated(`${key} is not set${who}`, { expected });
  const wrong = Array.isArray(value)
    ? collectedWrongly(asked, value, values)
    : values.find((one) => !isAdmitted(asked, value, one));
  if (wrong === undefined) return compliant;
  const found = values.map((one) => one.value).join(', ');
  return violated(`${found === '' ? key : `${key} = ${found}`}${who}`, {
    expected,
    ...(wrong.at !== undefined && { at: wrong.at }),
  });
}

function expectation({ file, key, value, compare }: FileSetting): string {
  if (value === '') return key;
  const most = greatest[`${file} ${key}`];
  const more = ` or more${most === undefined ? '' : `, up to ${most}`}`;
  const rest = compare === 'atMost' ? ' or less' : compare === 'atLeast' ? more : '';
  return `${key} = ${[value].flat().join(', ')}${rest}`;
}

/** A value too many, or the first where one is missing. */
function collectedWrongly(
  { file, key }: FileSetting,
  expected: readonly string[],
  values: readonly Assigned[],
): Assigned | undefined {
  const extra = values.find(({ value }) => !expected.some((one) => isSameValue(file, key, value, one)));
  const isWhole = expected.every((one) => values.some(({ value }) => isSameValue(file, key, value, one)));
  return extra ?? (isWhole ? undefined : values[0]);
}

/** Settings for which 0 is no limit at all: bash(1), pwquality.conf(5), pam_faillock(8). */
const zeroIsNoLimit = ['shell-profile TMOUT', 'pwquality maxrepeat', 'faillock deny'];

/** Settings for which a value is longer than any number: faillock.conf(5). */
const longest: Readonly<Record<string, readonly string[]>> = { 'faillock unlock_time': ['0', 'never'] };

/** Settings of which a program refuses more than this, and keeps what was before: pam_faillock, faillock_config.c (1.5.2). */
const greatest: Readonly<Record<string, number>> = {
  'faillock fail_interval': 604_800,
  'faillock unlock_time': 604_800,
};

function isAdmitted({ file, key, compare }: FileSetting, expected: string, { value }: Assigned): boolean {
  const name = `${file} ${key}`;
  if (compare === undefined || compare === 'exactly') {
    return isSameValue(file, key, value, expected) || isNarrower(name, value, expected);
  }
  if (longest[name]?.includes(value)) return compare === 'atLeast';
  if (!/^\d+(\.\d+)?$/.test(value)) return false;
  const number = Number(value);
  if (compare === 'atLeast') return number >= Number(expected) && number <= (greatest[name] ?? Infinity);
  return number <= Number(expected) && !(number === 0 && zeroIsNoLimit.includes(name));
}

/** Whether octal rights leave less to others than what is expected: more bits of an umask, or fewer of a mode. */
function isNarrower(name: string, value: string, expected: string): boolean {
  if (!/^0[0-7]+$/.test(value)) return false;
  const [found, admitted] = [Number.parseInt(value, 8), Number.parseInt(expected, 8)];
  if (name === 'login-defs UMASK') return (found & admitted) === admitted;
  return name === 'login-defs HOME_MODE' && (found & ~admitted) === 0;
}
