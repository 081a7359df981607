// What an audit of many hosts costs: 1,000 in one process of the loopback interface, all well, and some of them hanging.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { newKeyPair } from './key-pair.mjs';
import { print } from './report.mjs';
import { median, say, timed } from './timed.mjs';

const hosts = 1000;
const atOnce = 64;
/** How long one host may take, in seconds. */
const limit = 30;
const goalMiB = 300;

/** Measures and prints. @returns whether every goal is reached */
export async function benchHosts({ root, folder, runs }) {
  const key = newKeyPair();
  const keyFile = path.join(folder, 'auditor');
  writeFileSync(keyFile, key.private);
  chmodSync(keyFile, 0o600);
  writeFileSync(`${keyFile}.pub`, key.public);
  const rows = [];
  for (const hanging of [0, hosts / 10]) {
    const fleet = await startFleet(root, hosts, hanging, `${keyFile}.pub`);
    try {
      const inventory = path.join(folder, `hosts-${hanging}.yaml`);
      writeFileSync(inventory, inventoryOf(fleet, keyFile));
      const takes = [];
      for (let run = 0; run < runs; run += 1) {
        say(`${hosts} hosts, ${hanging} of them hanging, run ${run + 1} of ${runs}`);
        takes.push(await audit(root, path.join(folder, `audit-${hanging}-${run}`), inventory, hanging));
      }
      rows.push({
        hanging,
        seconds: median(takes.map(({ seconds }) => seconds)),
        largest: Math.max(...takes.map(({ largestMiB }) => largestMiB)),
        kibibytes: takes[0].kibibytes,
      });
    } finally {
      fleet.child.kill();
    }
  }
  print(rows, [
    ['hosts', () => hosts],
    ['hanging', (row) => row.hanging],
    ['at once', () => atOnce],
    ['seconds', (row) => row.seconds.toFixed(1)],
    ['hosts a second', (row) => ((hosts - row.hanging) / row.seconds).toFixed(0)],
    ['facts of a host KiB', (row) => row.kibibytes.toFixed(0)],
    ['largest process MiB', (row) => row.largest.toFixed(0)],
  ]);
  const [well, ill] = rows;
  const more = ill.seconds - well.seconds;
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
  const facts = readFileSync(
    path.join(out, `audit/${results.find(({ status }) => status === 'audited').name}.facts.json`),
  );
  return { ...take, kibibytes: facts.length / 1024 };
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

/** The hosts, in a process of their own. */
async function startFleet(root, count, hanging, publicKey) {
  const script = path.join(root, 'scripts/bench/fleet-server.mjs');
  const args = [script, String(count), String(hanging), publicKey];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) return { child, ...JSON.parse(line) };
  throw new Error('the hosts of the benchmark did not start');
}
