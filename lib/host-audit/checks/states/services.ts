import { compliant, judge, judgeBoth, none, violated } from '../outcome';
import type { StateCheck } from './state-check';

/** Units of systemd that failed and that nobody reset. */
const failedUnits: StateCheck = ({ atMost = 0 }, { facts }) =>
  judge(facts.failedUnits, (names) =>
    names.length <= atMost ? compliant : none(names.map((name) => `${name} has failed`)),
  );

/** Whether the hardening script that lies there came to its end, and without failures. */
const hardeningApplied: StateCheck = (_, { facts }) =>
  judgeBoth(facts.hardeningMark, facts.hardeningScript, (mark, script) => {
    if (mark === null) return violated('the hardening script never came to its end');
    if (mark.failures > 0) return violated(`the last hardening ended with ${mark.failures} failures`);
    if (script === null) return violated('the hardening script is not there');
    return script === mark.script
      ? compliant
      : violated('the hardening script is another than the one that ran');
  });

export const serviceStates: Readonly<Record<string, StateCheck>> = {
  'failed-units': failedUnits,
  'hardening-applied': hardeningApplied,
};
