import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import type { GivenAuditOptions } from '../../lib/cli/audit-options';
import findingsSchema from '../../lib/findings/findings.schema.json';
import auditSchema from '../../lib/host-audit/audit.schema.json';
import { factsSchema } from '../../lib/host-audit/facts/document';
import { audit, inventoryOf, plain, results, writePrivate } from '../support/audit-run';
import { keptFacts } from '../support/kept-facts';
import { startSshServer } from '../support/ssh-server';
import { temporaryFolder } from '../support/temporary-folder';

const ajv = new Ajv({ allErrors: true, strict: false }).addSchema(findingsSchema);
const isAudit = ajv.compile(auditSchema);
const isFacts = ajv.compile(factsSchema);

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
    expect(results(again)).toEqual(first);
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
    expect(printed).toEqual(results(folder));
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

  it('of one host in two documents are refused, and what was judged before is told of', async () => {
    const folder = temporaryFolder({
      'a.json': JSON.stringify(keptFacts),
      'b.json': JSON.stringify(keptFacts),
    });
    const facts = ['a.json', 'b.json'].map((name) => path.join(folder, name));
    const { code, stderr } = await audit([], { facts, out: folder });
    expect(stderr).toContain('b.json: is of app-1, of which another document is judged already\n');
    expect(stderr).toContain('yosai audit: 1 mistake in the input; findings.json was not written\n');
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

it.each(['ALL', '%sudo', 'bad user', '#0', 'a,b'])(
  'grants nothing to %s, which is no account',
  async (account) => {
    const { code, stdout, stderr } = await audit([], { printSudoers: true, account });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(
      `--account: expected the name of one account, such as yosai-audit, found ${JSON.stringify(account)}`,
    );
  },
);

it('prints what the account must be allowed to run as root', async () => {
  const { code, stdout } = await audit([], { printSudoers: true, account: 'auditor' });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^auditor ALL = \(root\) NOPASSWD: YOSAI_AUDIT$/m);
});
