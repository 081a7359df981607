import { distance } from 'fastest-levenshtein';

/**
 * The candidate nearest to a word that is none of them: the same but for case, or a third of its letters away
 * at most. `undefined` when none is that near, so that no far-fetched word is proposed.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  // Longer words are not typed, and their distance is dear.
  if (word.length > 100) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const letters = slips(word, candidate);
    if (letters >= least || letters >= candidate.length) continue;
    least = letters;
    best = candidate;
  }
  return best;
}

/** How many slips lead from one word to another; two letters in the wrong order are one, another case is none. */
function slips(word: string, candidate: string): number {
  if (word.toLowerCase() === candidate.toLowerCase()) return 0;
  const start = [...word].findIndex((letter, index) => letter !== candidate[index]);
  const swapped = `${word.slice(0, start)}${word[start + 1]}${word[start]}${word.slice(start + 2)}`;
  return start >= 0 && swapped === candidate ? 1 : distance(word, candidate);
}
