import { Type } from '@sinclair/typebox';
import { NotUnderstood, reader } from '../fact';
import { FileLine } from '../file-lines';

/** Lines as `file:line:text`, of files whose paths have no colon. */
export const placedLines = reader(Type.Array(FileLine), (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, file, number, said] = /^(\/[^:]*):(\d+):(.*)$/.exec(line) ?? [];
      if (file === undefined || number === undefined) throw new NotUnderstood('file:line:text', line);
      return { file, line: Number(number), text: said ?? '' };
    }),
);
