import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(__dirname, '../..');
const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [path.join(root, 'scripts', script), ...args], { encoding: 'utf8' });

describe.each(['new-policy.mjs', 'pack-policies.mjs'])('%s', (script) => {
  test('--help tells how it is called', () => {
    const { status, stdout, stderr } = run(script, '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: npm run /);
  });

  test('an option that it does not know is named, with the usage and without a stack trace', () => {
    const { status, stdout, stderr } = run(script, '--hlp');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^Unknown option '--hlp'\n\nUsage: npm run /);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
