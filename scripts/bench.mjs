// `npm run bench`: how much an offline preview with the policy pack costs over the bare program, and how it grows
// with the number of tenants. The floor is the same program, started as the official language host starts it, against
// a monitor that answers at once and keeps nothing. The bare floor drops the SDK's debug messages, as the preview
// does. All are run in turn, so that the ratios hold when the machine's speed drifts.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const goals = { floorRatio: 1.5, growth: 4.5, peakMiB: 1024 };

const { values } = parseArgs({
  options: {
    tenants: { type: 'string', default: '3,50,200' },
    runs: { type: 'string', default: '3' },
    'fail-over-goal': { type: 'boolean', default: false },
  },
});
const sizes = values.tenants.split(',').map(Number);
const runs = Number(values.runs);
if (sizes.some((size) => !(size > 0)) || !(runs > 0)) {
  console.error('bench: expected --tenants as numbers separated by commas and --runs as a number');
  process.exit(2);
}

const folder = mkdtempSync(path.join(tmpdir(), 'yosai-bench-'));
try {
  const rows = [];
  for (const size of sizes) rows.push(await measure(size));
  report(rows);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(tenants) {
  const registers = path.join(folder, `registers-${tenants}`);
  cpSync(path.join(root, 'stacks/registers'), registers, { recursive: true });
  writeFileSync(path.join(registers, 'tenants.yaml'), registerOf(tenants));
  const config = ['--config', `yosai:registers=${registers}`];
  const floorProgram = path.join(root, 'scripts/bench-floor.mjs');
  const floor = [];
  const bare = [];
  const preview = [];
  for (let run = 0; run < runs; run += 1) {
    process.stderr.write(`${tenants} tenants, run ${run + 1} of ${runs}\n`);
    floor.push(await timed([floorProgram, ...config]));
    bare.push(await timed([floorProgram, '--without-debug-messages', ...config]));
    const out = path.join(folder, 'out');
    preview.push(
      await timed([path.join(root, 'bin/yosai.js'), 'preview', '--quiet', '--out', out, ...config]),
    );
  }
  const over = (base) => median(preview.map((run, index) => run.seconds / base[index].seconds));
  return {
    tenants,
    resources: Number(/(\d+) resources/.exec(preview[0].output)?.[1]),
    floor: median(floor.map((run) => run.seconds)),
    preview: median(preview.map((run) => run.seconds)),
    ratio: over(floor),
    bareRatio: over(bare),
    largest: Math.max(...preview.map((run) => run.largestMiB)),
    sum: Math.max(...preview.map((run) => run.sumMiB)),
  };
}

function registerOf(count) {
  const lines = ['tenants:'];
  for (let slot = 0; slot < count; slot += 1) {
    const id = `t${String(slot).padStart(4, '0')}`;
    lines.push(
      `  - id: ${id}`,
      `    name: { ja: 顧客${slot}, en: Customer ${slot} }`,
      `    slot: ${slot}`,
      '    state: active',
      '    since: 2026-04-01',
      `    host: ${id}.cloud.example.jp`,
      '    machines: { app: 1, db: 1 }',
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Runs a command and measures its wall time, and the peak memory of the processes that belong to it. */
function timed(args) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const peaks = new Map();
    const timer = setInterval(() => readPeaks(child.pid, peaks), 50);
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(timer);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      if (code !== 0) {
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

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function report(rows) {
  const columns = [
    ['tenants', (row) => row.tenants],
    ['resources', (row) => row.resources],
    ['floor s', (row) => row.floor.toFixed(2)],
    ['preview s', (row) => row.preview.toFixed(2)],
    ['ratio', (row) => row.ratio.toFixed(2)],
    ['over the bare floor', (row) => row.bareRatio.toFixed(2)],
    ['largest process MiB', (row) => row.largest.toFixed(0)],
    ['all processes MiB', (row) => row.sum.toFixed(0)],
  ];
  const table = [
    columns.map(([title]) => title),
    ...rows.map((row) => columns.map(([, value]) => String(value(row)))),
  ];
  const widths = columns.map((_, index) => Math.max(...table.map((line) => line[index].length)));
  for (const line of table) console.log(line.map((cell, index) => cell.padStart(widths[index])).join('  '));
  const worst = Math.max(...rows.map((row) => row.ratio));
  const checks = [
    [`preview / floor: ${worst.toFixed(2)}, goal at most ${goals.floorRatio}`, worst <= goals.floorRatio],
  ];
  const fifty = rows.find((row) => row.tenants === 50);
  const most = rows.find((row) => row.tenants === 200);
  if (fifty !== undefined && most !== undefined) {
    const growth = most.preview / fifty.preview;
    checks.push([
      `200 tenants / 50 tenants: ${growth.toFixed(2)}, goal at most ${goals.growth}`,
      growth <= goals.growth,
    ]);
    checks.push([
      `largest process at 200 tenants: ${most.largest.toFixed(0)} MiB, goal under ${goals.peakMiB}`,
      most.largest < goals.peakMiB,
    ]);
  }
  for (const [text, reached] of checks) console.log(`${reached ? 'reached' : 'missed '}  ${text}`);
  if (values['fail-over-goal'] && checks.some(([, reached]) => !reached)) process.exitCode = 1;
}
