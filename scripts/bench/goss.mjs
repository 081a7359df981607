// One host beside goss: the auditor and goss ask a real sshd on the loopback interface the same requirements, in turn.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleLibrary, loadLibrary } from './library.mjs';
import { audit, auditSource, factsNeeded, readAsked, scopeOf } from './one-audit.mjs';
import { print } from './report.mjs';
import { median, say, stopToo, timed } from './timed.mjs';

const toolSource = `
export { auditSudoers } from './lib/host-audit/collector/sudoers';
export { gossFile } from './test/lab/hosts/judges/goss-file';
export { JudgeSystem } from './test/lab/hosts/judges/judge-system';
export { canRunSshd, hardenedSettings, RealSsh, run } from './test/support/real-sshd';
`;

/** Audits of the same requirements are short, so that more of them are measured. */
const pairsPerRun = 3;

/** Measures and prints. @returns whether the goal is reached; what is missing for it is told by name */
export async function benchBesideGoss({ root, folder, runs }) {
  const tools = loadLibrary(await bundleLibrary(root, 'goss', toolSource));
  if (!tools.canRunSshd)
    return missed('needs root, and the packages openssh-server, openssh-client and sudo');
  const { goss, why } = await findGoss(tools);
  if (goss === undefined) {
    return missed(
      `goss is not there, and could not be brought: ${why}; it is the package goss of Debian 13, and where mmdebstrap is there the benchmark makes a Debian 13 with it`,
    );
  }
  const ssh = new tools.RealSsh();
  const forget = stopToo({ kill: () => ssh.end() });
  try {
    const library = await bundleLibrary(root, 'one-host', auditSource);
    const sides = await prepare({ root, folder, ssh, tools, goss, library });
    return report(sides, await takeTurns(sides, runs));
  } finally {
    forget();
    ssh.end();
  }
}

function missed(reason) {
  console.log(`missed   one host beside goss: ${reason}`);
  return false;
}

/** goss where this computer has it, or out of a Debian 13 in a folder, which is made when there is none yet. */
async function findGoss({ JudgeSystem }) {
  const own = (process.env.PATH ?? '')
    .split(':')
    .map((place) => path.join(place, 'goss'))
    .find((file) => existsSync(file));
  if (own !== undefined) return { goss: own };
  try {
    say('goss: looking for it, or making a Debian 13 that has it');
    return { goss: (await JudgeSystem.provide()).file('/usr/bin/goss') };
  } catch (error) {
    return { why: error.message.split('\n')[0] };
  }
}

/** Sets up the host and finds what both can ask of it. */
async function prepare({ root, folder, ssh, tools, goss, library: file }) {
  const library = loadLibrary(file);
  const everything = readAsked(library, root);
  ssh.newKey('auditor');
  ssh.admit('auditor');
  const settings = [...tools.hardenedSettings(everything.algorithms), 'LogLevel VERBOSE'];
  const port = await ssh.startSshd('target', ...settings);
  const way = {
    address: '127.0.0.1',
    port,
    account: ssh.account,
    hostKey: ssh.fingerprint('target'),
    keyFile: ssh.file('auditor'),
  };
  const sudoers = `/etc/sudoers.d/${ssh.account}`;
  const admit = (commands) =>
    writeFileSync(sudoers, tools.auditSudoers(commands, ssh.account), { mode: 0o440 });
  admit(everything.commands);
  say('one host: what both can ask of it');
  const { document, verdicts } = await audit(library, everything, way);

  const scope = scopeOf(library, document);
  const spoken = requirementsIn(tools.gossFile(everything.baseline, scope));
  const requirements = spoken.filter((id) => verdicts[id] === 'compliant' || verdicts[id] === 'violated');
  const same = readAsked(library, root, { requirements });
  const facts = factsNeeded(library, same.baseline, document);
  const { commands } = readAsked(library, root, { requirements, facts });

  const [program, gossFile] = [ssh.file('goss'), ssh.file('goss.json')];
  copyFileSync(goss, program);
  writeFileSync(gossFile, tools.gossFile(same.baseline, scope));
  const validate = [program, '--gossfile', gossFile, 'validate', '--format', 'json'];
  admit({ ...everything.commands, ...named('same', commands) });
  writeFileSync(sudoers, `${ssh.account} ALL = (root) NOPASSWD: ${validate.join(' ')}\n`, { flag: 'a' });

  const settingsFile = path.join(folder, 'one-host.json');
  writeFileSync(settingsFile, JSON.stringify({ way, meant: { requirements, facts } }));
  const inventory = path.join(folder, 'one-host.yaml');
  writeFileSync(inventory, inventoryOf(way));
  const knownHosts = ssh.file('known_hosts');
  writeFileSync(knownHosts, `[127.0.0.1]:${port} ${ssh.read('host-target.pub')}`);
  const log = ssh.file('target.log');
  return {
    requirements,
    facts,
    leftOut: spoken.filter((id) => !requirements.includes(id)),
    all: Object.keys(verdicts).length,
    goss: () => counted(log, () => overSsh(way, knownHosts, validate)),
    same: () =>
      counted(log, async () => {
        const take = await timed([path.join(root, 'scripts/bench/one-host.mjs'), file, root, settingsFile]);
        return { ...take, ...namedSeconds(JSON.parse(take.output)) };
      }),
    full: () => counted(log, () => wholeAudit(root, path.join(folder, 'one-host'), inventory)),
  };
}

const named = (prefix, commands) =>
  Object.fromEntries(Object.entries(commands).map(([name, command]) => [`${prefix} ${name}`, command]));

const namedSeconds = ({ seconds, verdicts }) => ({ engineSeconds: seconds, verdicts });

const requirementsIn = (text) => Object.values(JSON.parse(text)).flatMap((group) => Object.keys(group));

const inventoryOf = ({ address, port, account, hostKey, keyFile }) => `hosts:
  - name: host
    address: ${address}
    port: ${port}
    account: ${account}
    key: ${JSON.stringify(keyFile)}
    hostKeys: ['${hostKey}']
    role: app
    platform: other
`;

/** What it takes, and how often sshd let somebody in and started something meanwhile. */
async function counted(log, measure) {
  const before = readFileSync(log, 'utf8').length;
  const take = await measure();
  const told = readFileSync(log, 'utf8').slice(before);
  const count = (words) => told.split(words).length - 1;
  return { ...take, connections: count('Accepted publickey'), channels: count('Starting session: ') };
}

/** goss as people run it on a host from elsewhere. */
async function overSsh({ address, port, account, keyFile }, knownHosts, validate) {
  const options = ['BatchMode=yes', 'IdentitiesOnly=yes', `UserKnownHostsFile=${knownHosts}`];
  const to = ['-F', 'none', '-i', keyFile, '-p', String(port), ...options.flatMap((one) => ['-o', one])];
  // 1 when something is not as it must be.
  const take = await timed([...to, `${account}@${address}`, 'sudo', '-n', ...validate], [0, 1], 'ssh');
  const { results } = JSON.parse(take.output);
  const verdicts = {};
  for (const { title, successful } of results) {
    if (verdicts[title] !== 'violated') verdicts[title] = successful ? 'compliant' : 'violated';
  }
  return { ...take, verdicts };
}

async function wholeAudit(root, out, inventory) {
  mkdirSync(out, { recursive: true });
  const args = ['audit', '--cwd', root, '--inventory', inventory, '--out', out, '--quiet'];
  const take = await timed([path.join(root, 'bin/yosai.js'), ...args], [1]);
  const [host] = JSON.parse(readFileSync(path.join(out, 'audit/findings.json'), 'utf8')).hosts;
  if (host.status !== 'audited') throw new Error(`the host was not audited: ${host.why}`);
  return { ...take, engineSeconds: host.seconds };
}

async function takeTurns({ goss, same, full }, runs) {
  const takes = { goss: [], same: [], full: [] };
  for (let run = 0; run < runs; run += 1) {
    say(`one host beside goss, run ${run + 1} of ${runs}`);
    for (let pair = 0; pair < pairsPerRun; pair += 1) {
      takes.goss.push(await goss());
      takes.same.push(await same());
    }
    takes.full.push(await full());
  }
  return takes;
}

function report({ requirements, leftOut, facts, all }, { goss, same, full }) {
  const seconds = (takes, key = 'seconds') => takes.map((take) => take[key]);
  /** Each audit over the run of goss beside it, as the speed of the machine drifts. */
  const ratio = (times) => median(times.map((time, index) => time / goss[index].seconds));
  const base = median(seconds(goss));
  const row = (what, count, takes, key) => ({ what, count, takes, time: median(seconds(takes, key)) });
  const rows = [
    { ...row('goss by ssh', requirements.length, goss), ratio: 1 },
    {
      ...row('the same requirements, whole process', requirements.length, same),
      ratio: ratio(seconds(same)),
    },
    {
      ...row('  of it from connection to verdicts', requirements.length, same, 'engineSeconds'),
      ratio: ratio(seconds(same, 'engineSeconds')),
    },
    ...[
      row('yosai audit, everything', all, full),
      row('  of it the collector', all, full, 'engineSeconds'),
    ].map((one) => ({ ...one, ratio: one.time / base })),
  ];
  print(rows, [
    ['one host', ({ what }) => what],
    ['requirements', ({ count }) => count],
    ['runs', ({ takes }) => takes.length],
    ['seconds', ({ time }) => time.toFixed(2)],
    ['of goss', ({ ratio: share }) => share.toFixed(2)],
    ['connections', ({ takes }) => most(takes, 'connections')],
    ['channels', ({ takes }) => most(takes, 'channels')],
  ]);
  console.log(`the same requirements need the facts ${facts.join(', ')}`);
  if (leftOut.length > 0) {
    console.log(`left out for both, as this computer does not show them: ${leftOut.join(', ')}`);
  }
  const verdicts = requirements.map((id) => [id, goss.at(-1).verdicts[id], same.at(-1).verdicts[id]]);
  const differing = verdicts.filter(([, theirs, ours]) => theirs !== ours);
  console.log(
    `verdicts that differ, as goss reads one file and the auditor what is in force: ${differing.length}`,
  );
  for (const [id, theirs, ours] of differing)
    console.log(`  ${id}: ${theirs} by goss, ${ours} by the auditor`);
  const [, whole, engine] = rows;
  const trips = [...same, ...full].every(({ connections, channels }) => connections === 1 && channels === 1);
  const checks = [
    ['each audit is one connection and one channel', trips],
    [
      `the same requirements take ${engine.ratio.toFixed(2)} of the time of goss by ssh, goal at most 1 (with the start of Node.js and the reading of the baseline ${whole.ratio.toFixed(2)})`,
      engine.ratio <= 1,
    ],
  ];
  for (const [text, reached] of checks) console.log(`${reached ? 'reached' : 'missed '}  ${text}`);
  return checks.every(([, reached]) => reached);
}

const most = (takes, key) => Math.max(...takes.map((take) => take[key]));
