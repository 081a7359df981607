import { Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

/** The kernel's settings by their keys; values are text, because some are several numbers. */
export const kernelSettings = reader(Type.Record(Type.String(), Type.String()), (text) =>
  Object.fromEntries(
    linesOf(text).map((line) => {
      const [, key, value] = /^(\S+) =(?: (.*))?$/.exec(line) ?? [];
      if (key === undefined) throw new NotUnderstood('a kernel setting such as fs.suid_dumpable = 0', line);
      return [key, value ?? ''];
    }),
  ),
);
