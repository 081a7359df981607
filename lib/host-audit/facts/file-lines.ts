import { type Static, Type } from '@sinclair/typebox';
import { NotUnderstood, reader } from './fact';

/** A line of a file on the host. */
export const FileLine = Type.Object(
  {
    /** Absolute path. */
    file: Type.String({ pattern: '^/' }),
    /** From 1. */
    line: Type.Integer({ minimum: 1 }),
    /** No longer than what patterns can be held against in a moment. */
    text: Type.String({ maxLength: 8192 }),
  },
  { additionalProperties: false },
);
export type FileLine = Static<typeof FileLine>;

/** Lines as `grep -nH --null` prints them: the file, a null byte, the number, a colon and the text. */
export const fileLines = reader(Type.Array(FileLine), (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, file, number, rest] = /^([^\0]+)\0(\d+):(.*)$/s.exec(line) ?? [];
      if (file === undefined || number === undefined) throw new NotUnderstood('a line of a file', line);
      return { file, line: Number(number), text: rest ?? '' };
    }),
);
