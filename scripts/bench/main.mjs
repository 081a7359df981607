// `npm run bench`: see the help below.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchEngines } from './engines.mjs';
import { benchHosts } from './hosts.mjs';
import { benchPolicies } from './policies.mjs';
import { stopRunning } from './timed.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const help = `Usage: npm run bench -- [options]

Measures this repository on this machine, which should have nothing else to do. Three parts:
  engines   a preview with the policy pack, offline and in the official engine, over the bare program (half an hour)
  policies  the policies and the proof alone, over the bare program and beside a public checker (three quarters
            of an hour, most of it the checker's)
  hosts     an audit of one host beside goss, which asks the same, and of 1,000 hosts, all well and a tenth of them
            hanging (minutes; the first needs root, sshd and sudo)

  --only PART        one part; all when left out
  --tenants LIST     numbers of tenants; 3,50,200 for engines and 10,50,200,1000 for policies when left out
  --program-up-to N  policies: above it the plan is made of a smaller one and the program is not run; 200
  --official LIST    engines: tenants at which the official engine previews too; 3,50, and none with an empty text
  --runs N           how often each is measured, of which the median counts; 3
  --fail-over-goal   exit code 1 when a goal is missed
  --help             this text

Examples:
  npm run bench -- --only policies --tenants 10,50
  npm run bench -- --only engines --official "" --runs 1
`;

const { values, mistake } = read();
if (values?.help) {
  process.stdout.write(help);
  process.exit(0);
}
const settings = mistake === undefined ? settingsOf(values) : mistake;
if (typeof settings === 'string') {
  console.error(`bench: ${settings}; npm run bench -- --help lists the options`);
  process.exit(2);
}

const folder = mkdtempSync(path.join(tmpdir(), 'yosai-bench-'));
// Whoever waits half an hour may well stop it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    stopRunning();
    rmSync(folder, { recursive: true, force: true });
    process.kill(process.pid, signal);
  });
}
try {
  let isReached = true;
  for (const part of settings.parts) {
    isReached = (await part({ ...settings, root, folder })) && isReached;
  }
  if (values['fail-over-goal'] && !isReached) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function read() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        tenants: { type: 'string' },
        'program-up-to': { type: 'string', default: '200' },
        official: { type: 'string', default: '3,50' },
        runs: { type: 'string', default: '3' },
        'fail-over-goal': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return { mistake: error.message.split('. ')[0] };
  }
}

/** What the options say, or what is wrong with them. */
function settingsOf({ only, tenants, official, runs, 'program-up-to': programUpTo }) {
  const numbersIn = (text) => text.split(',').filter(Boolean).map(Number);
  const given = tenants === undefined ? undefined : numbersIn(tenants);
  const officialSizes = numbersIn(official);
  const all = [...(given ?? []), ...officialSizes, Number(runs), Number(programUpTo)];
  if (given?.length === 0 || !all.every((number) => Number.isInteger(number) && number > 0)) {
    return 'expected --tenants and --official as numbers separated by commas, --runs and --program-up-to as a number';
  }
  const most = 4096;
  if (given?.some((number) => number > most))
    return `found more than ${most} tenants, which the address plan holds`;
  const run = (part, sizes) => (more) => part({ ...more, sizes: given ?? sizes });
  const parts = {
    engines: run(benchEngines, [3, 50, 200]),
    policies: run(benchPolicies, [10, 50, 200, 1000]),
    hosts: benchHosts,
  };
  if (only !== undefined && !Object.hasOwn(parts, only)) {
    return `expected --only with one of ${Object.keys(parts).join(', ')}, found ${only}`;
  }
  const chosen = only === undefined ? Object.values(parts) : [parts[only]];
  return { parts: chosen, officialSizes, runs: Number(runs), programUpTo: Number(programUpTo) };
}
