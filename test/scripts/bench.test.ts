import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = path.resolve(__dirname, '../../scripts/bench');
const load = async <Module>(file: string) => (await import(path.join(folder, file))) as Module;

describe('the exponent of growth', () => {
  it.each([
    ['linear', 1],
    ['quadratic', 2],
    ['constant', 0],
  ])('of what is %s is %d', async (_, power) => {
    const { exponent } = await load<{ exponent(rows: readonly object[], key: string): number }>(
      'report-policies.mjs',
    );
    const rows = [10, 50, 200, 1000].map((tenants) => ({ tenants, seconds: 0.3 * tenants ** power }));
    expect(exponent(rows, 'seconds')).toBeCloseTo(power, 6);
  });
});

describe('a plan of more tenants than the program was run for', () => {
  it('has the shared resources once and each tenant in its own slot', async () => {
    const { planOf } = await load<{ planOf(plan: object, tenants: number): { resources: unknown[] } }>(
      'generated-plan.mjs',
    );
    const network = (id: string, slot: string, address: string) => ({
      name: `${id}-network`,
      urn: `urn:pulumi:dev::p::t::${id}-network`,
      inputs: { tags: { 'yosai-slot': slot }, address, resolver: '10.32.0.4', pool: '10.64.0.0/10' },
    });
    const hub = {
      name: 'hub-network',
      urn: 'urn:pulumi:dev::p::t::hub-network',
      inputs: { pool: '10.64.0.0/10' },
    };
    const plan = {
      resources: [hub, network('t0000', '0', '10.64.0.0/22'), network('t0001', '1', '10.64.5.0/24')],
    };
    const { resources } = planOf(plan, 66);
    expect(resources).toHaveLength(67);
    expect(resources[0]).toEqual(hub);
    expect(resources[1]).toEqual(network('t0000', '0', '10.64.1.0/24'));
    expect(resources[66]).toEqual(network('t0065', '65', '10.65.5.0/24'));
  });
});

describe('npm run bench', () => {
  const bench = (...args: readonly string[]) =>
    spawnSync(process.execPath, [path.join(folder, 'main.mjs'), ...args], { encoding: 'utf8' });

  it('lists its options', () => {
    const { status, stdout } = bench('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--only PART');
  });

  it.each([
    [['--only', 'everything'], 'expected --only with one of engines, policies, hosts, found everything'],
    [['--tenants', 'many'], 'expected --tenants and --official as numbers'],
    [['--tenants', '5000'], 'found more than 4096 tenants'],
    [['--tenant', '5'], "Unknown option '--tenant'"],
  ])('refuses %j', (args, words) => {
    const { status, stderr } = bench(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
