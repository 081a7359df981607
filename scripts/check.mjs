// `npm run check`: everything that can be said about the code without running it. All steps run; what failed is
// named at the end.
import { spawnSync } from 'node:child_process';

const steps = [
  ['types', 'tsc', []],
  ['lint and format', 'biome', ['check', '--error-on-warnings']],
  [
    'import rules',
    'depcruise',
    [
      '--config',
      '.dependency-cruiser.cjs',
      'bin',
      'components',
      'lib',
      'policy-packs',
      'stacks',
      'scripts',
      'test/support/packet-oracle',
    ],
  ],
  ['unused code and dependencies', 'knip', []],
  ['generated files', process.execPath, ['scripts/generate.mjs', '--check']],
  ['file lengths', process.execPath, ['scripts/file-lengths.mjs']],
];

const failed = [];
for (const [name, command, args] of steps) {
  console.log(`— ${name}`);
  const npmBin = command === process.execPath ? [command, args] : ['npx', ['--no-install', command, ...args]];
  const { status } = spawnSync(npmBin[0], npmBin[1], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(', ')}`);
  process.exitCode = 1;
} else {
  console.log(`check passed: ${steps.map(([name]) => name).join(', ')}`);
}
