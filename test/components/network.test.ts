import { describe, expect, it } from 'vitest';
import { CorporateNetwork } from '../../components/corporate-network';
import { agreedAddress, asksFirewall } from '../../components/hub-firewall';
import { PlatformHub } from '../../components/platform-hub';
import { securityRuleArgs } from '../../components/security-group';
import { exampleDeployment } from './support/deployment';
import { planOf } from './support/plan';

const deployment = exampleDeployment();
const operators = ['203.0.113.0/28', '198.51.100.0/29'];

describe('securityRuleArgs', () => {
  it('puts one value into the singular property and several into the plural', () => {
    const rules = securityRuleArgs(deployment, { kind: 'hub', role: 'bastion', operators });
    expect(rules.find((rule) => rule.name === 'operators-to-bastion-tcp-in')).toEqual({
      name: 'operators-to-bastion-tcp-in',
      priority: 100,
      direction: 'Inbound',
      access: 'Allow',
      protocol: 'Tcp',
      sourceAddressPrefixes: operators,
      sourcePortRange: '*',
      destinationAddressPrefix: '10.32.0.64/26',
      destinationPortRange: '443',
    });
    expect(rules.at(-1)).toMatchObject({
      access: 'Deny',
      direction: 'Outbound',
      destinationAddressPrefix: '*',
    });
  });

  it('follows a change of the baseline', () => {
    const changed = exampleDeployment();
    changed.baseline.network.services['postgresql'] = { ports: [6432], protocol: 'Tcp' };
    const [database] = securityRuleArgs(changed, { kind: 'tenant', role: 'data', slot: 3, operators: [] });
    expect(database).toMatchObject({ sourceAddressPrefix: '10.64.13.0/24', destinationPortRange: '6432' });
  });
});

describe('PlatformHub', async () => {
  const plan = await planOf(
    () =>
      new PlatformHub('hub', { deployment, operators, onCall: 'on-call@example.jp', auditLogLocked: false }),
  );
  const subnets = plan.resources.filter(({ type }) => type === 'azure-native:network:Subnet');

  it('has the subnets of the baseline, each but the firewall’s with a security group', () => {
    expect(
      subnets.map(({ inputs }) => [
        inputs.subnetName,
        inputs.addressPrefix,
        'networkSecurityGroup' in inputs,
      ]),
    ).toEqual([
      ['AzureFirewallSubnet', '10.32.0.0/26', false],
      ['AzureBastionSubnet', '10.32.0.64/26', true],
      ['audit-runner', '10.32.0.128/26', true],
      ['private-endpoints', '10.32.0.192/26', true],
      ['monitor-endpoints', '10.32.1.0/26', true],
    ]);
    for (const { inputs } of subnets) {
      expect(inputs).toMatchObject({
        defaultOutboundAccess: false,
        privateEndpointNetworkPolicies: 'Enabled',
      });
    }
  });

  it('changes its network one subnet at a time', () => {
    expect(
      subnets.map(({ dependencies }) => dependencies.filter((name) => name.startsWith('hub-subnet'))),
    ).toEqual([
      [],
      ['hub-subnet-firewall'],
      ['hub-subnet-bastion'],
      ['hub-subnet-audit'],
      ['hub-subnet-platform-endpoints'],
    ]);
  });

  it('lets operators in by Bastion without shareable links', () => {
    expect(plan.one('azure-native:network:BastionHost', 'hub-bastion').inputs).toMatchObject({
      sku: { name: 'Standard' },
      enableShareableLink: false,
      enableIpConnect: false,
      enableFileCopy: false,
    });
  });

  it('has a firewall whose policy proxies DNS', () => {
    expect(plan.one('azure-native:network:AzureFirewall', 'hub-firewall').inputs.sku.tier).toBe('Standard');
    expect(plan.one('azure-native:network:FirewallPolicy', 'hub-firewall-policy').inputs).toMatchObject({
      sku: { tier: 'Standard' },
      threatIntelMode: 'Deny',
      dnsSettings: { enableProxy: true },
    });
  });

  it('has the firewall proxy DNS only where the baseline lists it', () => {
    const changed = exampleDeployment();
    changed.baseline.network.resolvers = [];
    expect([asksFirewall(deployment), asksFirewall(changed)]).toEqual([true, false]);
  });

  it('keeps the audit log write-once, for the days of the baseline, and guards it from deletion', () => {
    const { inputs, protect } = plan.one('azure-native:storage:StorageAccount', 'hub-audit-account');
    expect(inputs.immutableStorageWithVersioning).toEqual({
      enabled: true,
      immutabilityPolicy: {
        state: 'Unlocked',
        immutabilityPeriodSinceCreationInDays: 400,
        allowProtectedAppendWrites: true,
      },
    });
    expect(inputs.tags['yosai-owner']).toBe('operator');
    expect(protect).toBe(true);
  });

  it('locks the audit log when that is decided, and then keeps it where no other data is guarded', async () => {
    const locked = await planOf(
      () =>
        new PlatformHub('hub', {
          deployment: exampleDeployment({ protectData: false }),
          operators,
          onCall: 'on-call@example.jp',
          auditLogLocked: true,
        }),
    );
    const { inputs, protect } = locked.one('azure-native:storage:StorageAccount', 'hub-audit-account');
    expect(inputs.immutableStorageWithVersioning.immutabilityPolicy.state).toBe('Locked');
    expect(protect).toBe(true);
    expect(locked.one('azure-native:storage:BlobContainer', 'hub-audit-container').protect).toBe(true);
    expect(locked.one('azure-native:keyvault:Vault', 'hub-vault').protect).toBe(false);
  });
});

describe('agreedAddress', () => {
  it.each([
    ['the one that routes name', '10.32.0.4'],
    ['none yet', undefined],
  ])('is satisfied when Azure reports %s', (_, found) => {
    expect(agreedAddress('10.32.0.4', found)).toBe('10.32.0.4');
  });

  it('fails the run when Azure reports another', () => {
    expect(() => agreedAddress('10.32.0.4', '10.32.0.9')).toThrow(
      "the hub's firewall has the private address 10.32.0.9, but every tenant's route leads to 10.32.0.4: give the firewall the first address of its subnet",
    );
  });
});

describe('CorporateNetwork', async () => {
  const plan = await planOf(() => new CorporateNetwork('corporate', { deployment }));

  it('is a group, a network and its subnet with a security group, its flow log, and nothing that connects', () => {
    const types = plan.resources.map(({ type }) => type).filter((type) => !/:DiagnosticSetting$/.test(type));
    expect(types.sort()).toEqual([
      'azure-native:authorization:ManagementLockByScope',
      'azure-native:authorization:RoleAssignment',
      'azure-native:managedidentity:UserAssignedIdentity',
      'azure-native:network:FlowLog',
      'azure-native:network:NetworkSecurityGroup',
      'azure-native:network:Subnet',
      'azure-native:network:VirtualNetwork',
      'azure-native:operationalinsights:Workspace',
      'azure-native:resources:ResourceGroup',
      'azure-native:storage:BlobServiceProperties',
      'azure-native:storage:StorageAccount',
      'pulumi:pulumi:Stack',
      'yosai:azure:CorporateNetwork',
    ]);
  });

  it('is tagged as out of the service’s scope', () => {
    expect(plan.one('azure-native:network:VirtualNetwork', 'corporate-vnet').inputs).toMatchObject({
      addressSpace: { addressPrefixes: ['172.20.0.0/16'] },
      tags: { 'yosai-scope': 'corporate', 'yosai-network': 'corporate' },
    });
  });
});
