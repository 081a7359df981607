/** Longest name or pattern that is compared: what a host sends must not take long. */
export const longest = 256;

/** Whether a name is what a pattern of fnmatch(3) stands for, in which `*` is anything and `?` one character. */
export function globMatches(pattern: string, name: string): boolean {
  if (pattern.length > longest || name.length > longest) return false;
  let [at, from] = [0, 0];
  let star = -1;
  let after = 0;
  while (from < name.length) {
    const sign = pattern[at];
    if (sign === '*') {
      star = at;
      after = from;
      at += 1;
    } else if (sign !== undefined && (sign === '?' || sign === name[from])) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      // The last star stands for one character more.
      after += 1;
      from = after;
      at = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
