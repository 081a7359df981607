import type { PamEntry } from './services';

/** A result of a module by the name that pam.conf(5) gives it, without `PAM_` and in small letters. */
export type PamResult = 'success' | 'ignore' | 'auth_err' | 'perm_denied' | 'authtok_err';

/** How a stack ends. */
export interface PamRun {
  readonly succeeds: boolean;
  /** The modules that are called, in their order. */
  readonly called: readonly PamEntry[];
}

const controls: Readonly<Record<string, string>> = {
  required: 'success=ok new_authtok_reqd=ok ignore=ignore default=bad',
  requisite: 'success=ok new_authtok_reqd=ok ignore=ignore default=die',
  sufficient: 'success=done new_authtok_reqd=done default=ignore',
  optional: 'success=ok new_authtok_reqd=ok default=ignore',
};

/**
 * What libpam makes of a stack whose modules give these results: it goes on, jumps or ends as the controls say.
 * https://github.com/linux-pam/linux-pam/blob/v1.5.2/libpam/pam_dispatch.c (2026-11-27)
 */
export function runStack(stack: readonly PamEntry[], resultOf: (entry: PamEntry) => PamResult): PamRun {
  const called: PamEntry[] = [];
  let impression: 'none' | 'good' | 'bad' = 'none';
  for (let index = 0; index < stack.length; index += 1) {
    const entry = stack[index] as PamEntry;
    called.push(entry);
    const result = resultOf(entry);
    const action = actionOf(entry.control, result);
    const jump = /^\d+$/.test(action) ? Number(action) : 0;
    if (index + jump >= stack.length) return { succeeds: false, called };
    index += jump;
    if (action === 'reset') impression = 'none';
    if ((action === 'ok' || action === 'done') && impression !== 'bad') {
      // Only success makes a good impression; another result that is taken for good is the result of the stack.
      if (result !== 'ignore') impression = result === 'success' ? 'good' : 'bad';
    }
    if (action === 'bad' || action === 'die') impression = 'bad';
    if (action === 'die' || (action === 'done' && impression === 'good')) break;
  }
  return { succeeds: impression === 'good', called };
}

/** What a control says of a result; of one that it does not name, or names badly, that the stack has failed. */
function actionOf(control: string, result: PamResult): string {
  const pairs = (controls[control.toLowerCase()] ?? control.replace(/^\[|\]$/g, ''))
    .split(/\s+/)
    .map((pair) => pair.toLowerCase().split('=') as [string, string?]);
  const found = pairs.find(([name]) => name === result) ?? pairs.find(([name]) => name === 'default');
  return found?.[1] ?? 'bad';
}
