// `npm run lab`: see the help below.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readOptions } from './read-options.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const known = ['12-app', '12-db', '13-app', '13-db'];
/** Test files of the lab by their names, such as `first-boot`. */
const files = testFiles();

const usage = `Usage: npm run lab -- [options]

Boots real Debian machines under QEMU with the cloud-init documents of the dev stack, and audits them. Images and
machines are kept in YOSAI_LAB_CACHE or ~/.cache/yosai/lab: an image takes minutes, and so does the first boot of
a machine, which is then restored within a minute.
Building an image needs root; nothing reaches farther than loopback, but for the packages of Debian.

  --machine LIST  releases of Debian with roles of machines; ${known.join(',')} when left out.
                  day-two, judges, plain and slow-judges take the app machine of each release that is named
  --only LIST     only these test files, separated by commas:
                  ${[...files.keys()].join(', ')}
  --help          this text

Examples:
  npm run lab
  npm run lab -- --machine 12-app,13-db --only first-boot,drift
  npm run lab -- --only slow-judges
`;

const { values } = readOptions({
  usage,
  options: {
    machine: { type: 'string', default: known.join(',') },
    only: { type: 'string' },
  },
});
const wrong = values.machine.split(',').find((machine) => !known.includes(machine));
if (wrong !== undefined) refuse(2, `expected --machine as some of ${known.join(',')}, found ${wrong}`);
const only = values.only?.split(',') ?? [];
const unknown = only.find((name) => !files.has(name));
if (unknown !== undefined) {
  refuse(2, `expected --only as some of ${[...files.keys()].join(',')}, found ${unknown}`);
}
const missing = missingCommands();
if (missing.length > 0) {
  const packages = readFileSync(path.join(root, 'scripts/lab-packages.txt'), 'utf8').trim().split('\n');
  refuse(3, `${missing.join(', ')} not found; install Debian's packages ${packages.join(' ')}`);
}

// Everything of a run is in this folder, also what a machine that was killed left behind.
const folder = mkdtempSync(path.join(tmpdir(), 'yosai-lab-'));
const reportFile = path.join(folder, 'report');
const child = spawn(
  process.execPath,
  [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    'vm',
    ...only.map((name) => files.get(name)),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    // A group of its own, so that all of it can be ended: the test runner leaves its workers alone when it ends early.
    detached: true,
    env: {
      ...process.env,
      TMPDIR: folder,
      YOSAI_LAB: 'on',
      YOSAI_LAB_MACHINES: values.machine,
      YOSAI_LAB_REPORT: reportFile,
    },
  },
);
let interrupted;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = signal;
    // What builds an image takes away what it has mounted.
    endGroup('SIGTERM');
    setTimeout(() => endGroup('SIGKILL'), 10_000).unref();
  });
}
child.once('exit', async (code) => {
  if (interrupted !== undefined) await delay(3_000);
  endGroup('SIGKILL');
  if (existsSync(reportFile)) process.stdout.write(`\n${readFileSync(reportFile, 'utf8')}`);
  rmSync(folder, { recursive: true, force: true });
  if (interrupted === undefined) {
    process.exitCode = code ?? 3;
    return;
  }
  console.error('lab: interrupted');
  process.removeAllListeners(interrupted);
  process.kill(process.pid, interrupted);
});

/** Ends whatever of the run is left: machines have no state that is worth an orderly end. */
function endGroup(signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nothing was left.
  }
}

function testFiles() {
  const place = 'test/lab/hosts';
  const names = readdirSync(path.join(root, place), { recursive: true }).filter((name) =>
    name.endsWith('.test.ts'),
  );
  return new Map(names.sort().map((name) => [path.basename(name, '.test.ts'), path.posix.join(place, name)]));
}

function missingCommands() {
  const commands = [
    'genisoimage',
    'mkfs.ext4',
    'mmdebstrap',
    'qemu-img',
    'qemu-system-x86_64',
    'ssh',
    'zstd',
  ];
  return commands.filter(
    (command) => spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin:/sbin command -v ${command}`]).status !== 0,
  );
}

function refuse(code, text) {
  console.error(`lab: ${text}`);
  process.exit(code);
}
