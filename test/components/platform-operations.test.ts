import { describe, expect, it } from 'vitest';
import { CorporateNetwork } from '../../components/corporate-network';
import { PlatformHub } from '../../components/platform-hub';
import { exampleDeployment } from './support/deployment';
import { exampleEnvironment } from './support/environment';
import { planOf } from './support/plan';

const deployment = exampleDeployment();

describe('the platform', async () => {
  const plan = await planOf(
    () =>
      new PlatformHub('hub', {
        deployment,
        operators: [],
        onCall: 'on-call@example.jp',
        auditLogLocked: false,
      }),
  );
  const all = (type: string) => plan.resources.filter((resource) => resource.type === type);

  it('registers the features of the support register before a machine can be made', () => {
    const features = all('azure-native:features:SubscriptionFeatureRegistration');
    expect(features.map(({ inputs }) => [inputs.providerNamespace, inputs.featureName])).toEqual([
      ['Microsoft.Compute', 'EncryptionAtHost'],
    ]);
    expect(features.every(({ retainOnDelete }) => retainOnDelete)).toBe(true);
  });

  it('turns on the plans of Defender that the baseline lists, without a scan that reads tenants’ disks', () => {
    const plans = all('azure-native:security:Pricing');
    const found = plans.map(({ inputs }) => [inputs.pricingName, inputs.subPlan, inputs.pricingTier]);
    const listed = deployment.baseline.monitoring.defender;
    expect(found.sort()).toEqual(listed.map(({ plan: name, subPlan }) => [name, subPlan, 'Standard']).sort());
    expect(
      plan.one('azure-native:security:Pricing', 'hub-subscription-defender-VirtualMachines').inputs,
    ).toMatchObject({ extensions: [{ name: 'AgentlessVmScanning', isEnabled: 'False' }] });
  });

  it('makes the auditor’s key, whose private part stands in its vault alone', () => {
    const key = plan.one('tls:index/privateKey:PrivateKey', 'hub-audit-login-key');
    expect(key.inputs).toEqual({ algorithm: 'RSA', rsaBits: deployment.baseline.tls.certificate.bits });
    const { inputs } = plan.one('azure-native:keyvault:Secret', 'hub-audit-login-secret');
    const vault = plan.one('azure-native:keyvault:Vault', 'hub-vault').inputs;
    expect(inputs).toMatchObject({ secretName: 'audit-key', vaultName: vault.vaultName });
    expect(inputs.properties.attributes).toEqual({ enabled: true, expires: deployment.vaultItemsExpireAt });
  });

  it('writes what operators do into the write-once store', () => {
    const trail = all('azure-native:monitor:DiagnosticSetting').filter(
      ({ inputs }) => inputs.storageAccountId !== undefined,
    );
    expect(trail.map(({ name }) => name).sort()).toEqual([
      'hub-audit-trail-bastion',
      'hub-audit-trail-subscription',
      'hub-audit-trail-vault',
    ]);
    const account = plan.one('azure-native:storage:StorageAccount', 'hub-audit-account').inputs;
    for (const { inputs } of trail) {
      expect(inputs.storageAccountId).toMatch(new RegExp(`/storageAccounts/${account.accountName}$`));
    }
    const { inputs } = plan.one('azure-native:monitor:DiagnosticSetting', 'hub-audit-trail-subscription');
    expect(inputs.resourceUri).toBe(`/subscriptions/${deployment.subscriptionId}`);
    // biome-ignore lint/suspicious/noExplicitAny: inputs are whatever the class takes.
    expect(inputs.logs.map((log: any) => log.category)).toContain('Administrative');
    expect(account.immutableStorageWithVersioning.immutabilityPolicy).toMatchObject({
      state: 'Unlocked',
      allowProtectedAppendWrites: true,
    });
    expect(account.networkRuleSet).toMatchObject({ defaultAction: 'Deny', bypass: 'AzureServices' });
  });

  it('keeps flow logs of its network apart from the audit log', () => {
    const { inputs } = plan.one('azure-native:network:FlowLog', 'hub-flows-log');
    expect(inputs).toMatchObject({
      resourceGroupName: 'NetworkWatcherRG',
      networkWatcherName: 'NetworkWatcher_japaneast',
      targetResourceId: expect.stringMatching(/\/vnet-dev-hub$/),
      retentionPolicy: { enabled: true, days: 90 },
    });
    const audit = plan.one('azure-native:storage:StorageAccount', 'hub-audit-account').inputs;
    expect(inputs.storageId).not.toMatch(audit.accountName);
  });
});

describe('the flow log of the corporate network', async () => {
  const plan = await planOf(() => new CorporateNetwork('corporate', { deployment }));

  it('stands in the corporate network’s own account, apart from the service', () => {
    const { inputs } = plan.one('azure-native:network:FlowLog', 'corporate-flows-log');
    const account = plan.one('azure-native:storage:StorageAccount', 'corporate-flows-account').inputs;
    expect(inputs.targetResourceId).toMatch(/\/vnet-dev-corporate$/);
    expect(inputs.storageId).toMatch(new RegExp(`/${account.accountName}$`));
    expect(account).toMatchObject({
      resourceGroupName: 'rg-dev-corporate',
      tags: { 'yosai-scope': 'corporate', 'yosai-owner': 'operator', 'yosai-purpose': 'flow-logs' },
    });
    expect(inputs.tags['yosai-scope']).toBe('corporate');
  });
});

describe('the flow log of a tenant', async () => {
  const plan = await planOf(() => exampleEnvironment());

  it('is of its own network, in an account of its own, under its own key', () => {
    const log = plan.one('azure-native:network:FlowLog', 'aoba-flows-log');
    const account = plan.one('azure-native:storage:StorageAccount', 'aoba-flows-account').inputs;
    const data = plan.one('azure-native:storage:StorageAccount', 'aoba-storage-account').inputs;
    expect(log.inputs.targetResourceId).toMatch(/\/vnet-dev-aoba$/);
    expect(log.inputs.storageId).toMatch(new RegExp(`/${account.accountName}$`));
    expect(account.accountName).not.toBe(data.accountName);
    expect(account.accountName).toMatch(/^[a-z0-9]{3,24}$/);
    expect(account).toMatchObject({
      resourceGroupName: 'rg-dev-aoba-operator',
      allowSharedKeyAccess: false,
      encryption: { keySource: 'Microsoft.Keyvault', keyVaultProperties: { keyName: 'storage' } },
      tags: { 'yosai-owner': 'operator', 'yosai-purpose': 'flow-logs' },
    });
  });

  it('is written by an identity that may do so', () => {
    const log = plan.one('azure-native:network:FlowLog', 'aoba-flows-log');
    expect(log.inputs.identity.userAssignedIdentities).toEqual([
      expect.stringMatching(/\/id-dev-aoba-flows$/),
    ]);
    expect(log.dependencies).toContain('aoba-flows-writer-role');
    const grant = plan.one('azure-native:authorization:RoleAssignment', 'aoba-flows-writer-role').inputs;
    expect(grant.roleDefinitionId.split('/').at(-1)).toBe(
      deployment.baseline.access.roles.storageBlobDataContributor,
    );
  });
});
