// Runs the README's test command, the unit tests on the newest Node.js and Pulumi, and the lab of real machines, and
// prints one line with what passed and failed in all of them. A skipped test is a failure here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'yosai-ci-'));
const runs = [
  ['the test command', 'test'],
  ['the unit tests on the newest Node.js and Pulumi', 'test:newest'],
  // Each release and each role once, and one of them loosened: all of them take twice as long and more.
  ['the first boot of real machines', 'lab', '--machine', '12-app,13-db', '--only', 'first-boot'],
  ['a real machine that is loosened', 'lab', '--machine', '12-app', '--only', 'drift'],
];
let passed = 0;
let failed = 0;
try {
  for (const [index, [name, script, ...args]] of runs.entries()) {
    const report = path.join(folder, `${index}.json`);
    const { status } = spawnSync('npm', ['run', '--silent', script, '--', ...args], {
      stdio: 'inherit',
      env: { ...process.env, VITEST_JSON: report },
    });
    const counts = countsOf(report);
    passed += counts.passed;
    failed += counts.failed;
    if (status === 0 && counts.failed === 0 && counts.passed > 0) continue;
    if (counts.failed === 0) failed += 1;
    console.error(`${name}: failed (exit code ${status ?? 'unknown'}, ${counts.failed} tests)`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests + numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
