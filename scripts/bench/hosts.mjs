// What an audit of hosts costs: 1,000 on the loopback interface in one process, all well, and some of them hanging; and
// one beside goss.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { benchBesideGoss } from './goss.mjs';
import { newKeyPair } from './key-pair.mjs';
import { bundleLibrary, loadLibrary } from './library.mjs';
import { auditSource, readAsked } from './one-audit.mjs';
import { print } from './report.mjs';
import { median, say, stopToo, timed } from './timed.mjs';

const hosts = 1000;
const atOnce = 64;
/** How long one host may take, in seconds. */
const limit = 30;
const goalMiB = 300;

/** Measures and prints. @returns whether every goal is reached */
export async function benchHosts(settings) {
  const isQuick = await benchBesideGoss(settings);
  console.log();
  return (await benchFleet(settings)) && isQuick;
}

async function benchFleet({ root, folder, runs }) {
  const key = newKeyPair();
  const keyFile = path.join(folder, 'auditor');
  writeFileSync(keyFile, key.private);
  chmodSync(keyFile, 0o600);
  writeFileSync(`${keyFile}.pub`, key.public);
  const said = await askShell(root, folder);
  const kinds = [0, hosts / 10].map((hanging) => ({ hanging, takes: [] }));
  const ends = [];
  try {
    for (const kind of kinds) {
      const fleet = await startFleet(root, hosts, kind.hanging, `${keyFile}.pub`, said);
      const forget = stopToo(fleet.child);
      ends.push(() => fleet.child.kill() && forget());
      kind.inventory = path.join(folder, `hosts-${kind.hanging}.yaml`);
      writeFileSync(kind.inventory, inventoryOf(fleet, keyFile));
    }
    for (let run = 0; run < runs; run += 1) {
      // In turn, as the machine's own speed drifts.
      for (const { hanging, inventory, takes } of kinds) {
        say(`${hosts} hosts, ${hanging} of them hanging, run ${run + 1} of ${runs}`);
        takes.push(await audit(root, path.join(folder, `audit-${hanging}`), inventory, hanging));
      }
    }
  } finally {
    for (const end of ends) end();
  }
  return report(kinds);
}

function report(kinds) {
  const rows = kinds.map(({ hanging, takes }) => ({
    hanging,
    times: takes.map(({ seconds }) => seconds),
    largest: Math.max(...takes.map(({ largestMiB }) => largestMiB)),
    ...takes[0],
  }));
  print(rows, [
    ['hosts', () => hosts],
    ['hanging', (row) => row.hanging],
    ['at once', () => atOnce],
    ['seconds', (row) => median(row.times).toFixed(1)],
    ['hosts a second', (row) => ((hosts - row.hanging) / median(row.times)).toFixed(0)],
    ['facts of a host', (row) => `${row.known} of ${row.facts} known`],
    ['KiB', (row) => row.kibibytes.toFixed(0)],
    ['largest process MiB', (row) => row.largest.toFixed(0)],
  ]);
  const [well, ill] = rows;
  const more = median(ill.times.map((time, run) => time - well.times[run]));
  const largest = Math.max(...rows.map((row) => row.largest));
  const checks = [
    [`${hosts} hosts: ${largest.toFixed(0)} MiB, goal under ${goalMiB}`, largest < goalMiB],
    [
      `a tenth hanging costs ${(more / limit).toFixed(2)} of one host's time limit, goal at most 1`,
      more <= limit,
    ],
  ];
  for (const [text, reached] of checks) console.log(`${reached ? 'reached' : 'missed '}  ${text}`);
  return checks.every(([, reached]) => reached);
}

async function audit(root, out, inventory, hanging) {
  mkdirSync(out, { recursive: true });
  const options = ['--concurrency', String(atOnce), '--timeout', String(limit), '--out', out, '--quiet'];
  const args = [
    path.join(root, 'bin/yosai.js'),
    'audit',
    '--cwd',
    root,
    '--inventory',
    inventory,
    ...options,
  ];
  // The machine of the benchmark is not hardened, so findings block.
  const take = await timed(args, [1]);
  const { hosts: results } = JSON.parse(readFileSync(path.join(out, 'audit/findings.json'), 'utf8'));
  const unreachable = results.filter(({ status }) => status === 'unreachable').length;
  const audited = results.filter(({ status }) => status === 'audited').length;
  if (unreachable !== hanging || audited !== hosts - hanging) {
    throw new Error(`${audited} of ${hosts} hosts were audited and ${unreachable} not reached`);
  }
  const { name } = results.find(({ status }) => status === 'audited');
  const document = readFileSync(path.join(out, `audit/${name}.facts.json`), 'utf8');
  rmSync(out, { recursive: true });
  const facts = Object.values(JSON.parse(document).facts);
  const known = facts.filter((fact) => 'value' in fact).length;
  return { ...take, kibibytes: document.length / 1024, facts: facts.length, known };
}

function inventoryOf({ ports, hostKey }, keyFile) {
  return [
    'defaults:',
    '  account: auditor',
    `  key: ${JSON.stringify(keyFile)}`,
    'hosts:',
    ...ports.map(
      (port, index) =>
        `  - { name: host-${index + 1}, address: 127.0.0.1, port: ${port}, role: app, hostKeys: ['${hostKey}'] }`,
    ),
    '',
  ].join('\n');
}

/** What this machine's own shell says to the whole collector: it takes its time, which no host of the fleet has to. */
async function askShell(root, folder) {
  const source = `${auditSource}export { collectorScript } from './lib/host-audit/collector/script';`;
  const library = loadLibrary(await bundleLibrary(root, 'collector', source));
  const mark = randomBytes(16).toString('hex');
  const script = library.collectorScript(readAsked(library, root).commands, mark);
  say('what a shell says to the collector');
  const { stdout, status } = spawnSync('sh', ['-s'], { input: script, maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`the collector ended with ${status}`);
  const file = path.join(folder, 'said');
  writeFileSync(file, stdout);
  return [file, mark];
}

/** The hosts, in a process of their own. */
async function startFleet(root, count, hanging, publicKey, said) {
  const script = path.join(root, 'scripts/bench/fleet-server.mjs');
  const args = [script, String(count), String(hanging), publicKey, ...said];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) return { child, ...JSON.parse(line) };
  throw new Error('the hosts of the benchmark did not start');
}
