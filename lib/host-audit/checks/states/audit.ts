import { compliant, judge, none, undetermined, violated } from '../outcome';
import type { StateCheck } from './state-check';

/** Whether the kernel audits (1), and whether that can be changed no more until the next start (2). */
const auditEnabled: StateCheck = ({ atLeast = 1 }, { facts }) =>
  judge(facts.auditStatus, ({ enabled = 0 }) =>
    enabled >= atLeast ? compliant : violated(`enabled ${enabled}`, { expected: `enabled ${atLeast}` }),
  );

/** Records that the kernel could not hand on since it started. */
const auditLost: StateCheck = ({ atMost = 0 }, { facts }) =>
  judge(facts.auditStatus, ({ lost }) => {
    if (lost === undefined) return undetermined('auditctl does not say how many records were lost');
    return lost <= atMost ? compliant : violated(`${lost} records were lost since the start`);
  });

/** The words with which the running kernel was started; of several for one parameter the kernel takes the last. */
const kernelCommandLine: StateCheck = ({ only = [] }, { facts }) =>
  judge(facts.kernelCommandLine, (words) =>
    none(
      only.flatMap((word) => {
        const name = (one: string) => one.replace(/=.*$/s, '');
        const last = words.findLast((one) => name(one) === name(word));
        if (last === word) return [];
        return [last ?? `the kernel was started without ${word}`];
      }),
      only.join(' '),
    ),
  );

export const auditStates: Readonly<Record<string, StateCheck>> = {
  'audit-enabled': auditEnabled,
  'audit-lost': auditLost,
  'kernel-command-line': kernelCommandLine,
};
