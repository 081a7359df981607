import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WireObject } from '../../../lib/wire/values';
import { group, Rehearsal, subscriptionId } from '../support/rehearsal';

/** Every row of the tables behind the rules: what is held by whom, what is set once, what is never given back. */

let rehearsal: Rehearsal;
beforeEach(async () => {
  rehearsal = new Rehearsal();
  await rehearsal.start();
  await rehearsal.makeGroup();
  await rehearsal.makeNetwork();
});
afterEach(() => rehearsal.end());

const providers = `${group}/providers`;
const network = (path: string) => ({ id: `${providers}/Microsoft.Network/${path}` });
const subnet = network('virtualNetworks/vnet/subnets/app');
const nic = {
  networkInterfaceName: 'nic',
  ipConfigurations: [{ name: 'private', subnet }],
};
const disk = { diskName: 'disk', creationData: { createOption: 'Empty' }, diskSizeGB: 8 };
const machine: WireObject = {
  vmName: 'vm',
  hardwareProfile: { vmSize: 'Standard_B1s' },
  osProfile: { adminUsername: 'admin', computerName: 'vm', customData: 'YQ==' },
  securityProfile: { securityType: 'TrustedLaunch' },
  storageProfile: { imageReference: { publisher: 'Debian', offer: 'debian-12', sku: '12-gen2' } },
};

/** A resource, and one that uses it; both with what they need before. */
const users: readonly [
  string,
  [string, WireObject],
  [string, WireObject],
  readonly [string, WireObject][],
][] = [
  [
    'a security group by a subnet',
    ['network:NetworkSecurityGroup', { networkSecurityGroupName: 'nsg' }],
    [
      'network:Subnet',
      {
        virtualNetworkName: 'vnet',
        subnetName: 'app',
        addressPrefix: '10.0.1.0/24',
        networkSecurityGroup: network('networkSecurityGroups/nsg'),
      },
    ],
    [],
  ],
  [
    'a route table by a subnet',
    ['network:RouteTable', { routeTableName: 'rt' }],
    [
      'network:Subnet',
      {
        virtualNetworkName: 'vnet',
        subnetName: 'app',
        addressPrefix: '10.0.1.0/24',
        routeTable: network('routeTables/rt'),
      },
    ],
    [],
  ],
  [
    'a public address by an interface',
    ['network:PublicIPAddress', { publicIpAddressName: 'pip' }],
    [
      'network:NetworkInterface',
      {
        ...nic,
        ipConfigurations: [{ name: 'p', subnet, publicIPAddress: network('publicIPAddresses/pip') }],
      },
    ],
    [['network:Subnet', { virtualNetworkName: 'vnet', subnetName: 'app', addressPrefix: '10.0.1.0/24' }]],
  ],
  [
    'an interface by a machine',
    ['network:NetworkInterface', nic],
    [
      'compute:VirtualMachine',
      { ...machine, networkProfile: { networkInterfaces: [network('networkInterfaces/nic')] } },
    ],
    [['network:Subnet', { virtualNetworkName: 'vnet', subnetName: 'app', addressPrefix: '10.0.1.0/24' }]],
  ],
  [
    'a disk by a machine',
    ['compute:Disk', disk],
    [
      'compute:VirtualMachine',
      {
        ...machine,
        storageProfile: {
          dataDisks: [
            {
              lun: 0,
              createOption: 'Attach',
              managedDisk: { id: `${providers}/Microsoft.Compute/disks/disk` },
            },
          ],
        },
      },
    ],
    [],
  ],
  [
    'an encryption set by a disk',
    ['compute:DiskEncryptionSet', { diskEncryptionSetName: 'des' }],
    [
      'compute:Disk',
      {
        ...disk,
        encryption: { diskEncryptionSetId: `${providers}/Microsoft.Compute/diskEncryptionSets/des` },
      },
    ],
    [],
  ],
  [
    'a firewall policy by a firewall',
    ['network:FirewallPolicy', { firewallPolicyName: 'afwp' }],
    ['network:AzureFirewall', { azureFirewallName: 'afw', firewallPolicy: network('firewallPolicies/afwp') }],
    [],
  ],
  [
    'a web firewall policy by a gateway',
    [
      'network:WebApplicationFirewallPolicy',
      {
        policyName: 'waf',
        managedRules: { managedRuleSets: [{ ruleSetType: 'OWASP', ruleSetVersion: '3.2' }] },
      },
    ],
    [
      'network:ApplicationGateway',
      {
        applicationGatewayName: 'agw',
        firewallPolicy: network('ApplicationGatewayWebApplicationFirewallPolicies/waf'),
      },
    ],
    [],
  ],
];

test.each(users)('%s is held as long as it is used', async (_, [type, inputs], [userType, user], before) => {
  for (const [needed, its] of before) await rehearsal.make(needed, its);
  const used = await rehearsal.make(type, inputs);
  const made = await rehearsal.make(userType, user);
  await expect(rehearsal.remove(type, used)).rejects.toThrow(`'${used.id}' is in use by ${made.id}`);
  await rehearsal.remove(userType, made);
  await rehearsal.remove(type, used);
  expect(rehearsal.cloud.get(used.id)).toBeUndefined();
});

const roles = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions`;

describe('what is set once', () => {
  test.each<[string, string, WireObject, WireObject]>([
    [
      'principalId',
      'authorization:RoleAssignment',
      {
        scope: group,
        principalId: '11111111-2222-4333-8444-555555555555',
        roleDefinitionId: `${roles}/4633458b-17de-408a-b874-0445c86b69e6`,
      },
      { principalId: '22222222-2222-4333-8444-555555555555' },
    ],
    ['creationData.createOption', 'compute:Disk', disk, { creationData: { createOption: 'FromImage' } }],
    [
      'osProfile.computerName',
      'compute:VirtualMachine',
      machine,
      { osProfile: { adminUsername: 'admin', computerName: 'other', customData: 'YQ==' } },
    ],
    [
      'storageProfile.imageReference.sku',
      'compute:VirtualMachine',
      machine,
      { storageProfile: { imageReference: { publisher: 'Debian', offer: 'debian-12', sku: '13' } } },
    ],
    [
      'securityProfile.securityType',
      'compute:VirtualMachine',
      machine,
      { securityProfile: { securityType: 'ConfidentialVM' } },
    ],
    [
      'sku.name',
      'network:PublicIPAddress',
      { publicIpAddressName: 'pip', sku: { name: 'Standard' } },
      { sku: { name: 'Basic' } },
    ],
    [
      'encryption.requireInfrastructureEncryption',
      'storage:StorageAccount',
      {
        accountName: 'stdata',
        kind: 'StorageV2',
        sku: { name: 'Standard_ZRS' },
        encryption: { keySource: 'Microsoft.Storage', requireInfrastructureEncryption: true },
      },
      { encryption: { keySource: 'Microsoft.Storage', requireInfrastructureEncryption: false } },
    ],
  ])('%s of %s', async (path, type, inputs, changed) => {
    const made = await rehearsal.make(type, inputs);
    await expect(rehearsal.update(type, made, changed)).rejects.toThrow(
      `Changing property '${path}' of '${made.id}' is not allowed.`,
    );
    // The same again is no change.
    await expect(rehearsal.update(type, made, {})).resolves.toBeDefined();
    const diff = await rehearsal.client.diff(`azure-native:${type}`, made, { ...made.inputs, ...changed });
    expect(diff.replaces.length).toBeGreaterThan(0);
  });
});

describe('what is never given back', () => {
  test('settings of an extension and keys of a gateway are neither shown nor kept', async () => {
    await rehearsal.make('compute:VirtualMachine', machine);
    const extension = await rehearsal.make('compute:VirtualMachineExtension', {
      vmName: 'vm',
      vmExtensionName: 'agent',
      publisher: 'p',
      type: 't',
      protectedSettings: { token: 'very-secret' },
    });
    const gateway = await rehearsal.make('network:ApplicationGateway', {
      applicationGatewayName: 'agw',
      sslCertificates: [{ name: 'own', data: 'very-secret', password: 'very-secret' }],
    });
    expect(extension.outputs).toMatchObject({ publisher: 'p', type: 't' });
    expect(gateway.outputs['sslCertificates']).toMatchObject([{ name: 'own' }]);
    expect(JSON.stringify([extension.outputs, gateway.outputs])).not.toContain('very-secret');
    expect(JSON.stringify(rehearsal.cloud.list())).not.toContain('very-secret');
  });
});
