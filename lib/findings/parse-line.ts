import type { Excuse } from './finding';
import { type FindingLine, lineWords } from './line';

const tail = /^(.*) \[([^[\]]*)\]$/s;

/**
 * Reads back what `renderLine` wrote. The SDK puts a policy's description on lines of its own before it, which are
 * disregarded. `undefined` when the last line has another form, as those of other packs have.
 */
export function parseLine(message: string): FindingLine | undefined {
  const line = message.slice(message.lastIndexOf('\n') + 1);
  const [, body, tags] = tail.exec(line) ?? [];
  if (body === undefined || tags === undefined) return undefined;
  const names = tags.split(' ');
  const policy = names.pop();
  const claims = names
    .filter((name) => name.startsWith(lineWords.claim))
    .map((name) => name.slice(lineWords.claim.length));
  const [subject, told] = cut(body, lineWords.afterSubject) ?? [];
  const [judged, fix] = cut(told, lineWords.fix) ?? [];
  if (subject === undefined || judged === undefined || fix === undefined || !policy) return undefined;
  const [fixAlone, excused] = cut(fix, lineWords.excused) ?? [fix];
  const exception = excused === undefined ? undefined : parseExcuse(excused);
  if (excused !== undefined && exception === undefined) return undefined;
  const common = {
    subject: plain(subject),
    fix: plain(fixAlone),
    controls: names.filter((name) => !name.startsWith(lineWords.claim)),
    ...(claims.length > 0 && { claims }),
    policy,
    ...(exception && { exception }),
  };

  const [openPath, openExpected] = cut(judged, lineWords.notKnown) ?? [];
  const [path, rest] = cut(judged, lineWords.mustBe) ?? [];
  if (openPath !== undefined && openExpected !== undefined && openPath.length <= (path?.length ?? 0)) {
    return { verdict: 'undetermined', path: plain(openPath), expected: plain(openExpected), ...common };
  }
  const [expected, found] = cut(rest, lineWords.found) ?? [];
  if (path === undefined || expected === undefined || found === undefined) return undefined;
  return {
    verdict: 'violated',
    path: plain(path),
    expected: plain(expected),
    found: plain(found),
    ...common,
  };
}

function parseExcuse(text: string): Excuse | undefined {
  const [, until, approvedBy, reason] = /^(\d{4}-\d{2}-\d{2}) by (\S+?): (.*)$/s.exec(text) ?? [];
  if (until === undefined || approvedBy === undefined || reason === undefined) return undefined;
  return { approvedBy: plain(approvedBy), reason: plain(reason), until };
}

/** The texts before and after the first place of a separator. */
function cut(text: string | undefined, separator: string): [string, string] | undefined {
  const index = text?.indexOf(separator) ?? -1;
  return text === undefined || index < 0
    ? undefined
    : [text.slice(0, index), text.slice(index + separator.length)];
}

function plain(part: string): string {
  return part.replace(/\\(?:u\{([0-9a-f]+)\}|(.))?/g, (_escape, code?: string, character?: string) =>
    code === undefined ? (character ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
