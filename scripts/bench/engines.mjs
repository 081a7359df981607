// How much an offline preview with the policy pack costs over the bare program, how it grows with the number of tenants,
// and how the official engine does the same. The floor is the same program, started as the official language host starts
// it, against a monitor that answers at once and keeps nothing. Beside it stands the floor of a program that sends the
// SDK's debug messages, which our stacks spare and most do not. All are run in turn, so that the ratios hold when the
// machine's speed drifts.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { defaultsConfig, defaultsProject, officialPreview } from './official.mjs';
import { writeRegisters } from './registers.mjs';
import { report } from './report.mjs';
import { median, timed } from './timed.mjs';

/** Measures and prints. @returns whether every goal that can be shown is reached */
export async function benchEngines(settings) {
  const rows = [];
  for (const size of settings.sizes) rows.push(await measure(settings, size));
  return report(rows);
}

async function measure({ root, folder, runs, officialSizes }, tenants) {
  const registers = path.join(folder, `registers-${tenants}`);
  writeRegisters(root, registers, tenants);
  const config = ['--config', `yosai:registers=${registers}`];
  const takes = { floor: [], talking: [], preview: [], defaults: [], ours: [], rehearsed: [] };
  for (let run = 0; run < runs; run += 1) {
    process.stderr.write(`${tenants} tenants, run ${run + 1} of ${runs}\n`);
    takes.floor.push(await floor(root, config));
    takes.talking.push(await floor(root, [...config, '--config', 'yosai:keepDebugMessages=true']));
    takes.preview.push(await preview(root, folder, config));
    if (!officialSizes.includes(tenants)) continue;
    takes.ours.push(await official(root, folder, root, [...config, '--engine-log']));
    takes.rehearsed.push(await official(root, folder, root, config));
    const defaults = defaultsProject(root, path.join(folder, 'defaults'));
    takes.defaults.push(
      await official(root, folder, defaults, [...config, ...defaultsConfig(tenants), '--engine-log']),
    );
    rmSync(defaults, { recursive: true });
  }
  const seconds = (name) => takes[name].map((take) => take.seconds);
  const ratio = (name, base) => median(seconds(name).map((time, run) => time / seconds(base)[run]));
  const hasOfficial = takes.defaults.length > 0;
  return {
    tenants,
    resources: Number(/(\d+) resources/.exec(takes.preview[0].output)?.[1]),
    floor: median(seconds('floor')),
    preview: median(seconds('preview')),
    ratio: ratio('preview', 'floor'),
    talkingRatio: ratio('preview', 'talking'),
    floorLargest: Math.max(...takes.floor.map((take) => take.largestMiB)),
    largest: Math.max(...takes.preview.map((take) => take.largestMiB)),
    sum: Math.max(...takes.preview.map((take) => take.sumMiB)),
    ...(hasOfficial && {
      official: {
        defaults: median(seconds('defaults')),
        ours: median(seconds('ours')),
        rehearsed: median(seconds('rehearsed')),
        oursRatio: ratio('defaults', 'ours'),
        offlineRatio: ratio('defaults', 'preview'),
      },
    }),
  };
}

function floor(root, args) {
  return timed([path.join(root, 'scripts/bench/floor.mjs'), ...args]);
}

function preview(root, folder, config) {
  const out = path.join(folder, 'out');
  return timed([path.join(root, 'bin/yosai.js'), 'preview', '--quiet', '--out', out, ...config]);
}

/** From an empty state each time, as the first preview of a stack is. */
async function official(root, folder, project, config) {
  const state = path.join(folder, 'state');
  try {
    return { seconds: await officialPreview(root, { cwd: project, state, config }) };
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}
