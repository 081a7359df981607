import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it, vi } from 'vitest';
import { planOf } from '../components/support/plan';
import { EditedFiles } from '../support/edited-files';

const root = path.resolve(__dirname, '../..');
const { config } = load(readFileSync(path.join(root, 'Pulumi.dev.yaml'), 'utf8')) as {
  config: Record<string, string>;
};

/** A day on which the grants of the access register are valid. */
const onDay = { 'yosai:asOf': '2026-12-01' };

/** A program runs once a process; each call runs it anew. */
const program = (change: Record<string, string> = {}) => {
  vi.resetModules();
  return planOf(() => vi.importActual('../../stacks/dev'), { config: { ...config, ...onDay, ...change } });
};

describe('the dev stack', async () => {
  const { resources, exports, one } = await program();

  it('builds hub, corporate network and each active tenant of the register', () => {
    const count = (type: string) => resources.filter((resource) => resource.type === type).length;
    expect({
      hubs: count('yosai:azure:PlatformHub'),
      corporateNetworks: count('yosai:azure:CorporateNetwork'),
      tenants: count('yosai:azure:TenantEnvironment'),
      machines: count('yosai:azure:HardenedVm'),
      networks: count('azure-native:network:VirtualNetwork'),
      peerings: count('azure-native:network:VirtualNetworkPeering'),
      gateways: count('azure-native:network:ApplicationGateway'),
      all: resources.length,
    }).toEqual({
      hubs: 1,
      corporateNetworks: 1,
      tenants: 3,
      machines: 7,
      networks: 5,
      peerings: 6,
      gateways: 3,
      all: 495,
    });
  });

  it('exports where the platform and each tenant are', async () => {
    const tenants = await exports.tenants;
    expect(Object.keys(tenants)).toEqual(['aoba', 'kita', 'minato']);
    expect(tenants.minato).toMatchObject({
      host: 'minato.cloud.example.jp',
      machineAddresses: { 'minato-app-1': '10.64.9.4', 'minato-db-1': '10.64.10.4' },
    });
  });

  it('builds no machine before the hub’s firewall stands', () => {
    const nic = one('azure-native:network:NetworkInterface', 'kita-app-1-nic');
    expect(nic.dependencies).toContain('hub-firewall');
    expect(one('azure-native:network:AzureFirewall', 'hub-firewall').dependencies).toContain(
      'hub-firewall-rules',
    );
  });

  it('changes the hub’s network for a peering only when its subnets are made', () => {
    const peering = one('azure-native:network:VirtualNetworkPeering', 'kita-network-peering-from-hub');
    expect(peering.dependencies).toContain('hub-subnet-monitor');
  });

  it('asks for the same at every run', async () => {
    const sorted = (all: typeof resources) => all.map((resource) => JSON.stringify(resource)).sort();
    expect(sorted((await program()).resources)).toEqual(sorted(resources));
  });

  it('gives every resource a parent whose name begins its own', () => {
    const stack = resources.find(({ type }) => type === 'pulumi:pulumi:Stack');
    const roots = ['hub', 'corporate', 'aoba', 'kita', 'minato'];
    for (const { name, type, parent } of resources) {
      if (type === 'pulumi:pulumi:Stack' || type.startsWith('pulumi:providers:')) continue;
      if (roots.includes(name)) expect(parent, name).toBe(stack?.name);
      else expect(name).toMatch(new RegExp(`^${parent}-`));
    }
  });

  it('deletes before it replaces whatever has a fixed name', () => {
    const drawn = ['azure-native:authorization:RoleAssignment'];
    for (const { type, name, deleteBeforeReplace } of resources) {
      const fixed = type.startsWith('azure-native:') && !drawn.includes(type);
      expect(deleteBeforeReplace, `${type} ${name}`).toBe(fixed);
    }
  });

  it('keeps the platform’s vault and audit store by locks of their own', () => {
    const locks = resources.filter(
      ({ type, parent }) => type.endsWith(':ManagementLockByScope') && parent === 'hub',
    );
    expect(locks.map(({ name }) => name).sort()).toEqual([
      'hub-keep-audit',
      'hub-keep-flows',
      'hub-keep-vault',
    ]);
  });

  it('gives every resource a name of its own', () => {
    const names = resources.map(({ type, name }) => `${type} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('keeps everything of one tenant out of the resources of another', () => {
    const aoba = resources.filter((resource) => resource.name.startsWith('aoba'));
    expect(aoba.length).toBeGreaterThan(60);
    for (const { name, inputs } of aoba) expect(JSON.stringify(inputs), name).not.toMatch(/kita|minato/);
  });

  it('goes without azure-native’s version aliases unless the configuration keeps them', async () => {
    const type = 'azure-native:network:VirtualNetwork';
    expect(one(type, 'hub-vnet').aliases).toBe(0);
    const keeping = await program({ 'yosai:keepVersionAliases': 'true' });
    expect(keeping.one(type, 'hub-vnet').aliases).toBeGreaterThan(50);
    // Thousands of aliases are resolved for the program that keeps them.
  }, 30_000);
});

describe('the dev stack while a tenant leaves', () => {
  const withRegister = (...edits: readonly [from: string, to: string][]) =>
    new EditedFiles(
      path.join(root, 'stacks/registers'),
      edits.map(([from, to]) => ({ file: 'tenants.yaml', from, to })),
    ).folder;
  const leaving = 'state: terminating\n    since: 2026-06-15\n    terminatedOn: 2026-12-31';
  const on = (day: string) =>
    program({
      'yosai:asOf': day,
      'yosai:registers': withRegister(['state: active\n    since: 2026-06-15', leaving]),
    });

  it.each([
    ['is open on its last day', '2026-12-31', { gateways: 3, environments: 3, guarded: true, groups: 2 }],
    ['is closed on the day after', '2027-01-01', { gateways: 2, environments: 3, guarded: true, groups: 2 }],
    ['is guarded no more, later', '2027-01-11', { gateways: 2, environments: 3, guarded: false, groups: 2 }],
    [
      'is not built any more, later',
      '2027-01-15',
      { gateways: 2, environments: 2, guarded: false, groups: 0 },
    ],
    [
      'stays away after the deadline',
      '2027-03-01',
      { gateways: 2, environments: 2, guarded: false, groups: 0 },
    ],
  ])('it %s', async (_, day, expected) => {
    const { resources } = await on(day);
    const of = (type: string) => resources.filter((resource) => resource.type === type);
    const own = resources.filter(({ inputs }) => inputs.tags?.['yosai-tenant'] === 'kita');
    expect({
      gateways: of('azure-native:network:ApplicationGateway').length,
      environments: of('yosai:azure:TenantEnvironment').length,
      guarded: own.some(({ protect }) => protect),
      groups: own.filter(({ type }) => type === 'azure-native:resources:ResourceGroup').length,
    }).toEqual(expected);
    for (const { name, inputs } of own)
      expect(inputs.tags, name).toMatchObject({ 'yosai-terminated-on': '2026-12-31' });
  });

  it('changes nothing of the others, on any day', async () => {
    const others = ({ resources }: Awaited<ReturnType<typeof program>>) =>
      resources
        .filter(({ name }) => !/kita|^yosai-dev$/.test(name))
        .map((resource) => JSON.stringify(resource));
    const before = others(await on('2026-12-31')).sort();
    expect(before.some((text) => text.includes('yosai-terminated-on'))).toBe(false);
    for (const day of ['2027-01-01', '2027-01-11', '2027-01-15']) {
      expect(others(await on(day)).sort()).toEqual(before);
    }
  });

  it('builds nothing of a planned tenant, and closes a suspended one', async () => {
    const { resources } = await program({
      'yosai:registers': withRegister(
        ['state: active\n    since: 2026-06-15', 'state: planned\n    since: 2026-06-15'],
        [
          'state: active\n    since: 2026-10-01',
          'state: suspended\n    since: 2026-10-01\n    suspendedOn: 2026-11-01',
        ],
      ),
    });
    const named = (type: string) =>
      resources.filter((resource) => resource.type === type).map(({ name }) => name);
    expect(named('yosai:azure:TenantEnvironment')).toEqual(['aoba', 'minato']);
    expect(named('azure-native:network:ApplicationGateway')).toEqual(['aoba-gateway-gateway']);
    const minato = resources.filter(({ inputs }) => inputs.tags?.['yosai-tenant'] === 'minato');
    expect(minato.some(({ protect }) => protect)).toBe(true);
  });
});
