// Runs commands and measures them.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const running = new Set();

/** Ends what is being measured. */
export function stopRunning() {
  for (const child of running) child.kill();
}

/** Has something ended, by its `kill`, when the benchmark is stopped. @returns what forgets it again */
export function stopToo(thing) {
  running.add(thing);
  return () => running.delete(thing);
}

/**
 * Runs a program, of Node.js when none is named, and measures its wall time, and the peak memory of the processes that
 * belong to it. Other exit codes than the good ones are an error.
 */
export function timed(args, good = [0], program = process.execPath) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    running.add(child);
    const peaks = new Map();
    const timer = setInterval(() => readPeaks(child.pid, peaks), 50);
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(timer);
      running.delete(child);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      if (!good.includes(code)) {
        reject(new Error(`${args.join(' ')} ended with exit code ${code}\n${output}`));
        return;
      }
      const all = [...peaks.values()];
      resolve({ seconds, output, largestMiB: Math.max(0, ...all), sumMiB: all.reduce((a, b) => a + b, 0) });
    });
  });
}

/** Peak resident memory of a process and its descendants, from Linux; on other systems none is reported. */
function readPeaks(pid, peaks) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kibibytes = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    peaks.set(pid, Math.max(peaks.get(pid) ?? 0, kibibytes / 1024));
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const children = readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim();
      for (const child of children.split(' ').filter(Boolean)) readPeaks(Number(child), peaks);
    }
  } catch {
    // The process ended between two looks.
  }
}

/** Tells on standard error what is being done. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
