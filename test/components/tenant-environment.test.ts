import { describe, expect, it } from 'vitest';
import { exampleDeployment } from './support/deployment';
import { exampleEnvironment } from './support/environment';
import { type Planned, planOf } from './support/plan';

const deployment = exampleDeployment();
const unknown = { __pulumiUnknown: true };

describe('a tenant in a preview', async () => {
  const plan = await planOf(() => exampleEnvironment());
  const all = (type: string) => plan.resources.filter((resource) => resource.type === type);
  const network = (type: string, name: string) => plan.one(`azure-native:network:${type}`, name).inputs;

  it('keeps the customer’s assets apart from the operator’s', () => {
    const groups = new Map<string, Set<string>>();
    for (const { type, inputs } of plan.resources) {
      const owner = inputs.tags?.['yosai-owner'];
      if (owner === undefined || inputs.resourceGroupName === undefined) continue;
      // Flow logs stand below the watcher that Azure makes.
      if (/:(ResourceGroup|FlowLog)$/.test(type)) continue;
      groups.set(inputs.resourceGroupName, (groups.get(inputs.resourceGroupName) ?? new Set()).add(owner));
    }
    expect(groups).toEqual(
      new Map([
        ['rg-dev-aoba-customer', new Set(['customer'])],
        ['rg-dev-aoba-operator', new Set(['operator'])],
      ]),
    );
  });

  it('tags everything that can be tagged with tenant and slot', () => {
    const tagged = plan.resources.filter(({ inputs }) => inputs.tags !== undefined);
    expect(tagged.length).toBeGreaterThan(30);
    for (const { inputs } of tagged) {
      expect(inputs.tags).toMatchObject({
        'yosai-scope': 'cloud-service',
        'yosai-environment': 'dev',
        'yosai-tenant': 'aoba',
        'yosai-slot': '0',
      });
    }
  });

  it.each([
    ['gateway', '10.64.0.0/24', false],
    ['app', '10.64.1.0/24', true],
    ['data', '10.64.2.0/24', true],
    ['endpoints', '10.64.3.0/24', true],
  ])('subnet %s has range, rules and route of the baseline', (role, addressPrefix, routed) => {
    const subnet = network('Subnet', `aoba-network-subnet-${role}`);
    expect(subnet).toMatchObject({
      addressPrefix,
      defaultOutboundAccess: false,
      privateEndpointNetworkPolicies: 'Enabled',
    });
    expect(subnet.networkSecurityGroup.id).toMatch(new RegExp(`/nsg-dev-aoba-${role}$`));
    expect(subnet.routeTable?.id.split('/').at(-1)).toBe(routed ? 'rt-dev-aoba' : undefined);
  });

  it('sends everything else to the hub’s firewall', () => {
    expect(network('RouteTable', 'aoba-network-routes')).toMatchObject({
      disableBgpRoutePropagation: true,
      routes: [
        { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.32.0.4' },
      ],
    });
  });

  it('is peered with the hub and nobody else, both ways', () => {
    const peerings = all('azure-native:network:VirtualNetworkPeering').map(({ inputs }) => [
      inputs.virtualNetworkName,
      inputs.remoteVirtualNetwork.id.split('/').at(-1),
      inputs.allowForwardedTraffic,
      inputs.allowGatewayTransit,
    ]);
    expect(peerings).toEqual(
      expect.arrayContaining([
        ['vnet-dev-aoba', 'vnet-dev-hub', true, false],
        ['vnet-dev-hub', 'vnet-dev-aoba', false, false],
      ]),
    );
    expect(peerings).toHaveLength(2);
  });

  it('links its vault’s DNS zone to its own network alone', () => {
    const links = all('azure-native:privatedns:VirtualNetworkLink');
    expect(links.map(({ inputs }) => inputs.virtualNetwork.id.split('/').at(-1))).toEqual(['vnet-dev-aoba']);
  });

  it('has a vault that is private, RBAC-ruled and not purgeable', () => {
    expect(plan.one('azure-native:keyvault:Vault', 'aoba-vault-vault').inputs.properties).toMatchObject({
      tenantId: '00000000-0000-4000-8000-000000000002',
      enableRbacAuthorization: true,
      enablePurgeProtection: true,
      softDeleteRetentionInDays: 7,
      publicNetworkAccess: 'Disabled',
      networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny', ipRules: [] },
    });
  });

  it('gives every key and secret an expiry that is known in a preview', () => {
    const items = [...all('azure-native:keyvault:Key'), ...all('azure-native:keyvault:Secret')];
    expect(items.map(({ name }) => name).sort()).toEqual([
      'aoba-credentials-secret-backend-certificate',
      'aoba-credentials-secret-database-password',
      'aoba-credentials-secret-gateway-certificate',
      'aoba-credentials-secret-login-key',
      'aoba-vault-key-backup',
      'aoba-vault-key-disk',
      'aoba-vault-key-storage',
    ]);
    for (const { inputs } of items) expect(inputs.properties.attributes.expires).toBe(1_825_027_200);
  });

  it('rotates keys before they expire and lets disks follow', () => {
    expect(plan.one('azure-native:keyvault:Key', 'aoba-vault-key-disk').inputs.properties).toMatchObject({
      kty: 'RSA',
      keySize: 3072,
      rotationPolicy: {
        attributes: { expiryTime: 'P365D' },
        lifetimeActions: [{ action: { type: 'rotate' }, trigger: { timeBeforeExpiry: 'P30D' } }],
      },
    });
    const set = plan.one('azure-native:compute:DiskEncryptionSet', 'aoba-vault-disk-encryption');
    expect(set.inputs.rotationToLatestKeyVersionEnabled).toBe(true);
    expect(set.ignoreChanges).toEqual(['activeKey.keyUrl']);
  });

  it('has storage with a container a class, the tenant’s own key and no other way in', () => {
    const { inputs } = plan.one('azure-native:storage:StorageAccount', 'aoba-storage-account');
    expect(inputs).toMatchObject({
      allowSharedKeyAccess: false,
      allowBlobPublicAccess: false,
      publicNetworkAccess: 'Disabled',
      minimumTlsVersion: 'TLS1_2',
      networkRuleSet: { defaultAction: 'Deny', bypass: 'None' },
      encryption: { keySource: 'Microsoft.Keyvault', keyVaultProperties: { keyName: 'storage' } },
      tags: { 'yosai-classification': 'secret' },
    });
    expect(
      all('azure-native:storage:BlobContainer').map((row) => [
        row.inputs.containerName,
        row.inputs.publicAccess,
      ]),
    ).toEqual([
      ['general', 'None'],
      ['personal', 'None'],
      ['secret', 'None'],
    ]);
    expect(plan.one('azure-native:storage:BlobServiceProperties', 'aoba-storage-blobs').inputs).toMatchObject(
      {
        isVersioningEnabled: true,
        deleteRetentionPolicy: { enabled: true, days: 7 },
      },
    );
  });

  it('grants built-in roles to identities only, each on one key, secret or log store', () => {
    const grants = all('azure-native:authorization:RoleAssignment').map(({ inputs }) => [
      inputs.roleDefinitionId.split('/').at(-1),
      inputs.scope.split('/').slice(-2).join('/'),
      inputs.principalType,
      inputs.principalId,
    ]);
    const { roles } = deployment.baseline.access;
    const cryptoUser = roles.keyVaultCryptoServiceEncryptionUser;
    const secretsUser = roles.keyVaultSecretsUser;
    expect(grants.map(([, scope]) => scope).sort()).toEqual([
      'keys/backup',
      'keys/disk',
      'keys/storage',
      'keys/storage',
      'secrets/backend-certificate',
      'secrets/gateway-certificate',
      expect.stringMatching(/^storageAccounts\/staoba/),
    ]);
    const roleOn: Readonly<Record<string, string>> = {
      keys: cryptoUser,
      secrets: secretsUser,
      storageAccounts: roles.storageBlobDataContributor,
    };
    for (const [role, scope, kind, principal] of grants) {
      const [kindOfScope = ''] = String(scope).split('/');
      expect(role).toBe(roleOn[kindOfScope]);
      expect(kind).toBe('ServicePrincipal');
      expect(principal, 'no identity exists yet').toEqual(unknown);
    }
  });

  it('waits for the right to a key before it uses the key, and for a name before it resolves it', () => {
    const waits = (type: string, name: string) => plan.one(`azure-native:${type}`, name).dependencies;
    expect(waits('compute:VirtualMachine', 'aoba-db-1-machine')).toContain('aoba-vault-disk-encryption-role');
    expect(waits('compute:Disk', 'aoba-db-1-data')).toContain('aoba-vault-disk-encryption-role');
    expect(waits('storage:StorageAccount', 'aoba-storage-account')).toContain('aoba-storage-identity-role');
    expect(waits('network:ApplicationGateway', 'aoba-gateway-gateway')).toEqual(
      expect.arrayContaining([
        'aoba-gateway-identity-role',
        'aoba-credentials-secret-gateway-certificate',
        'aoba-network-subnet-gateway',
        'aoba-vault-endpoint-zone',
      ]),
    );
    expect(waits('network:NetworkInterface', 'aoba-db-1-nic')).toEqual(
      expect.arrayContaining(['aoba-network-peering-to-hub', 'aoba-network-peering-from-hub']),
    );
    expect(waits('network:PrivateDnsZoneGroup', 'aoba-vault-endpoint-zone')).toContain(
      'aoba-network-vault-zone-link',
    );
  });

  it('guards from deletion what holds data', () => {
    const guarded = plan.resources.filter(({ protect }) => protect).map(({ name }) => name);
    expect(guarded.sort()).toEqual([
      'aoba-backup-db-1',
      'aoba-backup-vault',
      'aoba-db-1-data',
      'aoba-flows-account',
      'aoba-keep-db-1-data',
      'aoba-keep-flows',
      'aoba-keep-storage',
      'aoba-keep-vault',
      'aoba-logs-workspace',
      'aoba-storage-account',
      'aoba-storage-container-general',
      'aoba-storage-container-personal',
      'aoba-storage-container-secret',
      'aoba-vault-disk-encryption',
      'aoba-vault-key-backup',
      'aoba-vault-key-disk',
      'aoba-vault-key-storage',
      'aoba-vault-vault',
    ]);
  });

  it('has a gateway that serves HTTPS from the vault and only redirects HTTP', () => {
    const gateway = network('ApplicationGateway', 'aoba-gateway-gateway');
    expect(gateway.sku).toEqual({ name: 'WAF_v2', tier: 'WAF_v2' });
    expect(gateway.sslPolicy.policyName).toBe('AppGwSslPolicy20220101S');
    expect(gateway.sslCertificates).toEqual([
      {
        name: 'gateway',
        keyVaultSecretId: 'https://kv-aoba-13ncb4ph.vault.azure.net/secrets/gateway-certificate',
      },
    ]);
    const rules = new Map<string, Planned['inputs']>(
      // biome-ignore lint/suspicious/noExplicitAny: inputs are whatever the class takes.
      gateway.requestRoutingRules.map((rule: any) => [rule.httpListener.id, rule]),
    );
    expect(rules.get('$self/httpListeners/http')).not.toHaveProperty('backendAddressPool');
    expect(rules.get('$self/httpListeners/http').redirectConfiguration.id).toBe(
      '$self/redirectConfigurations/to-https',
    );
    expect(rules.get('$self/httpListeners/https').backendHttpSettings.id).toBe(
      '$self/backendHttpSettingsCollection/https',
    );
    expect(gateway.backendAddressPools[0].backendAddresses).toEqual([
      { ipAddress: '10.64.1.4' },
      { ipAddress: '10.64.1.5' },
    ]);
    expect(gateway.backendHttpSettingsCollection[0]).toMatchObject({ protocol: 'Https', port: 443 });
    const policy = network('WebApplicationFirewallPolicy', 'aoba-gateway-web-firewall');
    expect(policy.policySettings).toMatchObject({ mode: 'Prevention', state: 'Enabled' });
  });

  it('names in the gateway only parts that it has', () => {
    const gateway = network('ApplicationGateway', 'aoba-gateway-gateway');
    const named = [...JSON.stringify(gateway).matchAll(/\$self\/(\w+)\/([\w-]+)/g)];
    expect(named.length).toBe(13);
    for (const [, collection = '', name] of named) {
      // biome-ignore lint/suspicious/noExplicitAny: inputs are whatever the class takes.
      expect(gateway[collection].map((part: any) => part.name)).toContain(name);
    }
  });

  it('has machines without public address, at fixed addresses, that ask the hub’s DNS', () => {
    const nics = all('azure-native:network:NetworkInterface').map(({ name, inputs }) => [
      name,
      inputs.ipConfigurations[0].privateIPAddress,
      inputs.ipConfigurations[0].subnet.id.split('/').at(-1),
      inputs.ipConfigurations[0].publicIPAddress,
      inputs.dnsSettings.dnsServers,
    ]);
    expect(nics.sort()).toEqual([
      ['aoba-app-1-nic', '10.64.1.4', 'app', undefined, ['10.32.0.4']],
      ['aoba-app-2-nic', '10.64.1.5', 'app', undefined, ['10.32.0.4']],
      ['aoba-db-1-nic', '10.64.2.4', 'data', undefined, ['10.32.0.4']],
    ]);
  });

  it('hardens its machines and never rebuilds them for a newer document', () => {
    const { inputs, ignoreChanges } = plan.one('azure-native:compute:VirtualMachine', 'aoba-db-1-machine');
    expect(inputs.securityProfile).toEqual({
      securityType: 'TrustedLaunch',
      encryptionAtHost: true,
      uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
    });
    expect(inputs.osProfile.linuxConfiguration).toMatchObject({
      disablePasswordAuthentication: true,
      patchSettings: { patchMode: 'ImageDefault' },
    });
    expect(inputs.storageProfile.imageReference).toEqual({
      publisher: 'Debian',
      offer: 'debian-12',
      sku: '12-gen2',
      version: 'latest',
    });
    expect(Buffer.from(inputs.osProfile.customData, 'base64').toString()).toMatch(
      /^#cloud-config\n# yosai-hardening\/1 sha256:[0-9a-f]{64}\n/,
    );
    expect(ignoreChanges).toEqual(['osProfile.customData']);
  });

  it('encrypts both disks of the database with the tenant’s set', () => {
    const { inputs } = plan.one('azure-native:compute:VirtualMachine', 'aoba-db-1-machine');
    const disk = plan.one('azure-native:compute:Disk', 'aoba-db-1-data').inputs;
    const { osDisk, dataDisks } = inputs.storageProfile;
    expect(osDisk.managedDisk.diskEncryptionSet.id).toMatch(/\/des-dev-aoba$/);
    expect(disk.encryption.diskEncryptionSetId).toBe(osDisk.managedDisk.diskEncryptionSet.id);
    expect(disk).toMatchObject({ networkAccessPolicy: 'DenyAll', publicNetworkAccess: 'Disabled' });
    expect(dataDisks).toMatchObject([{ lun: 0, createOption: 'Attach', deleteOption: 'Detach' }]);
    expect(dataDisks[0].managedDisk.id).toMatch(/rg-dev-aoba-customer.*\/disk-dev-aoba-db-1$/);
  });

  it('installs the admitted extensions, pinned', () => {
    const extensions = all('azure-native:compute:VirtualMachineExtension');
    expect(extensions).toHaveLength(3 * deployment.baseline.virtualMachines.extensions.length);
    for (const { inputs } of extensions) {
      expect(inputs).toMatchObject({ autoUpgradeMinorVersion: false, enableAutomaticUpgrade: false });
    }
  });

  it('collects its machines’ logs in its own workspace', () => {
    const rule = plan.one('azure-native:monitor:DataCollectionRule', 'aoba-logs-rule').inputs;
    expect(rule.destinations.logAnalytics[0].workspaceResourceId).toMatch(/\/log-dev-aoba$/);
    const associations = all('azure-native:monitor:DataCollectionRuleAssociation');
    expect(associations.filter(({ inputs }) => inputs.dataCollectionRuleId !== undefined)).toHaveLength(3);
    expect(
      plan.one('azure-native:operationalinsights:Workspace', 'aoba-logs-workspace').inputs,
    ).toMatchObject({ retentionInDays: 365, features: { disableLocalAuth: true } });
  });
});

it('leaves it to the network whom machines ask for names where the baseline lists nobody', async () => {
  const changed = exampleDeployment();
  changed.baseline.network.resolvers = [];
  const plan = await planOf(() => exampleEnvironment({ baseline: changed.baseline }));
  const nics = plan.resources.filter(({ type }) => type === 'azure-native:network:NetworkInterface');
  expect(nics.map(({ inputs }) => inputs.dnsSettings)).toEqual([undefined, undefined, undefined]);
});
