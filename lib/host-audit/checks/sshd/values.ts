import type { SshdOption } from '../../../baseline/types.generated';

/** Keywords whose values are times, which sshd prints in seconds. */
const times = ['logingracetime', 'clientaliveinterval'];

/** Other words for the same value, by keyword: what a file may say and what sshd prints. */
const sameWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  permitrootlogin: { 'without-password': 'prohibit-password' },
  allowtcpforwarding: { all: 'yes' },
  allowstreamlocalforwarding: { all: 'yes' },
};

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * Whether a value of sshd means what is asked for. Words count in any case, as sshd takes them; a list that begins with
 * `+`, `-` or `^` changes the default list and is none of its own.
 * https://manpages.debian.org/bookworm/openssh-server/sshd_config.5.en.html (2026-11-27)
 */
export function meets(
  { keyword, value, compare = 'exactly', alsoGood = [] }: SshdOption,
  found: string,
): boolean {
  const key = keyword.toLowerCase();
  const [wanted, given] = [meaning(key, value), meaning(key, found)];
  switch (compare) {
    case 'atMost':
      return /^\d+$/.test(given) && Number(given) > 0 && Number(given) <= Number(wanted);
    case 'atLeast':
      return /^\d+$/.test(given) && Number(given) >= Number(wanted);
    case 'subset':
      return (
        given !== '' &&
        given.split(',').every((member) => [...wanted.split(','), ...alsoGood].includes(member))
      );
    default:
      return given === wanted;
  }
}

function meaning(keyword: string, value: string): string {
  const word = value.trim().toLowerCase();
  if (times.includes(keyword)) return seconds(word) ?? word;
  const same = sameWords[keyword];
  return same !== undefined && Object.hasOwn(same, word) ? (same[word] ?? word) : word;
}

/** A time such as `90`, `2m` or `1h30m` in seconds, `sshd_config(5)`, TIME FORMATS. */
function seconds(text: string): string | undefined {
  if (!/^(\d+[smhdw]?)+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)([smhdw]?)/g)];
  return String(
    parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitSeconds[unit || 's'] ?? 1), 0),
  );
}

/** What is asked for, in words. */
export function expectedOf({ keyword, value, compare, alsoGood = [] }: SshdOption): string {
  if (compare === 'atMost') return `${keyword} from 1 to ${value}`;
  if (compare === 'atLeast') return `${keyword} ${value} or more`;
  if (compare === 'subset') return `${keyword} of nothing but ${[value, ...alsoGood].join(',')}`;
  return `${keyword} ${value}`;
}
