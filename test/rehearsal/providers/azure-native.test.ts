import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isSecret, secret, unknownValue, type WireObject } from '../../../lib/wire/values';
import { group, Rehearsal, subscriptionId } from '../support/rehearsal';

let rehearsal: Rehearsal;
beforeEach(async () => {
  rehearsal = new Rehearsal();
  await rehearsal.start();
});
afterEach(() => rehearsal.end());

const check = async (type: string, inputs: WireObject) =>
  (await rehearsal.client.check(`azure-native:${type}`, { resourceGroupName: 'rg', ...inputs })).refused;

const network = { virtualNetworkName: 'vnet', addressSpace: { addressPrefixes: ['10.0.0.0/16'] } };
const rule = {
  name: 'a',
  priority: 100,
  direction: 'Inbound',
  access: 'Allow',
  protocol: 'Tcp',
  sourceAddressPrefix: '*',
  sourcePortRange: '*',
  destinationAddressPrefix: '*',
  destinationPortRange: '443',
};

const machine = (customData: string): WireObject => ({
  vmName: 'vm',
  hardwareProfile: { vmSize: 'Standard_B1s' },
  identity: { type: 'SystemAssigned' },
  osProfile: { adminUsername: 'admin', computerName: 'vm', customData: secret(customData) },
});

describe('check', () => {
  test.each<[string, string, WireObject, string[]]>([
    ['good inputs', 'network:VirtualNetwork', network, []],
    [
      'a property that there is not',
      'network:VirtualNetwork',
      { ...network, adressSpace: {} },
      ['adressSpace is not a property of VirtualNetwork'],
    ],
    [
      'one deep inside',
      'network:NetworkSecurityGroup',
      { networkSecurityGroupName: 'nsg', securityRules: [{ ...rule, port: 1 }] },
      ['securityRules[0].port is not a property of SecurityRule'],
    ],
    [
      'a wrong type',
      'network:NetworkSecurityGroup',
      { networkSecurityGroupName: 'nsg', securityRules: [{ ...rule, priority: 'first' }] },
      ['securityRules[0].priority must be a Number, found "first"'],
    ],
    [
      'a list that is none',
      'network:VirtualNetwork',
      { virtualNetworkName: 'vnet', addressSpace: { addressPrefixes: '10.0.0.0/16' } },
      ['addressSpace.addressPrefixes must be a list, found a string'],
    ],
    [
      'a missing input of the path',
      'network:Subnet',
      { subnetName: 'app', addressPrefix: '10.0.1.0/24' },
      ['virtualNetworkName is required, found nothing'],
    ],
    [
      'a missing property',
      'keyvault:Vault',
      { vaultName: 'kv', properties: { sku: { family: 'A', name: 'standard' } } },
      ['properties.tenantId is required, found nothing'],
    ],
    [
      'a number out of range',
      'network:FirewallPolicyRuleCollectionGroup',
      { firewallPolicyName: 'p', ruleCollectionGroupName: 'g', priority: 99 },
      ['priority must satisfy "InclusiveMinimum": 100, found 99'],
    ],
    [
      'a word that is none of a list',
      'keyvault:Vault',
      {
        vaultName: 'kv',
        properties: { tenantId: '00000000-0000-4000-8000-000000000002', sku: { family: 'A', name: 'gold' } },
      },
      ['properties.sku.name must be one of standard, premium, found "gold"'],
    ],
    [
      'a kind of rule that there is not',
      'network:FirewallPolicyRuleCollectionGroup',
      {
        firewallPolicyName: 'p',
        ruleCollectionGroupName: 'g',
        ruleCollections: [
          {
            ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
            rules: [{ ruleType: 'ApplicationRule', ports: [] }],
          },
        ],
      },
      ['ruleCollections[0].rules[0].ports is not a property of ApplicationRule'],
    ],
    [
      'what only the cloud writes',
      'network:PublicIPAddress',
      { publicIpAddressName: 'pip', provisioningState: 'Succeeded' },
      ['provisioningState is not a property of PublicIPAddress'],
    ],
    [
      'what the simulation leaves out',
      'network:VirtualNetwork',
      { ...network, subnets: [{ name: 'app', addressPrefix: '10.0.1.0/24' }] },
      ['subnets is not simulated; instead make resources of that type'],
    ],
    [
      'a value that is not known yet',
      'network:VirtualNetwork',
      { ...network, tags: { a: unknownValue } },
      [],
    ],
  ])('%s', async (_, type, inputs, expected) => {
    const refused = await check(type, inputs);
    expect(refused.map((line, index) => line.slice(0, expected[index]?.length))).toEqual(expected);
  });

  test('does not say what a secret is', async () => {
    const lines = await check('keyvault:Vault', { vaultName: 'kv', properties: secret({ tenantId: 7 }) });
    expect(lines.find((line) => line.startsWith('properties.tenantId'))).toBe(
      'properties.tenantId must be a Uuid, found a secret',
    );
  });

  test('makes a name up where there is none, and keeps it', async () => {
    const type = 'azure-native:network:RouteTable';
    const first = await rehearsal.client.check(type, { resourceGroupName: 'rg' });
    expect(first.inputs['routeTableName']).toMatch(/^it[0-9a-f]{8}$/);
    const second = await rehearsal.client.check(type, { resourceGroupName: 'rg' }, first.inputs);
    expect(second.inputs['routeTableName']).toBe(first.inputs['routeTableName']);
    expect(first.inputs['location']).toBe('japaneast');
  });

  test('takes the location of the group, where neither program nor configuration names one', async () => {
    await rehearsal.client.configure({ subscriptionId });
    await rehearsal.client.create('azure-native:resources:ResourceGroup', {
      resourceGroupName: 'west',
      location: 'japanwest',
    });
    const type = 'azure-native:network:RouteTable';
    const { inputs } = await rehearsal.client.check(type, {
      resourceGroupName: 'west',
      routeTableName: 'rt',
    });
    expect(inputs['location']).toBe('japanwest');
    const { refused } = await rehearsal.client.check('azure-native:resources:ResourceGroup', {
      resourceGroupName: 'new',
    });
    expect(refused).toEqual(['location is required, found nothing']);
  });

  test('refuses a type by name, and says which is near', async () => {
    await expect(check('network:VirtualNetwrok', {})).rejects.toThrow(
      'does not know the type azure-native:network:VirtualNetwrok; did you mean azure-native:network:VirtualNetwork?',
    );
  });
});

describe('diff', () => {
  const old = async (type: string, inputs: WireObject) => {
    const checked = await rehearsal.client.check(type, { resourceGroupName: 'rg', ...inputs });
    return { id: `${group}/x`, outputs: {}, inputs: checked.inputs };
  };

  test('a changed tag is an update, the same in other letters of a place nothing', async () => {
    const type = 'azure-native:network:VirtualNetwork';
    const before = await old(type, network);
    expect(await rehearsal.client.diff(type, before, { ...before.inputs, location: 'Japan East' })).toEqual({
      changed: [],
      replaces: [],
      first: false,
    });
    const news = { ...before.inputs, tags: { a: 'b' } };
    expect(await rehearsal.client.diff(type, before, news)).toEqual({
      changed: ['tags'],
      replaces: [],
      first: false,
    });
  });

  test.each([
    ['the place', { location: 'japanwest' }, ['location'], true],
    ['the name', { virtualNetworkName: 'other' }, ['virtualNetworkName'], false],
    ['the group', { resourceGroupName: 'other' }, ['resourceGroupName'], false],
  ])('%s makes a new one', async (_, changed, replaces, first) => {
    const type = 'azure-native:network:VirtualNetwork';
    const before = await old(type, network);
    const diff = await rehearsal.client.diff(type, before, { ...before.inputs, ...changed });
    expect(diff).toEqual({ changed: replaces, replaces, first });
  });

  test("a machine's customData makes a new one, although it is secret", async () => {
    const type = 'azure-native:compute:VirtualMachine';
    const before = await old(type, machine('YQ=='));
    const news = { ...before.inputs, ...machine('Yg==') };
    const diff = await rehearsal.client.diff(type, before, news);
    expect(diff.replaces).toEqual(['osProfile.customData']);
    expect(diff.first).toBe(true);
    expect((await rehearsal.client.diff(type, before, before.inputs)).changed).toEqual([]);
  });
});

describe('create and update', () => {
  test('a preview makes nothing', async () => {
    const made = await rehearsal.client.create(
      'azure-native:resources:ResourceGroup',
      { resourceGroupName: 'rg' },
      true,
    );
    expect(made.id).toBe('');
    expect(rehearsal.cloud.list()).toEqual([]);
    await rehearsal.makeGroup();
    const { id } = await rehearsal.makeNetwork();
    const state = { id, outputs: {}, inputs: network };
    await rehearsal.client.update(
      'azure-native:network:VirtualNetwork',
      state,
      { ...network, tags: { a: 'b' } },
      true,
    );
    expect(rehearsal.cloud.get(id)?.properties['tags']).toBeUndefined();
  });

  test('identities keep their ids, and secrets are neither shown nor kept', async () => {
    await rehearsal.makeGroup();
    const made = await rehearsal.make('compute:VirtualMachine', machine('c2VjcmV0'));
    const { principalId } = made.outputs['identity'] as { principalId: string };
    expect(principalId).toMatch(/^[0-9a-f-]{36}$/);
    expect(isSecret(made.outputs['osProfile'])).toBe(true);
    expect(JSON.stringify(made.outputs)).not.toContain('c2VjcmV0');
    expect(JSON.stringify(rehearsal.cloud.list())).not.toContain('c2VjcmV0');
    const updated = await rehearsal.update('compute:VirtualMachine', made, { tags: { a: 'b' } });
    expect(updated.outputs['identity']).toMatchObject({ principalId });
    const again = rehearsal.update('compute:VirtualMachine', made, machine('b3RoZXI='));
    await expect(again).rejects.toThrow(
      `Changing property 'osProfile.customData' of '${made.id}' is not allowed`,
    );
  });

  test('$self is the id of the resource itself', async () => {
    await rehearsal.makeGroup();
    const made = await rehearsal.make('network:ApplicationGateway', {
      applicationGatewayName: 'agw',
      httpListeners: [{ name: 'https', frontendPort: { id: '$self/frontendPorts/https' } }],
      frontendPorts: [{ name: 'https', port: 443 }],
    });
    expect(made.outputs['httpListeners']).toMatchObject([
      { id: `${made.id}/httpListeners/https`, frontendPort: { id: `${made.id}/frontendPorts/https` } },
    ]);
  });
});

describe('read', () => {
  test('finds what was changed behind the engine, and only that', async () => {
    await rehearsal.makeGroup();
    const made = await rehearsal.make('network:NetworkSecurityGroup', {
      networkSecurityGroupName: 'nsg',
      securityRules: [rule],
    });
    const type = 'azure-native:network:NetworkSecurityGroup';
    expect((await rehearsal.client.read(type, made))?.inputs).toEqual(made.inputs);
    const [shown] = made.outputs['securityRules'] as WireObject[];
    rehearsal.cloud.tamper(made.id, { securityRules: [{ ...shown, destinationPortRange: '22' }] });
    const found = await rehearsal.client.read(type, made);
    expect(found?.inputs).toEqual({
      ...made.inputs,
      securityRules: [{ ...rule, destinationPortRange: '22' }],
    });
    const diff = await rehearsal.client.diff(type, found ?? made, made.inputs);
    expect(diff.changed).toEqual(['securityRules[0].destinationPortRange']);
  });

  test('does not find what was removed behind the engine, and removing that again is no mistake', async () => {
    const made = await rehearsal.makeGroup();
    await rehearsal.makeNetwork();
    expect(rehearsal.cloud.vanish(made.id)).toHaveLength(2);
    expect(await rehearsal.client.read('azure-native:resources:ResourceGroup', made)).toBeUndefined();
    await rehearsal.remove('resources:ResourceGroup', made);
  });

  test('imports: the inputs are made of the id and what there is', async () => {
    await rehearsal.makeGroup();
    const made = await rehearsal.makeNetwork();
    const found = await rehearsal.client.read('azure-native:network:VirtualNetwork', {
      id: made.id,
      outputs: {},
      inputs: {},
    });
    expect(found?.inputs).toEqual(made.inputs);
    await expect(
      rehearsal.client.read('azure-native:network:Subnet', { id: made.id, outputs: {}, inputs: {} }),
    ).rejects.toThrow(`'${made.id}' is not the id of a resource of type azure-native:network:Subnet`);
  });
});

describe('functions', () => {
  test('who the client is, and what there is', async () => {
    const config = await rehearsal.client.invoke('azure-native:authorization:getClientConfig', {});
    expect(config['subscriptionId']).toBe(subscriptionId);
    await rehearsal.makeGroup();
    const { id } = await rehearsal.makeNetwork();
    const found = await rehearsal.client.invoke('azure-native:network:getVirtualNetwork', {
      resourceGroupName: 'rg',
      virtualNetworkName: 'vnet',
    });
    expect(found).toMatchObject({ id, addressSpace: { addressPrefixes: ['10.0.0.0/16'] } });
  });

  test.each([
    [
      'azure-native:storage:listStorageAccountKeys',
      'does not have the function azure-native:storage:listStorageAccountKeys',
    ],
    ['azure-native:network:getVirtualNetwork', "'vnet' was not found"],
  ])('%s is refused', async (token, words) => {
    await expect(
      rehearsal.client.invoke(token, { resourceGroupName: 'rg', virtualNetworkName: 'vnet' }),
    ).rejects.toThrow(words.replace("'vnet'", `'${group}/providers/Microsoft.Network/virtualNetworks/vnet'`));
  });
});

test('a schema is refused, a version given, and secrets and previews are supported', async () => {
  expect(await rehearsal.client.version()).toBe('3.28.0');
  const response = await rehearsal.client.configure({ subscriptionId });
  expect([response.getAcceptsecrets(), response.getSupportspreview(), response.getAcceptresources()]).toEqual(
    [true, true, false],
  );
  await expect(rehearsal.client.schema()).rejects.toThrow('a simulated provider has no schema');
});
