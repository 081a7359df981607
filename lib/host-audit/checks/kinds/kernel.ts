import type { KernelSetting } from '../../../baseline/types.generated';
import type { CheckedHost } from '../host';
import { compliant, judge, type Outcome, violated } from '../outcome';

/** What the running kernel has, whatever the files say. */
export function checkKernel({ key, value, orMore }: KernelSetting, { facts }: CheckedHost): Outcome {
  return judge(facts.kernelSettings, (settings) => {
    const found = settings[key];
    const expected = `${key} = ${value}${orMore === true ? ' or more' : ''}`;
    if (found === undefined) return violated(`this kernel has no ${key}`, { expected });
    const isNumber = /^\d+$/.test(found);
    if (isNumber && (orMore === true ? Number(found) >= value : Number(found) === value)) return compliant;
    return violated(`${key} = ${found}`, { expected });
  });
}
