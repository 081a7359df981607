import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RepositoryCopy } from '../../support/repository-copy';

const tenants = 'stacks/registers/tenants.yaml';
const judgedOn = (asOf: string) => ({
  'terminated-tenant-is-unreachable': { asOf },
  'terminated-tenant-is-deleted': { asOf },
});

let copy: RepositoryCopy;
beforeAll(() => {
  copy = new RepositoryCopy();
  copy.change(tenants, 'state: active\n    since: 2026-06-15', 'state: active\n    since: 2019-04-01');
  const ended = copy.yosai('tenant', 'terminate', 'kita', '--on', '2019-12-31', '--allow-past');
  expect(ended.stderr).toBe('');
});
afterAll(() => copy.remove());

function preview(...args: string[]) {
  const { code, stderr } = copy.yosai('preview', '-q', ...args);
  expect(stderr).toBe('');
  const { findings } = copy.json('out/dev/findings.json') as {
    findings: { source: { id: string }; subject: { name: string }; verdict: string }[];
  };
  return {
    code,
    plan: copy.read('out/dev/plan.json'),
    found: findings.map(({ source, subject }) => `${source.id} ${subject.name}`).sort(),
  };
}

test('whoever left long ago has no environment', () => {
  const { code, plan, found } = preview();
  expect({ code, found }).toEqual({ code: 0, found: [] });
  expect(plan).not.toContain('rg-dev-kita');
});

test('an environment that was built for an old day is found by the clock', () => {
  const { code, found } = preview('-c', 'yosai:asOf=2019-12-31');
  expect({ code, found }).toEqual({
    code: 1,
    found: [
      'terminated-tenant-is-deleted kita-customer',
      // It stands in the group of the region's network watcher, which belongs to no stack.
      'terminated-tenant-is-deleted kita-flows-log',
      'terminated-tenant-is-deleted kita-operator',
      'terminated-tenant-is-unreachable kita-gateway-gateway',
    ],
  });
});

test('a judgement for a day of the past can be repeated', () => {
  const config = path.join(copy.root, 'pack-config.json');
  const on = (built: string, judged: string) => {
    writeFileSync(config, JSON.stringify(judgedOn(judged)));
    return preview(
      '-c',
      `yosai:asOf=${built}`,
      '-p',
      'policy-packs/iso27017',
      '--policy-pack-config',
      config,
    );
  };
  expect(on('2019-12-31', '2019-12-31')).toMatchObject({ code: 0, found: [] });
  expect(on('2020-01-01', '2020-01-01')).toMatchObject({ code: 0, found: [] });
  expect(on('2019-12-31', '2020-01-01')).toMatchObject({
    code: 1,
    found: ['terminated-tenant-is-unreachable kita-gateway-gateway'],
  });
});

test('the record of its deletion names everything that the environment was made of', () => {
  preview('-c', 'yosai:asOf=2020-01-11');
  const before = copy.json('out/dev/plan.json') as {
    resources: { urn: string; name: string; custom: boolean }[];
  };
  const file = (name: string, text: string) => {
    writeFileSync(path.join(copy.root, name), text);
    return path.join(copy.root, name);
  };
  const own = before.resources.filter(({ name, custom }) => custom && name.startsWith('kita'));
  const events = own.map(({ urn }) =>
    JSON.stringify({
      timestamp: Date.parse('2020-01-15T00:00:00Z') / 1000,
      resOutputsEvent: { metadata: { op: 'delete', urn } },
    }),
  );
  const options = [
    ['--before', file('before.json', JSON.stringify(before))],
    ['--events', file('events.jsonl', events.join('\n'))],
  ].flat();
  const whole = copy.yosai(
    'tenant',
    'record',
    'kita',
    ...options,
    '--after',
    file('after.json', '{"deployment":{}}'),
    '--json',
  );
  expect([whole.code, whole.stderr]).toEqual([0, '']);
  const { deletedOn, resources, survivors } = JSON.parse(whole.stdout);
  expect(deletedOn).toBe('2020-01-15');
  expect(resources.length).toBe(own.length);
  expect(resources.length).toBeGreaterThan(50);
  expect(survivors.map(({ name, until }: { name: string; until: string }) => `${name} ${until}`)).toEqual([
    'kita-flows-account 2020-01-29',
    'kita-backup-app-1 2020-01-29',
    'kita-backup-db-1 2020-01-29',
    'kita-backup-vault 2020-01-29',
    'kita-logs-workspace 2020-01-29',
    'kita-storage-account 2020-01-29',
    'kita-vault-vault 2020-01-22',
    'operators’ audit log 2021-02-18',
  ]);
  const same = copy.yosai(
    'tenant',
    'record',
    'kita',
    ...options,
    '--after',
    path.join(copy.root, 'before.json'),
  );
  expect(same.code).toBe(1);
  expect(same.stdout).toContain(`${own.length} resources are still in the stack.`);
});
