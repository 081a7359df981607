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
      if (isReadOnly || !new RegExp(`\\b${key}\\b`).test(line.text)) continue;
      const [, value] = new RegExp(`(?:^|[\\s;&|{(])${key}=["']?([^\\s"';&|)}]*)`).exec(line.text) ?? [];
      if (value !== undefined) values = [{ value, at: placeOf(line) }];
      else if (new RegExp(`\\bunset\\b.*\\b${key}\\b`).test(line.text)) values = [];
      isReadOnly = /(^|[\s;&|{(])(readonly|(declare|typeset)\s+-\w*r\w*)\s/.test(line.text);
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
