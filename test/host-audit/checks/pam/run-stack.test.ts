import { expect, it } from 'vitest';
import { type PamResult, runStack } from '../../../../lib/host-audit/checks/pam/run-stack';
import type { PamEntry } from '../../../../lib/host-audit/checks/pam/services';

/** A stack of `control result` a module; the modules are named a, b, c … */
function run(...lines: readonly string[]) {
  const results = lines.map((line) => line.slice(line.lastIndexOf(' ') + 1) as PamResult);
  const entries = lines.map(
    (line, index): PamEntry => ({
      control: line.slice(0, line.lastIndexOf(' ')),
      module: 'abcdefgh'.charAt(index),
      args: [],
      at: { file: '/etc/pam.d/test', line: index + 1 },
    }),
  );
  const { succeeds, called } = runStack(entries, (entry) => results[entries.indexOf(entry)] ?? 'ignore');
  return `${called.map(({ module }) => module).join('')} ${succeeds ? 'succeeds' : 'fails'}`;
}

it.each<readonly [name: string, lines: readonly string[], outcome: string]>([
  ['what is required', ['required success', 'required success'], 'ab succeeds'],
  ['a required module that fails, and the rest', ['required auth_err', 'required success'], 'ab fails'],
  ['a requisite module that fails, and no rest', ['requisite auth_err', 'required success'], 'a fails'],
  ['a sufficient module that succeeds', ['sufficient success', 'required auth_err'], 'a succeeds'],
  ['a sufficient module that fails', ['sufficient auth_err', 'required success'], 'ab succeeds'],
  [
    'a sufficient module behind a required one that failed',
    ['required auth_err', 'sufficient success', 'required success'],
    'abc fails',
  ],
  ['an optional module that fails', ['optional auth_err', 'required success'], 'ab succeeds'],
  ['nothing but an optional module that fails', ['optional auth_err'], 'a fails'],
  ['nothing but modules that have nothing to say', ['required ignore'], 'a fails'],
  ['nothing at all', [], ' fails'],
  [
    'a jump of Debian over pam_deny',
    ['[success=1 default=ignore] success', 'requisite auth_err', 'required success'],
    'ac succeeds',
  ],
  [
    'no jump of Debian, and pam_deny',
    ['[success=1 default=ignore] auth_err', 'requisite auth_err', 'required success'],
    'ab fails',
  ],
  ['a jump out of the stack', ['required success', '[success=1 default=ignore] success'], 'ab fails'],
  [
    'a failure that is forgotten',
    ['required auth_err', '[default=reset] ignore', 'required success'],
    'abc succeeds',
  ],
  ['a failure that is taken for good', ['[default=ok] auth_err', 'required success'], 'ab fails'],
  ['a control that says nothing of a result', ['[success=ok] auth_err', 'required success'], 'ab fails'],
  ['controls in large letters', ['REQUISITE auth_err', 'required success'], 'a fails'],
])('%s', (_, lines, outcome) => {
  expect(run(...lines)).toBe(outcome);
});
