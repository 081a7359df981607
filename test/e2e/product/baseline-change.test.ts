import { cpSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FindingsFile } from '../../../lib/cli/preview/findings-file';
import type { Plan } from '../../../lib/preview/plan';
import { RepositoryCopy } from '../../support/repository-copy';

/** One value, stated once: the port of the database. */
let copy: RepositoryCopy;
beforeAll(() => {
  copy = new RepositoryCopy();
  cpSync(path.join(copy.root, 'baselines'), path.join(copy.root, 'old-baselines'), { recursive: true });
  copy.change('baselines/network.yaml', 'postgresql: { ports: [5432]', 'postgresql: { ports: [6543]');
});
afterAll(() => copy.remove());

test('a port changed in the baseline changes network rules and machines, and the policies agree', () => {
  const ended = copy.yosai('preview');
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  const plan = copy.json('out/dev/plan.json') as Plan;
  const data = plan.resources.find(({ name }) => name === 'aoba-network-nsg-data');
  expect(JSON.stringify(data?.inputs)).toContain('6543');
  expect(JSON.stringify(data?.inputs)).not.toContain('5432');
  expect(firewallOf(plan, 'aoba-db-1-machine')).toContain('6543');
});

test('the policy follows too: what was right before the change is refused after it', () => {
  const ended = copy.yosai('preview', '--config', 'yosai:baselines=old-baselines');
  expect(ended.code, ended.stdout + ended.stderr).toBe(1);
  const { findings } = copy.json('out/dev/findings.json') as FindingsFile;
  const rules = findings.filter(
    ({ source, verdict }) => source.id === 'nsg-rules-match-role' && verdict === 'violated',
  );
  const subjects = new Set(rules.map(({ subject }) => subject.name));
  expect([...subjects].sort()).toEqual(
    ['aoba', 'kita', 'minato'].flatMap((id) => [`${id}-network-nsg-app`, `${id}-network-nsg-data`]),
  );
});

/** The first-boot document of a machine, decoded. */
function firewallOf(plan: Plan, machine: string): string {
  const profile = plan.resources.find(({ name }) => name === machine)?.inputs['osProfile'];
  const { customData } = profile as { customData: string };
  return Buffer.from(customData, 'base64').toString('utf8');
}
