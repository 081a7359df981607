import type { Excuse } from './finding';
import { type FindingLine, lineWords } from './line';

/**
 * Tells a finding in one line: `<subject>: <path> must be <expected>, found <found>. Fix: <fix> [<promises>
 * <policy>]`, with `claim:<id>` after the promises for each claim that it is about, and ` Excused until <day> by <who>: <reason>` behind the fix when it is; an undetermined one says `is not known before deployment` instead of what was found. `parseLine`
 * reads it back exactly: in a part, a backslash stands before what would be taken for the words between parts,
 * and for characters that do not belong on a line.
 */
export function renderLine(line: FindingLine): string {
  const { subject, path, expected, fix } = line;
  const told =
    line.verdict === 'undetermined'
      ? `${escapePart(path)}${lineWords.notKnown}${escapePart(expected)}`
      : `${escapePart(path)}${lineWords.mustBe}${escapePart(expected)}${lineWords.found}${escapePart(line.found ?? 'nothing')}`;
  const excused = line.exception === undefined ? '' : `${lineWords.excused}${renderExcuse(line.exception)}`;
  const claims = (line.claims ?? []).map((claim) => `${lineWords.claim}${claim}`);
  const tail = [...line.controls, ...claims, line.policy].join(' ');
  return `${escapePart(subject)}${lineWords.afterSubject}${told}${lineWords.fix}${escapePart(fix)}${excused} [${tail}]`;
}

/** The same for people, in a sentence of its own. */
export function describeExcuse({ until, approvedBy, reason }: Excuse): string {
  return `${lineWords.excused.trimStart()}${until} by ${approvedBy}: ${reason}`;
}

/** `<day> by <who>: <reason>`; a mail address holds no space. */
function renderExcuse({ until, approvedBy, reason }: Excuse): string {
  return `${until} by ${escapePart(approvedBy)}: ${escapePart(reason)}`;
}

/** Control characters, line ends, those that change the direction of what follows, and halves of characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be printed
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Surrogate}]/gu;

/** The starts of the words between parts; the last space of each may come from the words themselves. */
const separators =
  /:(?= )| (?=must be|is not known before deployment, must be|Excused until)|,(?= found)|\.(?= Fix:)/g;

function escapePart(part: string): string {
  return part
    .replaceAll('\\', '\\\\')
    .replace(unprintable, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(separators, '$&\\');
}
