import { type Static, Type } from '@sinclair/typebox';
import { NotUnderstood, reader } from '../fact';

const Line = Type.Object(
  { file: Type.String({ pattern: '^/' }), line: Type.Integer({ minimum: 1 }), text: Type.String() },
  { additionalProperties: false },
);

/** A line of a file on the host, with its place. */
export type Line = Static<typeof Line>;

export const linesSchema = Type.Array(Line);

/** Lines as `file:line:text`, which `grep -nH` prints as well. */
export const placedLines = reader(linesSchema, (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, file, number, said] = /^(\/[^:]*):(\d+):(.*)$/.exec(line) ?? [];
      if (file === undefined || number === undefined) throw new NotUnderstood('file:line:text', line);
      return { file, line: Number(number), text: said ?? '' };
    }),
);
