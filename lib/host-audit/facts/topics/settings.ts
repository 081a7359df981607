import { Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';
import { FileLine } from '../file-lines';
import { placedLines } from './lines';

/** Lines that name a setting, of every file that may hold it. */
export const settingLines = placedLines;

/**
 * Lines of systemd's files without comments, in the order in which they count: each file begins with a line that is a
 * number sign and its path, and one line stands empty before the next. systemd-analyze(1), cat-config
 */
export const systemdSettings = reader(Type.Array(FileLine), (text) => {
  const lines: FileLine[] = [];
  let file: string | undefined;
  let line = 0;
  for (const said of text.split('\n')) {
    const path = /^# (\/\S*\/systemd\/\S+\.conf)$/.exec(said)?.[1];
    if (path !== undefined) {
      file = path;
      line = 0;
      continue;
    }
    line += 1;
    if (/^\s*([#;]|$)/.test(said)) continue;
    if (file === undefined) throw new NotUnderstood('a number sign and the path of a file', said);
    lines.push({ file, line, text: said });
  }
  return lines;
});

/** The directives of chronyd as it reads them, one after the other. */
export const chronyDirectives = reader(Type.Array(Type.String({ minLength: 1 })), (text) => {
  const lines = linesOf(text);
  const strange = lines.find((line) => !/^[A-Za-z]+( |$)/.test(line));
  if (strange !== undefined) throw new NotUnderstood('a directive of chrony.conf(5)', strange);
  return lines;
});

/** Values of apt by their keys; a key that nothing sets is missing. */
export const aptSettings = reader(Type.Record(Type.String(), Type.String()), (text) =>
  Object.fromEntries(
    linesOf(text).map((line) => {
      const [, key, value] = /^([^=]+)='(.*)'$/.exec(line) ?? [];
      if (key === undefined || value === undefined) throw new NotUnderstood(`key='value'`, line);
      return [key, value.replaceAll(`'\\''`, `'`)];
    }),
  ),
);
