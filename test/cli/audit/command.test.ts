import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import type { ServerChannel } from 'ssh2';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GivenAuditOptions } from '../../../lib/cli/audit/options';
import findingsSchema from '../../../lib/findings/findings.schema.json';
import auditSchema from '../../../lib/host-audit/audit.schema.json';
import { factsSchema } from '../../../lib/host-audit/facts/document';
import { audit, inventoryOf, plain, results, writePrivate } from '../../support/audit-run';
import { keptFacts } from '../../support/kept-facts';
import { markOf, startSshServer } from '../../support/ssh-server';
import { temporaryFolder } from '../../support/temporary-folder';

const ajv = new Ajv({ allErrors: true, strict: false }).addSchema(findingsSchema);
const isAudit = ajv.compile(auditSchema);
const isFacts = ajv.compile(factsSchema);

/** Answers one command of the collector, and goes away. */
function breakOff(channel: ServerChannel): void {
  let script = '';
  channel.on('data', (chunk: Buffer) => {
    script += chunk.toString();
  });
  channel.on('end', () => {
    const mark = markOf(script);
    channel.write(`\n${mark} packages\nii \tbase-files\t12.4\n\n${mark}:${mark}=0;\n`);
    channel.close();
  });
}

describe('an audit', () => {
  it('judges each host, writes facts and findings, and lists who was not reached', async () => {
    const [good, gone] = [
      await startSshServer('good', plain),
      await startSshServer('gone', { onExec: (channel) => channel.close() }),
    ];
    const { folder, file } = inventoryOf([good, gone]);
    const { code, stdout } = await audit([], { inventory: file, out: folder });

    expect(code).toBe(1);
    expect(stdout).toMatch(/^good \(127\.0\.0\.1, app\): \d+ violated, \d+ undetermined, \d+ compliant/m);
    expect(stdout).toMatch(/^gone \(127\.0\.0\.1, app\): not reached\n {2}✗ the collector ended/m);
    expect(stdout).toMatch(
      /Not audited, or not to their end\n {2}gone: the collector ended before its last line\n/,
    );
    expect(stdout).toMatch(
      /\nyosai audit: BLOCKED – 2 hosts, 1 not reached, \d+ blocking, \d+ violated, \d+ undetermined \(/,
    );
    const written = results(folder);
    expect(isAudit(written), JSON.stringify(isAudit.errors)).toBe(true);
    expect(written.hosts.map(({ name, status }: { name: string; status: string }) => [name, status])).toEqual(
      [
        ['good', 'audited'],
        ['gone', 'unreachable'],
      ],
    );
    const { violated, undetermined, compliant } = written.hosts[0].counts;
    expect(written.findings).toHaveLength(violated + undetermined);
    expect(compliant).toBeGreaterThan(0);
    const facts = JSON.parse(readFileSync(path.join(folder, 'audit/good.facts.json'), 'utf8'));
    expect(isFacts(facts), JSON.stringify(isFacts.errors)).toBe(true);
    expect(facts).toMatchObject({ host: { name: 'good', role: 'app', onAzure: false } });
  });

  it('comes to the same findings from the facts that it kept, without the host', async () => {
    const { folder, file } = inventoryOf([await startSshServer('kept', plain)]);
    await audit([], { inventory: file, out: folder });
    const first = results(folder);
    const again = temporaryFolder();
    await audit([], { facts: [path.join(folder, 'audit/kept.facts.json')], out: again });
    expect(results(again, 'rejudged.json')).toEqual(first);
  });

  it('keeps what it saw apart from what is judged once more, and one part from another', async () => {
    const servers = [await startSshServer('one', plain), await startSshServer('two', plain)];
    const { folder, file } = inventoryOf(servers);
    for (const index of [1, 2]) await audit([], { inventory: file, out: folder, shard: { index, of: 2 } });
    const { stdout } = await audit([], { inventory: file, out: folder });
    expect(stdout).toMatch(/^Wrote .*\/audit\/findings\.json and the facts of 2 hosts$/m);
    const seen = results(folder);
    const facts = ['one', 'two'].map((name) => path.join(folder, `audit/${name}.facts.json`));
    const once = await audit([], { facts, role: 'db', out: folder });
    expect(once.stdout).toMatch(/^Wrote .*\/audit\/rejudged\.json$/m);
    await audit([], { facts, out: folder, shard: { index: 2, of: 2 } });

    expect(readdirSync(path.join(folder, 'audit')).sort()).toEqual([
      'findings-1-of-2.json',
      'findings-2-of-2.json',
      'findings.json',
      'one.facts.json',
      'rejudged-2-of-2.json',
      'rejudged.json',
      'two.facts.json',
    ]);
    expect(results(folder)).toEqual(seen);
    const hostsIn = (name: string) => results(folder, name).hosts.map((host: { name: string }) => host.name);
    expect(hostsIn('findings-1-of-2.json')).toEqual(['one']);
    expect(hostsIn('findings-2-of-2.json')).toEqual(['two']);
    expect(hostsIn('rejudged-2-of-2.json')).toEqual(['two']);
    expect(results(folder, 'rejudged.json').hosts[0]).toMatchObject({ name: 'one', role: 'db' });
  });

  it('says that facts of an earlier visit are still there when a host is not reached', async () => {
    let isGone = false;
    const server = await startSshServer('away', {
      onExec: (channel) => (isGone ? channel.close() : plain.onExec(channel)),
    });
    const { folder, file } = inventoryOf([server]);
    const kept = path.join(folder, 'audit/away.facts.json');
    await audit([], { inventory: file, out: folder });
    const before = readFileSync(kept, 'utf8');
    const { at } = JSON.parse(before).collected;
    isGone = true;
    const { stdout } = await audit([], { inventory: file, out: folder, quiet: true });
    const day = at.slice(0, 16).replace('T', ' ');
    expect(stdout.replace(/\n {2}(?=\w)/g, ' ')).toContain(
      `away.facts.json is still there from an earlier visit, of ${day} UTC; it was not judged\n`,
    );
    const written = results(folder);
    expect(isAudit(written), JSON.stringify(isAudit.errors)).toBe(true);
    expect(written.hosts[0]).toMatchObject({
      status: 'unreachable',
      olderFacts: { file: 'away.facts.json', collectedAt: at },
    });
    expect(readFileSync(kept, 'utf8')).toBe(before);

    writeFileSync(kept, 'cut off');
    await audit([], { inventory: file, out: folder });
    expect(isAudit(results(folder))).toBe(true);
    expect(results(folder).hosts[0].olderFacts).toEqual({ file: 'away.facts.json' });
  });

  it('leaves facts that are whole when a later visit is broken off', async () => {
    const server = await startSshServer('once', plain);
    const { folder, file } = inventoryOf([server]);
    await audit([], { inventory: file, out: folder });
    const kept = path.join(folder, 'audit/once.facts.json');
    const before = readFileSync(kept, 'utf8');
    const half = await startSshServer('once', { ...plain, onExec: breakOff });
    const again = inventoryOf([half]);
    const { stdout } = await audit([], { inventory: again.file, out: folder });
    expect(stdout).toContain('once.facts.json is still there from an earlier visit');
    expect(readFileSync(kept, 'utf8')).toBe(before);
    const written = JSON.parse(readFileSync(path.join(folder, 'audit/once.broken-off.facts.json'), 'utf8'));
    expect(written.collected.brokenOff).toMatch(/./);
    expect(results(folder).hosts[0]).toMatchObject({
      status: 'brokenOff',
      olderFacts: { file: 'once.facts.json' },
    });
  });

  it('writes what hosts showed for one reader, whatever the umask', async () => {
    const { folder, file } = inventoryOf([await startSshServer('closed', plain)]);
    const out = path.join(folder, 'new');
    const umask = process.umask(0);
    onTestFinished(() => {
      process.umask(umask);
    });
    await audit([], { inventory: file, out });
    const modes = (folder: string) =>
      ['', 'findings.json', 'closed.facts.json'].map((name) =>
        (statSync(path.join(folder, name)).mode & 0o777).toString(8),
      );
    expect(modes(path.join(out, 'audit'))).toEqual(['700', '600', '600']);
    chmodSync(path.join(out, 'audit'), 0o755);
    chmodSync(path.join(out, 'audit/findings.json'), 0o644);
    await audit([], { inventory: file, out });
    expect(modes(path.join(out, 'audit'))).toEqual(['755', '600', '600']);
  });

  it('prints every violation of a host when it is asked to', async () => {
    const { folder, file } = inventoryOf([await startSshServer('bad', plain)]);
    const some = await audit([], { inventory: file, out: folder, shard: { index: 1, of: 1 } });
    const count = results(folder, 'findings-1-of-1.json').hosts[0].counts.violated;
    expect(count).toBeGreaterThan(20);
    expect(some.stdout).toContain(
      `… and ${count - 20} more violated, all in findings-1-of-1.json; --all prints them\n`,
    );
    const whole = await audit([], { inventory: file, out: folder, all: true });
    expect(whole.stdout.match(/^ {2}✗ /gm)).toHaveLength(count);
    expect(whole.stdout).not.toContain('… and');
  });

  it('is incomplete when nothing blocks and a host was not reached', async () => {
    const { folder, file } = inventoryOf([
      await startSshServer('gone', { onExec: (channel) => channel.close() }),
    ]);
    const { code, stdout } = await audit([], { inventory: file, out: folder, quiet: true });
    expect(code).toBe(3);
    expect(stdout).toMatch(
      /^gone \(127\.0\.0\.1, app\): not reached\n {2}✗ .*\nyosai audit: INCOMPLETE – 1 host, 1 not reached, 0 blocking/,
    );
    expect(results(folder)).toMatchObject({ verdict: 'incomplete', findings: [] });
  });

  it('takes one of several parts, prints its file, and audits what the command line names', async () => {
    const servers = [
      await startSshServer('one', plain),
      await startSshServer('two', plain),
      await startSshServer('three', plain),
    ];
    const { folder, file } = inventoryOf(servers);
    const { stdout } = await audit([], {
      inventory: file,
      out: folder,
      shard: { index: 1, of: 2 },
      json: true,
    });
    const printed = JSON.parse(stdout);
    expect(printed).toEqual(results(folder, 'findings-1-of-2.json'));
    expect(printed.hosts.map(({ name }: { name: string }) => name)).toEqual(['one', 'three']);
    expect(printed.shard).toEqual({ index: 1, of: 2 });

    const [server] = servers;
    const named = await audit([`auditor@127.0.0.1:${server?.port}`], {
      role: 'db',
      identity: path.join(folder, 'key'),
      hostKey: [server?.pins[0]?.fingerprint ?? ''],
      out: folder,
    });
    expect(named.stdout).toContain(`127.0.0.1-${server?.port} (127.0.0.1, db): `);
  });

  it('tells nothing of a host that would steer the terminal', async () => {
    const server = await startSshServer('evil', {
      onExec: (channel) => {
        channel.stderr.write('\u001b[2J\u001b]0;owned\u0007\u202eno such shell\n\n');
        channel.exit(1);
        channel.close();
      },
    });
    const { folder, file } = inventoryOf([server]);
    const { stdout } = await audit([], { inventory: file, out: folder });
    expect(stdout).toContain(
      '✗ the collector ended with exit code 1 before its last line: ]0;ownedno such shell\n',
    );
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });
});

describe('facts that were kept', () => {
  it.each<[string, object, Partial<GivenAuditOptions>, string]>([
    [
      'of an unknown role',
      { role: 'ap' },
      {},
      'a.json host.role: there is no machine role "ap"; known are app, db; did you mean `app`?',
    ],
    [
      'that are to be judged by an unknown role',
      {},
      { role: 'ap' },
      '--role: there is no machine role "ap"; known are app, db; did you mean `app`?',
    ],
    [
      'of a slot that there is not',
      { tenantSlot: 5000 },
      {},
      'a.json host.tenantSlot: 5000 is not a slot of the address plan, whose slots are 0 to 4095',
    ],
  ])('%s are refused', async (_, host, options, expected) => {
    const folder = temporaryFolder({
      'a.json': JSON.stringify({ ...keptFacts, host: { ...keptFacts.host, ...host } }),
    });
    const { code, stderr } = await audit([], {
      facts: [path.join(folder, 'a.json')],
      out: folder,
      ...options,
    });
    expect(stderr).toContain(expected);
    expect(code).toBe(2);
  });

  it('are no findings', async () => {
    const { folder, file } = inventoryOf([await startSshServer('mixed', plain)]);
    await audit([], { inventory: file, out: folder });
    const { code, stderr } = await audit([], {
      facts: [path.join(folder, 'audit/findings.json')],
      out: folder,
    });
    expect(stderr).toContain('audit/findings.json: is a result, as it holds findings; facts stand in');
    expect(code).toBe(2);
  });

  it('of one host in two documents are refused, and what was judged before is told of', async () => {
    const folder = temporaryFolder({
      'a.json': JSON.stringify(keptFacts),
      'b.json': JSON.stringify(keptFacts),
    });
    const facts = ['a.json', 'b.json'].map((name) => path.join(folder, name));
    const { code, stderr } = await audit([], { facts, out: folder });
    expect(stderr).toContain('b.json: is of app-1, of which another document is judged already\n');
    expect(stderr).toContain('yosai audit: 1 mistake in the input; rejudged.json was not written\n');
    expect(code).toBe(2);
  });
});

it.each<[string, object, string]>([
  [
    'of which one tenant is not known',
    { tenants: { aoba: '[unknown]', hana: { slot: 1, machineAddresses: { 'hana-app-1': '10.0.0.1' } } } },
    'tenants.aoba.machineAddresses: found nothing, expected the addresses of the tenant',
  ],
  [
    'of which one tenant has no addresses yet',
    {
      tenants: {
        aoba: { slot: 0, machineAddresses: '[unknown]' },
        hana: { slot: 1, machineAddresses: { 'hana-app-1': '10.0.0.1' } },
      },
    },
    'tenants.aoba.machineAddresses: found "[unknown]", expected the addresses of the tenant',
  ],
  [
    'with a slot that there is not',
    { tenant: { slot: -1, machineAddresses: { 'aoba-app-1': '10.0.0.1' } } },
    'tenant.slot: -1 is not a slot of the address plan',
  ],
  [
    'with one machine by two names',
    { tenant: { slot: 0, machineAddresses: { 'aoba-app-1': '127.0.0.1', 'aoba-app-2': '127.1' } } },
    'machineAddresses.aoba-app-2: leads to the same machine as aoba-app-1',
  ],
])('refuses outputs %s', async (_, outputs, expected) => {
  const folder = temporaryFolder({ 'outputs.json': JSON.stringify(outputs) });
  const { code, stderr } = await audit([], { outputs: path.join(folder, 'outputs.json'), out: folder });
  expect(stderr).toContain(expected);
  expect(code).toBe(2);
});

it('finds the machines of a stack in its outputs, with their pins in the logs of their consoles', async () => {
  const server = await startSshServer('aoba-app-1');
  const pin = server.pins[0]?.fingerprint;
  const folder = temporaryFolder({
    'outputs.json': JSON.stringify({
      tenants: {
        aoba: { slot: 0, machineAddresses: { 'aoba-app-1': '127.0.0.1', 'aoba-db-1': '127.0.0.2' } },
      },
    }),
    'logs/aoba-app-1.log': `-----BEGIN SSH HOST KEY FINGERPRINTS-----\n256 ${pin} root@aoba-app-1 (ED25519)\n-----END SSH HOST KEY FINGERPRINTS-----\n`,
  });
  writePrivate(path.join(folder, 'key'));
  const options = {
    outputs: path.join(folder, 'outputs.json'),
    consoleLogs: path.join(folder, 'logs'),
    identity: path.join(folder, 'key'),
    out: folder,
  };
  const { code, stderr } = await audit([], options);
  expect(code).toBe(2);
  expect(stderr).toContain('machineAddresses.aoba-db-1: no host key of aoba-db-1 is known');
  expect(stderr).not.toContain('aoba-app-1');
});

it.each(['ALL', 'ADMINS_2', '%sudo', 'bad user', '#0', 'a,b', '-x', 'a.b/c'])(
  'grants nothing to %s, which is no account',
  async (account) => {
    const { code, stdout, stderr } = await audit([], { printSudoers: true, account });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(
      `--account: expected the name of one account, such as yosai-audit, found ${JSON.stringify(account)}`,
    );
  },
);

it.each(['auditor', 'Taro.Yamada', '_audit'])('grants to %s', async (account) => {
  const { code, stdout } = await audit([], { printSudoers: true, account });
  expect(code).toBe(0);
  expect(stdout).toContain(`\n${account} ALL = (root) NOPASSWD: YOSAI_AUDIT\n`);
});

it('prints a rule for an account, and none for hosts', async () => {
  const { code, stdout, stderr } = await audit(['bob@server.example'], { printSudoers: true, role: 'app' });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('--print-sudoers: prints a rule for one account, that of --account');
});

it('prints what the account must be allowed to run as root', async () => {
  const { code, stdout } = await audit([], { printSudoers: true, account: 'auditor' });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^auditor ALL = \(root\) NOPASSWD: YOSAI_AUDIT$/m);
});
