// A public checker beside our policies: Checkov (https://www.checkov.io), installed once into the user's cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

const version = '3.3.30';
const mostOutputBytes = 512 * 1024 * 1024;
/** It takes many minutes over large templates; one that it does not finish in time is printed as such. */
const longestSeconds = 600;

export class Checker {
  title = `Checkov ${version}`;

  constructor(program, reason) {
    this.program = program;
    /** Why it is left out; nothing when it is there. */
    this.reason = reason;
    this.rules = this.isReady ? countRules(program) : undefined;
  }

  get isReady() {
    return this.reason === undefined;
  }

  /** Finds it in the cache, or installs it there with Python's own means. */
  static prepare() {
    const cache = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
    const folder = path.join(cache, 'yosai', `checkov-${version}`);
    const bin = path.join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
    const program = path.join(bin, 'checkov');
    if (existsSync(path.join(folder, 'complete'))) return new Checker(program);
    process.stderr.write(`installing Checkov ${version} into ${folder}, once\n`);
    mkdirSync(path.dirname(folder), { recursive: true });
    const steps = [
      ['python3', ['-m', 'venv', folder]],
      [path.join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', `checkov==${version}`]],
    ];
    for (const [command, args] of steps) {
      const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
      if (status === 0) continue;
      rmSync(folder, { recursive: true, force: true });
      const last = (stderr ?? '').trim().split('\n').at(-1);
      return new Checker(program, `${command} ${args.join(' ')}: ${error?.message ?? last}`);
    }
    mkdirSync(path.join(folder, 'complete'));
    return new Checker(program);
  }

  /** Seconds of its wall time over the template in a folder, with its start, and what it says. */
  check(folder) {
    const started = performance.now();
    const { stdout, stderr, error } = run(this.program, [
      '--directory',
      folder,
      '--output',
      'json',
      '--compact',
      '--quiet',
    ]);
    const seconds = (performance.now() - started) / 1000;
    if (error?.code === 'ETIMEDOUT') return { seconds, trouble: `not finished in ${longestSeconds} s` };
    try {
      const parsed = JSON.parse(stdout);
      const { summary = parsed } = Array.isArray(parsed) ? parsed[0] : parsed;
      return { seconds, failed: summary.failed, passed: summary.passed, resources: summary.resource_count };
    } catch {
      return { seconds, trouble: (stderr || stdout).trim().split('\n').at(-1)?.slice(0, 200) };
    }
  }
}

/** Rules for ARM templates alone, and without its service, from which it would fetch more. */
function run(program, args) {
  return spawnSync(program, ['--framework', 'arm', '--skip-download', ...args], {
    encoding: 'utf8',
    maxBuffer: mostOutputBytes,
    timeout: longestSeconds * 1000,
    killSignal: 'SIGKILL',
    env: { ...process.env, ANSI_COLORS_DISABLED: '1', LOG_LEVEL: 'ERROR' },
  });
}

function countRules(program) {
  const { stdout } = run(program, ['--list']);
  return new Set(stdout.match(/\bCKV2?_[A-Z]+_\d+\b/g) ?? []).size;
}
