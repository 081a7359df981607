import type { RandomText } from '../../../lib/baseline/types.generated';
import { withoutSequences } from './der-secret';

/** What looks random and is meant to be seen: ids, addresses, public keys, certificates and digests. */
const open = [
  /-----BEGIN (?:TRUSTED )?(?:CERTIFICATE|CERTIFICATE REQUEST|NEW CERTIFICATE REQUEST|PUBLIC KEY|RSA PUBLIC KEY|X509 CRL)-----[\s\S]*?-----END [A-Z0-9 ]+-----/g,
  // Public keys of SSH, with or without their name: each begins with the length and the name of its algorithm.
  /(?:\b(?:ssh|ecdsa|sk)-[\w@.-]+ +)?AAAA(?:[BCGHI][23N][N2]z|E2Vj|G3Nr|Ink)[A-Za-z0-9+/]+={0,3}/g,
  // Digests with the name of what made them: SRI, SSH fingerprints, images.
  /\bsha(?:1|224|256|384|512)[:-][A-Za-z0-9+/_-]+={0,2}/gi,
  /\burn:[^\s"']+/g,
  /\bhttps?:\/\/[^\s"'?#]+/gi,
  /\/(?:subscriptions|providers|resourceGroups)\/[^\s"'?]+/gi,
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
];

/** Runs of the characters of base64, of its form for URLs, and of passwords of letters and digits. */
const runs = [/[A-Za-z0-9+/]+/g, /[A-Za-z0-9_-]+/g];
/** A name of several words, as types and properties have it. */
const name = /^_?[a-z]*(?:[A-Z][a-z]+)+\d*$/;
/** What words are made of: lower-case letters with a vowel among them, and perhaps a capital before. */
const words = /[A-Z]?(?=[a-z]*[aeiouy])[a-z]{2,}/g;
/** How much a character that belongs to a word counts against chance. */
const wordWeight = 1.5;

/**
 * Whether a text holds something that only chance can have made: a run of letters of both cases and digits that is
 * long enough and whose characters are used evenly (Shannon's entropy, bits a character, less what looks like words).
 * Digests in hexadecimal are of one case, and not told from keys. Of 400,000 random passwords of 40 letters and digits
 * the least likely one scores 3.19; of the names of more than 40 characters in Azure Native all but a handful score less.
 */
export function holdsRandomText(text: string, { minimumLength, minimumScore }: RandomText): boolean {
  if (text.length < minimumLength) return false;
  const rest = withoutSequences(open.reduce((left, pattern) => left.replace(pattern, ' '), text));
  return runs
    .flatMap((pattern) => rest.match(pattern) ?? [])
    .some((run) => {
      const isMixed = /[a-z]/.test(run) && /[A-Z]/.test(run);
      return isMixed && run.length >= minimumLength && !name.test(run) && scoreOf(run) >= minimumScore;
    });
}

function scoreOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / text.length);
  const bits = shares.reduce((sum, share) => sum - share * Math.log2(share), 0);
  return bits - (wordWeight * (text.match(words) ?? []).join('').length) / text.length;
}
