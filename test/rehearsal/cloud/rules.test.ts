import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { group, Rehearsal, subscriptionId } from '../support/rehearsal';

const roles = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions`;
const reader = `${roles}/4633458b-17de-408a-b874-0445c86b69e6`;
const principalId = '11111111-2222-4333-8444-555555555555';

let rehearsal: Rehearsal;
beforeEach(async () => {
  rehearsal = new Rehearsal();
  await rehearsal.start();
});
afterEach(() => rehearsal.end());

const makeNic = (name: string, configuration: Record<string, string> = {}) =>
  rehearsal.make('network:NetworkInterface', {
    networkInterfaceName: name,
    ipConfigurations: [
      {
        name: 'private',
        subnet: { id: `${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/app` },
        ...configuration,
      },
    ],
  });

const grant = (scope: string, inputs: Record<string, string> = {}) =>
  rehearsal.make('authorization:RoleAssignment', {
    scope,
    principalId,
    principalType: 'ServicePrincipal',
    roleDefinitionId: reader,
    ...inputs,
  });

const lock = (scope: string, level = 'CanNotDelete') =>
  rehearsal.make('authorization:ManagementLockByScope', { scope, level, lockName: 'keep' });

describe('a resource', () => {
  test('needs its group', async () => {
    await expect(rehearsal.makeNetwork()).rejects.toThrow(
      `Status=404 Code="ResourceGroupNotFound" Message="Resource group 'rg' could not be found."`,
    );
    await rehearsal.makeGroup();
    await expect(rehearsal.makeNetwork()).resolves.toMatchObject({
      id: `${group}/providers/Microsoft.Network/virtualNetworks/vnet`,
    });
  });

  test('needs its parent', async () => {
    await rehearsal.makeGroup();
    await expect(rehearsal.makeSubnet()).rejects.toThrow('Code="ParentResourceNotFound"');
    await rehearsal.makeNetwork();
    await expect(rehearsal.makeSubnet()).resolves.toMatchObject({
      outputs: { addressPrefix: '10.0.1.0/24' },
    });
  });

  test('names only what is there, and parts of it', async () => {
    await rehearsal.makeGroup();
    await rehearsal.makeNetwork();
    await expect(makeNic('nic')).rejects.toThrow('Code="InvalidResourceReference"');
    await rehearsal.makeSubnet();
    await expect(makeNic('nic')).resolves.toMatchObject({ outputs: { provisioningState: 'Succeeded' } });
  });

  test('is not created twice, in any letters', async () => {
    await rehearsal.makeGroup();
    await expect(rehearsal.makeGroup()).rejects.toThrow(`cannot create already existing resource '${group}'`);
    await expect(rehearsal.make('resources:ResourceGroup', { resourceGroupName: 'RG' })).rejects.toThrow(
      'cannot create already existing resource',
    );
  });
});

describe('subnets and peerings', () => {
  beforeEach(async () => {
    await rehearsal.makeGroup();
    await rehearsal.makeNetwork();
  });

  test.each([
    ['outside of the network', '10.1.0.0/24', 'NetcfgInvalidSubnet'],
    ['over another subnet', '10.0.1.128/25', 'NetcfgSubnetRangesOverlap'],
    ['that begins in the middle', '10.0.2.7/24', 'InvalidCIDRNotation'],
  ])('a subnet %s is refused', async (_, range, code) => {
    await rehearsal.makeSubnet();
    await expect(rehearsal.makeSubnet('data', range)).rejects.toThrow(`Code="${code}"`);
    await expect(rehearsal.makeSubnet('data', '10.0.2.0/24')).resolves.toBeDefined();
  });

  test('a network keeps the ranges of its subnets', async () => {
    const network = await rehearsal.makeNetwork('other', '10.8.0.0/15');
    await rehearsal.makeSubnet('app', '10.9.0.0/24', 'other');
    const narrow = { addressSpace: { addressPrefixes: ['10.8.0.0/16'] } };
    await expect(rehearsal.update('network:VirtualNetwork', network, narrow)).rejects.toThrow(
      'Code="InUsePrefixCannotBeDeleted"',
    );
    const wide = { addressSpace: { addressPrefixes: ['10.8.0.0/14'] } };
    await expect(rehearsal.update('network:VirtualNetwork', network, wide)).resolves.toBeDefined();
  });

  const peer = (from: string, to: string) =>
    rehearsal.make('network:VirtualNetworkPeering', {
      virtualNetworkName: from,
      virtualNetworkPeeringName: `to-${to}`,
      remoteVirtualNetwork: { id: `${group}/providers/Microsoft.Network/virtualNetworks/${to}` },
    });

  test('networks that overlap are not peered, nor with what is peered already', async () => {
    await rehearsal.makeNetwork('same', '10.0.128.0/17');
    await expect(peer('vnet', 'same')).rejects.toThrow('Code="VnetAddressSpacesOverlap"');
    await rehearsal.makeNetwork('hub', '10.32.0.0/16');
    await rehearsal.makeNetwork('twin', '10.0.0.0/16');
    await expect(peer('hub', 'vnet')).resolves.toMatchObject({ outputs: { peeringState: 'Connected' } });
    await expect(peer('hub', 'twin')).rejects.toThrow('Code="VnetAddressSpacesOverlap"');
  });
});

describe('addresses', () => {
  beforeEach(async () => {
    await rehearsal.makeGroup();
    await rehearsal.makeNetwork();
    await rehearsal.makeSubnet();
  });

  test.each([
    ['outside of its subnet', '10.0.2.4', 'PrivateIPAddressNotInSubnet'],
    ["among Azure's own", '10.0.1.3', 'PrivateIPAddressInReservedRange'],
    ['that another has', '10.0.1.9', 'PrivateIPAddressIsAllocated'],
  ])('a private address %s is refused', async (_, privateIPAddress, code) => {
    await makeNic('first', { privateIPAddress: '10.0.1.9' });
    await expect(makeNic('second', { privateIPAddress })).rejects.toThrow(`Code="${code}"`);
    await expect(makeNic('second', { privateIPAddress: '10.0.1.10' })).resolves.toBeDefined();
  });

  test('the cloud gives the first that is free, and it stays', async () => {
    await makeNic('first', { privateIPAddress: '10.0.1.4' });
    const second = await makeNic('second');
    expect(second.outputs).toMatchObject({ ipConfigurations: [{ privateIPAddress: '10.0.1.5' }] });
    const updated = await rehearsal.update('network:NetworkInterface', second, { tags: { a: 'b' } });
    expect(updated.outputs).toMatchObject({ ipConfigurations: [{ privateIPAddress: '10.0.1.5' }] });
  });

  test('a public address serves one resource, and the firewall stands in its own subnet', async () => {
    const address = await rehearsal.make('network:PublicIPAddress', {
      publicIpAddressName: 'pip',
      sku: { name: 'Standard' },
      publicIPAllocationMethod: 'Static',
    });
    expect(address.outputs['ipAddress']).toBe('198.18.0.5');
    const firewall = (name: string, subnet: string) =>
      rehearsal.make('network:AzureFirewall', {
        azureFirewallName: name,
        ipConfigurations: [
          {
            name: 'public',
            publicIPAddress: { id: address.id },
            subnet: { id: `${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/${subnet}` },
          },
        ],
      });
    await expect(firewall('one', 'app')).rejects.toThrow('Code="InvalidSubnetName"');
    await rehearsal.makeSubnet('AzureFirewallSubnet', '10.0.3.0/26');
    await expect(firewall('one', 'AzureFirewallSubnet')).resolves.toMatchObject({
      outputs: { ipConfigurations: [{ privateIPAddress: '10.0.3.4' }] },
    });
    await expect(firewall('two', 'AzureFirewallSubnet')).rejects.toThrow('Code="PublicIPAddressInUse"');
  });
});

describe('what is in use', () => {
  test('a subnet stays as long as an interface is in it, and so does its network', async () => {
    await rehearsal.makeGroup();
    const network = await rehearsal.makeNetwork();
    const subnet = await rehearsal.makeSubnet();
    const nic = await makeNic('nic');
    const refusal = `Code="InUseSubnetCannotBeDeleted" Message="'${subnet.id}' is in use by ${nic.id}`;
    await expect(rehearsal.remove('network:Subnet', subnet)).rejects.toThrow(refusal);
    await expect(rehearsal.remove('network:VirtualNetwork', network)).rejects.toThrow(refusal);
    await rehearsal.remove('network:NetworkInterface', nic);
    await rehearsal.remove('network:VirtualNetwork', network);
    expect(rehearsal.cloud.list(group)).toEqual([]);
  });

  test('a group that is not empty stays, and what is in it is said', async () => {
    const made = await rehearsal.makeGroup();
    const network = await rehearsal.makeNetwork();
    await expect(rehearsal.remove('resources:ResourceGroup', made)).rejects.toThrow(
      `Code="ResourceGroupNotEmpty" Message="Resource group 'rg' cannot be deleted, because it still holds 1 resource(s): ${network.id}."`,
    );
    await rehearsal.remove('network:VirtualNetwork', network);
    await rehearsal.remove('resources:ResourceGroup', made);
    expect(rehearsal.cloud.get(group)).toBeUndefined();
  });

  test('a private zone stays as long as it is linked', async () => {
    await rehearsal.makeGroup();
    const network = await rehearsal.makeNetwork();
    const zone = await rehearsal.make('privatedns:PrivateZone', {
      privateZoneName: 'a.example',
      location: 'global',
    });
    const link = await rehearsal.make('privatedns:VirtualNetworkLink', {
      privateZoneName: 'a.example',
      virtualNetworkLinkName: 'link',
      location: 'global',
      virtualNetwork: { id: network.id },
    });
    await expect(rehearsal.remove('privatedns:PrivateZone', zone)).rejects.toThrow(
      'Code="CannotDeleteResource"',
    );
    await rehearsal.remove('privatedns:VirtualNetworkLink', link);
    await rehearsal.remove('privatedns:PrivateZone', zone);
  });
});

describe('what Azure makes by itself', () => {
  test('the network watcher of a region comes with its first network, and flow logs lie in it', async () => {
    await rehearsal.makeGroup();
    const flowLog = (targetResourceId: string) =>
      rehearsal.make('network:FlowLog', {
        resourceGroupName: 'NetworkWatcherRG',
        networkWatcherName: 'NetworkWatcher_japaneast',
        flowLogName: 'log',
        targetResourceId,
        storageId: targetResourceId,
      });
    await expect(flowLog(group)).rejects.toThrow("Resource group 'NetworkWatcherRG' could not be found");
    const network = await rehearsal.makeNetwork();
    await expect(flowLog(network.id)).resolves.toMatchObject({ outputs: { provisioningState: 'Succeeded' } });
  });
});

describe('backups', () => {
  test('a vault and its policy stay as long as a machine is protected by them', async () => {
    await rehearsal.makeGroup();
    const vault = await rehearsal.make('recoveryservices:Vault', {
      vaultName: 'rsv',
      sku: { name: 'RS0' },
      properties: { publicNetworkAccess: 'Disabled' },
    });
    const policy = await rehearsal.make('recoveryservices:ProtectionPolicy', {
      vaultName: 'rsv',
      policyName: 'daily',
      properties: { backupManagementType: 'AzureIaasVM', policyType: 'V2' },
    });
    const item = await rehearsal.make('recoveryservices:ProtectedItem', {
      vaultName: 'rsv',
      fabricName: 'Azure',
      containerName: 'iaasvmcontainer;iaasvmcontainerv2;rg;vm',
      protectedItemName: 'vm;iaasvmcontainerv2;rg;vm',
      properties: { protectedItemType: 'Microsoft.Compute/virtualMachines', policyId: policy.id },
    });
    expect(item.id).toContain('/protectionContainers/iaasvmcontainer%3Biaasvmcontainerv2%3Brg%3Bvm/');
    const notEmpty = 'Code="ServiceResourceNotEmptyWithBackendMessage"';
    await expect(rehearsal.remove('recoveryservices:Vault', vault)).rejects.toThrow(notEmpty);
    await expect(rehearsal.remove('recoveryservices:ProtectionPolicy', policy)).rejects.toThrow(
      'Code="BMSUserErrorPolicyInUse"',
    );
    await rehearsal.remove('recoveryservices:ProtectedItem', item);
    await rehearsal.remove('recoveryservices:Vault', vault);
    expect(rehearsal.cloud.list(group)).toEqual([]);
  });
});

describe('locks', () => {
  test.each(['CanNotDelete', 'ReadOnly'])(
    '%s holds for everything below, role assignments too',
    async (level) => {
      await rehearsal.makeGroup();
      const network = await rehearsal.makeNetwork();
      const granted = await grant(network.id);
      const made = await lock(group, level);
      await expect(rehearsal.remove('network:VirtualNetwork', network)).rejects.toThrow(
        `Code="ScopeLocked" Message="The scope '${network.id}' cannot perform delete operation because following scope(s) are locked: '${group}'`,
      );
      await expect(rehearsal.remove('authorization:RoleAssignment', granted)).rejects.toThrow(
        'Code="ScopeLocked"',
      );
      await rehearsal.remove('authorization:ManagementLockByScope', made);
      await rehearsal.remove('authorization:RoleAssignment', granted);
      await rehearsal.remove('network:VirtualNetwork', network);
    },
  );

  test('only ReadOnly refuses changes', async () => {
    await rehearsal.makeGroup();
    const network = await rehearsal.makeNetwork();
    const made = await lock(group);
    await expect(
      rehearsal.update('network:VirtualNetwork', network, { tags: { a: 'b' } }),
    ).resolves.toBeDefined();
    await rehearsal.remove('authorization:ManagementLockByScope', made);
    await lock(group, 'ReadOnly');
    await expect(rehearsal.update('network:VirtualNetwork', network, { tags: {} })).rejects.toThrow(
      'ScopeLocked',
    );
    await expect(rehearsal.makeNetwork('other', '10.9.0.0/16')).rejects.toThrow('ScopeLocked');
  });

  test('what holds something locked is not deleted around it', async () => {
    await rehearsal.makeGroup();
    const network = await rehearsal.makeNetwork();
    const subnet = await rehearsal.makeSubnet();
    await lock(subnet.id);
    await expect(rehearsal.remove('network:VirtualNetwork', network)).rejects.toThrow('Code="ScopeLocked"');
  });

  test('a lock beside does nothing', async () => {
    await rehearsal.makeGroup();
    await rehearsal.make('resources:ResourceGroup', { resourceGroupName: 'rg-2' });
    const network = await rehearsal.makeNetwork();
    await lock(`${group}-2`);
    await rehearsal.remove('network:VirtualNetwork', network);
  });
});

describe('role assignments', () => {
  test('nobody gets the same role twice at one scope', async () => {
    await rehearsal.makeGroup();
    await grant(group);
    await expect(grant(group)).rejects.toThrow('Code="RoleAssignmentExists"');
    await expect(
      grant(group, { principalId: '22222222-2222-4333-8444-555555555555' }),
    ).resolves.toBeDefined();
  });
});
