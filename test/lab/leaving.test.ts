import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, type Day, dayAt } from '../../lib/lifecycle/calendar';
import type { DeletionRecord } from '../../lib/lifecycle/deletion-record';
import schema from '../../lib/lifecycle/deletion-record.schema.json';
import { Cloud } from '../../lib/rehearsal/cloud/cloud';
import { describeLab } from '../support/lab';
import { changesIn, RehearsedCopy } from '../support/rehearsed-copy';
import { startYosai } from '../support/start-yosai';

const lastDay = addDays(dayAt(Date.now()), 2);
/** So many days after the last day of service. */
const after = (days: number) => addDays(lastDay, days);

/** What goes when the service is closed. */
const gateway = [
  'azure-native:monitor:DiagnosticSetting yuki-diagnostics-gateway',
  'azure-native:monitor:MetricAlert yuki-alerts-gateway-health',
  'azure-native:network:ApplicationGateway yuki-gateway-gateway',
  'azure-native:network:WebApplicationFirewallPolicy yuki-gateway-web-firewall',
];

/** As a platform engineer does it: the register by `yosai tenant`, every deployment by `yosai rehearse up`. */
describeLab('a tenant that leaves', () => {
  let project: RehearsedCopy;
  let folder: string;

  beforeAll(() => {
    project = new RehearsedCopy('hana', 'yuki');
    folder = path.join(project.copy.root, 'out/dev/rehearsal');
  });
  afterAll(() => project.remove());

  async function yosai(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await startYosai(project.copy.root, args).ended;
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
    return stdout;
  }

  /** Deploys on a day; what is done is the tenant's alone. */
  async function deploy(day: Day, ...more: string[]): Promise<string[]> {
    const changes = changesIn({
      code: 0,
      output: await yosai('rehearse', 'up', '--verbose', '--as-of', day, ...more),
    });
    expect(changes.filter((line) => !/^\w+ \S+ yuki-/.test(line))).toEqual([]);
    return changes;
  }

  /** Looks into the cloud at a moment. */
  async function inCloud<T>(look: (cloud: Cloud) => T, now = Date.now()): Promise<T> {
    const cloud = new Cloud(path.join(folder, 'cloud'), () => now);
    try {
      return look(cloud);
    } finally {
      await cloud.close();
    }
  }
  const idsOf = (cloud: Cloud, words: RegExp) =>
    cloud.list().flatMap(({ id }) => (words.test(id) ? [id] : []));

  /** Resources of the tenant that the engine refuses to delete. */
  function guarded(): string[] {
    const state = readFileSync(path.join(folder, 'state/.pulumi/stacks/yosai/dev.json'), 'utf8');
    const { resources } = JSON.parse(state).checkpoint.latest as {
      resources: { urn: string; protect?: boolean }[];
    };
    return resources.flatMap(({ urn, protect }) => (protect && /::yuki-/.test(urn) ? [urn] : [])).sort();
  }

  test('is served until the end of its last day', async () => {
    await yosai('rehearse', 'up');
    await yosai('tenant', 'terminate', 'yuki', '--on', lastDay);
    const changes = await deploy(lastDay);
    expect(changes.length).toBeGreaterThan(20);
    expect(changes.filter((line) => !line.startsWith('updated'))).toEqual([]);
    expect(await inCloud((cloud) => idsOf(cloud, /applicationGateways\/agw-dev-yuki$/).length)).toBe(1);
  });

  test('is closed on the day after, and its data kept and guarded', async () => {
    const before = guarded();
    expect(before.length).toBeGreaterThan(10);
    expect(await deploy(after(1))).toEqual(gateway.map((name) => `deleted ${name}`));
    await inCloud((cloud) => {
      expect(idsOf(cloud, /applicationGateways\/.*yuki/)).toEqual([]);
      const [vault = '', account = ''] = [
        /vaults\/kv-yuki-[^/]+$/,
        /rg-dev-yuki-customer.*Accounts\/[^/]+$/,
      ].map((words) => idsOf(cloud, words)[0]);
      for (const id of [vault, account]) expect(() => cloud.delete(id)).toThrow('are locked');
    });
    expect(guarded()).toEqual(before);
  });

  test('is served again when it stays after all', async () => {
    await yosai('tenant', 'resume', 'yuki');
    const changes = await deploy(after(2));
    expect(changes.filter((line) => !line.startsWith('updated'))).toEqual(
      gateway.map((name) => `created ${name}`),
    );
  });

  test('can be deleted some days after it left, but is still there', async () => {
    const before = await inCloud((cloud) => idsOf(cloud, /yuki/));
    await yosai('tenant', 'terminate', 'yuki', '--on', lastDay);
    const changes = await deploy(after(14));
    expect(changes.filter((line) => !line.startsWith('updated'))).toEqual(
      gateway.map((name) => `deleted ${name}`),
    );
    expect(guarded()).toEqual([]);
    const still = await inCloud((cloud) => idsOf(cloud, /yuki/));
    expect(before.length - still.length).toBe(gateway.length);
  });

  test('is gone in time, and what survives is named', async () => {
    const changes = await deploy(after(15), '--evidence', 'out/evidence');
    expect(changes.length).toBeGreaterThan(80);
    expect(changes.filter((line) => !line.startsWith('deleted'))).toEqual([]);
    expect(await inCloud((cloud) => idsOf(cloud, /yuki/))).toEqual([]);
    expect(await deploy(after(15), '--evidence', 'out/evidence')).toEqual([]);

    const text = await yosai('tenant', 'record', 'yuki', '--evidence', 'out/evidence', '-o', 'out/yuki.json');
    expect(text).toContain('of a rehearsal: proves nothing of what runs');
    const record = project.copy.json('out/yuki.json') as DeletionRecord;
    const validate = new Ajv({ allErrors: true }).compile(schema);
    expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
    expect(record).toMatchObject({ tenant: { id: 'yuki' }, deletedOn: after(15), breaches: [] });
    expect(record.resources.length).toBe(changes.length);

    const [auditLog, ...others] = record.survivors.toReversed();
    expect(auditLog).toMatchObject({ kind: 'auditLog', until: after(15 + 400) });
    const later = Date.parse(`${after(15)}T12:00:00+09:00`);
    const recoverable = await inCloud((cloud) => cloud.recoverable(), later);
    // What goes with its vault comes back with it.
    const whole = recoverable.filter(({ id }) => !/\/(keys|secrets)\//.test(id));
    const kept = whole.map(({ id, purgedAt, purgeProtected }) => [id, dayAt(purgedAt), !purgeProtected]);
    const ids = new Map(record.resources.map(({ name, id }) => [name, id]));
    expect(others.map(({ name, until, canBeEnded }) => [ids.get(name), until, canBeEnded]).sort()).toEqual(
      kept.sort(),
    );
    expect(kept.length).toBe(7);
    const vault = whole.find(({ id }) => /vaults\/kv-yuki/.test(id))?.id ?? '';
    await inCloud((cloud) => expect(() => cloud.purge(vault)).toThrow('cannot be purged before'), later);
    await inCloud((cloud) => {
      const [store] = idsOf(cloud, /storageAccounts\/staudit[^/]+$/);
      expect(() => cloud.delete(store ?? 'no store')).toThrow('are locked');
    });
  });

  test('does not give its slot away for a rehearsal', async () => {
    const { code, stderr } = await startYosai(project.copy.root, [
      ...['tenant', 'delete', 'yuki', '--record', 'out/yuki.json'],
    ]).ended;
    expect(code).toBe(2);
    expect(stderr).toContain('is of a rehearsal, which proves nothing of what runs');
    expect(project.copy.read('stacks/registers/tenants.yaml')).toContain('state: terminating');
  });
});
