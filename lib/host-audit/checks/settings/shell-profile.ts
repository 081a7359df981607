import type { FileLine } from '../../facts/file-lines';
import { type Assigned, lastOf, placeOf, type ReadSetting, whenKnown } from './reading';

/**
 * What a login shell has after `/etc/profile` and what that reads in its place. A value that is made read-only stays;
 * a line that only sometimes sets the variable is taken as one that does. bash(1), "INVOCATION"
 */
export const shellProfile: ReadSetting = (key, { facts }) =>
  whenKnown(facts.settingLines, (lines) => {
    let values: Assigned[] = [];
    let isReadOnly = false;
    for (const line of inReadingOrder(lines)) {
      // Behind a quotation mark it may be no comment.
      const text = line.text.replace(/^([^"']*?(?:^|\s))#.*$/, '$1');
      if (isReadOnly || !new RegExp(`\\b${key}\\b`).test(text)) continue;
      // Of several on one line the last counts.
      const assigned = new RegExp(`(?:^|[\\s;&|{(])${key}=["']?([^\\s"';&|)}]*)`, 'g');
      const last = [...text.matchAll(assigned)].at(-1);
      if (last !== undefined) values = [{ value: last[1] ?? '', at: placeOf(line) }];
      if (new RegExp(`\\bunset\\b.*\\b${key}\\b`).test(text.slice(last?.index ?? 0))) values = [];
      isReadOnly = new RegExp(
        `(^|[\\s;&|{(])(readonly|(declare|typeset)\\s+-\\w*r\\w*)\\s([^;&|]*\\s)?${key}\\b`,
      ).test(text);
    }
    return { value: lastOf(values) };
  });

/** The lines of the profile, with those of another file or of the folder where the profile first speaks of them. */
function inReadingOrder(lines: readonly FileLine[]): FileLine[] {
  const rest = new Map<RegExp, readonly FileLine[]>([
    [/\/etc\/bash\.bashrc/, lines.filter(({ file }) => file === '/etc/bash.bashrc')],
    [
      /\/etc\/profile\.d/,
      lines
        .filter(({ file }) => /^\/etc\/profile\.d\/[^./][^/]*\.sh$/.test(file))
        .sort((a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)) || a.line - b.line),
    ],
  ]);
  return lines
    .filter(({ file }) => file === '/etc/profile')
    .flatMap((line) => {
      const [named] = [...rest].filter(([mention]) => mention.test(line.text));
      if (named === undefined) return [line];
      rest.delete(named[0]);
      return [...named[1]];
    });
}
