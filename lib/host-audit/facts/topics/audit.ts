import { Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

/** The kernel's rules as auditctl prints them. */
export const auditRules = reader(Type.Array(Type.String({ pattern: '^-' })), (text) =>
  linesOf(text)
    .map((line) => line.trim())
    .filter((line) => line !== 'No rules')
    .map((line) => {
      if (!/^-[aAw] /.test(line)) throw new NotUnderstood('a rule such as -w /etc/shadow -p wa', line);
      return line;
    }),
);

/** The numbers of the kernel's state of auditing, such as `enabled` and `backlog_limit`. */
export const auditStatus = reader(Type.Record(Type.String(), Type.Integer()), (text) => {
  const status = Object.fromEntries(
    linesOf(text).flatMap((line) => {
      const [, name, value] = /^(\w+) (-?\d+)\b/.exec(line) ?? [];
      return name === undefined ? [] : [[name, Number(value)]];
    }),
  );
  if (status['enabled'] === undefined) throw new NotUnderstood('a line such as enabled 1', text);
  return status;
});
