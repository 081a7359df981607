// Runs the README's test command, then the unit tests on the newest Node.js and Pulumi, and prints one line with
// what passed and failed in both. A skipped test is a failure here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'yosai-ci-'));
const runs = [
  ['the test command', 'test'],
  ['the unit tests on the newest Node.js and Pulumi', 'test:newest'],
];
let passed = 0;
let failed = 0;
try {
  for (const [name, script] of runs) {
    const report = path.join(folder, `${script.replace(':', '-')}.json`);
    const { status } = spawnSync('npm', ['run', '--silent', script], {
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
