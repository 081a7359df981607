/**
 * Compares two upstream versions as dpkg does: letters before other characters, a tilde before everything, numbers by
 * their value; below 0 when the first is older.
 * https://www.debian.org/doc/debian-policy/ch-controlfields.html#version (2026-11-27)
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [words, others] = [left[at]?.words ?? '', right[at]?.words ?? ''];
    const byWords = compareWords(words, others);
    if (byWords !== 0) return byWords;
    const byNumber = (left[at]?.number ?? 0) - (right[at]?.number ?? 0);
    if (byNumber !== 0) return byNumber;
  }
  return 0;
}

function partsOf(version: string) {
  return [...version.matchAll(/(\D*)(\d*)/g)].map(([, words = '', digits = '']) => ({
    words,
    number: Number(digits),
  }));
}

function compareWords(a: string, b: string): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = rank(a[at]) - rank(b[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The end of a word comes after a tilde and before everything else. */
function rank(character: string | undefined): number {
  if (character === undefined) return 0;
  if (character === '~') return -1;
  return /[A-Za-z]/.test(character) ? character.charCodeAt(0) : character.charCodeAt(0) + 256;
}
