// `npm run test:newest`: the unit tests, and those of the offline engine with real programs and packs, on the current
// long-term Node.js with the newest Pulumi SDK. They run in a copy of the repository, because the repository itself is
// pinned to what the oldest supported Node.js can run.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOptions } from './read-options.mjs';

/** The current long-term release of Node.js, and the newest SDK, which needs Node.js 22. Looked up 2026-11-23. */
const newest = { node: '24.21.0', pulumi: '3.270.0' };

/** What takes minutes and depends on neither: whole stacks in engines, mutants of policies, random networks. */
const excluded = ['e2e/product', 'e2e/rehearsal', 'lab', 'mutation', 'oracle'].map(
  (room) => `test/${room}/**`,
);

readOptions({
  usage: `Usage: npm run test:newest

Runs the unit tests, and those of the offline engine with real programs and packs,
on Node.js ${newest.node} with Pulumi ${newest.pulumi}, in a copy of the repository.
Takes some minutes and needs npm's registry.
`,
});

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const copy = mkdtempSync(path.join(tmpdir(), 'yosai-newest-'));
try {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of files.split('\n').filter(Boolean)) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(copy, file));
  }
  for (const manifest of ['package.json', 'policy-packs/iso27017/package.json']) {
    const file = path.join(copy, manifest);
    const contents = JSON.parse(readFileSync(file, 'utf8'));
    contents.dependencies['@pulumi/pulumi'] = newest.pulumi;
    writeFileSync(file, JSON.stringify(contents, null, 2));
  }
  const env = { ...process.env, npm_config_audit: 'false', npm_config_fund: 'false' };
  run('npm', [
    'install',
    '--ignore-scripts',
    '--no-save',
    `node-${process.platform}-${process.arch}@${newest.node}`,
  ]);
  const bin = path.join(copy, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
  env.PATH = `${bin}${path.delimiter}${process.env.PATH}`;
  const node = path.join(bin, process.platform === 'win32' ? 'node.exe' : 'node');
  run(node, ['scripts/build.mjs']);
  const versions = execFileSync(
    node,
    ['-p', 'process.version + " and Pulumi " + require("@pulumi/pulumi/version").version'],
    {
      cwd: copy,
      encoding: 'utf8',
    },
  );
  console.log(`tests on Node.js ${versions.trim()}`);
  run(node, ['node_modules/vitest/vitest.mjs', 'run', ...excluded.flatMap((files) => ['--exclude', files])]);

  function run(command, args) {
    const { status } = spawnSync(command, args, { cwd: copy, stdio: 'inherit', env });
    if (status !== 0) {
      process.exitCode = 1;
      throw new Error(`${command} ${args.join(' ')} ended with exit code ${status ?? 'unknown'}`);
    }
  }
} catch (error) {
  console.error(`test:newest: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
