import type { ModelName } from './models';

/** How azure-native makes one type of resource. */
export interface AzureType {
  /** Path of the resource; `{name}` is an input of azure-native, `{subscriptionId}` comes from its configuration. */
  readonly path: string;
  readonly model: ModelName;
  readonly apiVersion: string;
  /** Inputs, beside those of the path and the location, whose change needs a new resource; `[]` is any item. */
  readonly replaces?: readonly string[];
  /** Inputs that the simulated cloud would pass over in silence, and what to use instead. */
  readonly notSimulated?: Readonly<Record<string, string>>;
  /** Whether it is there with its parent, so that creating it changes what is there. */
  readonly isSingleton?: boolean;
}

type Details = Partial<AzureType>;

const group = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}';

function inGroup(path: string, model: ModelName, apiVersion: string, details: Details = {}): AzureType {
  return { path: `${group}/providers/${path}`, model, apiVersion, ...details };
}

function network(path: string, className: string, details?: Details): AzureType {
  return inGroup(`Microsoft.Network/${path}`, `network.${className}`, '2024-05-01', details);
}

function compute(path: string, className: string, apiVersion: string, details?: Details): AzureType {
  return inGroup(`Microsoft.Compute/${path}`, `compute.${className}`, apiVersion, details);
}

function storage(path: string, className: string, details?: Details): AzureType {
  const accounts = 'Microsoft.Storage/storageAccounts/{accountName}';
  return inGroup(`${accounts}${path}`, `storage.${className}`, '2024-01-01', details);
}

function vault(path: string, className: string, details?: Details): AzureType {
  const vaults = 'Microsoft.KeyVault/vaults/{vaultName}';
  return inGroup(`${vaults}${path}`, `keyvault.${className}`, '2024-11-01', details);
}

function backups(path: string, model: ModelName, details?: Details): AzureType {
  return inGroup(`Microsoft.RecoveryServices/vaults/{vaultName}${path}`, model, '2024-10-01', details);
}

function lock(path: string): AzureType {
  const whole = `${path}/providers/Microsoft.Authorization/locks/{lockName}`;
  return { path: whole, model: 'own.ManagementLock', apiVersion: '2020-05-01' };
}

/** A resource that is attached to any other, which an input names. */
function attached(
  input: string,
  path: string,
  model: ModelName,
  apiVersion: string,
  details?: Details,
): AzureType {
  return { path: `/{${input}}/providers/${path}`, model, apiVersion, ...details };
}

const own = 'instead make resources of that type';

/**
 * The types of the simulated provider, with the API versions of azure-native 3.28. What a change replaces follows the
 * real provider's list (https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/gen/replacement.go) and,
 * where Azure refuses a change that the real provider would try in place, says so already in the preview: a machine's
 * customData and osProfile, and the type of an extension.
 */
export const azureTypes: Readonly<Record<string, AzureType>> = {
  'azure-native:resources:ResourceGroup': {
    path: group,
    model: 'own.ResourceGroup',
    apiVersion: '2024-03-01',
  },

  'azure-native:authorization:RoleAssignment': attached(
    'scope',
    'Microsoft.Authorization/roleAssignments/{roleAssignmentName}',
    'own.RoleAssignment',
    '2022-04-01',
    { replaces: ['principalId', 'roleDefinitionId'] },
  ),
  'azure-native:authorization:ManagementLockByScope': lock('/{scope}'),
  'azure-native:authorization:ManagementLockAtResourceGroupLevel': lock(group),
  'azure-native:authorization:ManagementLockAtSubscriptionLevel': lock('/subscriptions/{subscriptionId}'),

  'azure-native:managedidentity:UserAssignedIdentity': inGroup(
    'Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}',
    'own.UserAssignedIdentity',
    '2023-01-31',
  ),

  'azure-native:network:ApplicationGateway': network(
    'applicationGateways/{applicationGatewayName}',
    'ApplicationGateway',
  ),
  'azure-native:network:ApplicationSecurityGroup': network(
    'applicationSecurityGroups/{applicationSecurityGroupName}',
    'ApplicationSecurityGroup',
  ),
  'azure-native:network:AzureFirewall': network('azureFirewalls/{azureFirewallName}', 'AzureFirewall'),
  'azure-native:network:BastionHost': network('bastionHosts/{bastionHostName}', 'BastionHost'),
  'azure-native:network:FirewallPolicy': network('firewallPolicies/{firewallPolicyName}', 'FirewallPolicy'),
  'azure-native:network:FirewallPolicyRuleCollectionGroup': network(
    'firewallPolicies/{firewallPolicyName}/ruleCollectionGroups/{ruleCollectionGroupName}',
    'FirewallPolicyRuleCollectionGroup',
  ),
  'azure-native:network:FlowLog': network(
    'networkWatchers/{networkWatcherName}/flowLogs/{flowLogName}',
    'FlowLog',
  ),
  'azure-native:network:NetworkInterface': network(
    'networkInterfaces/{networkInterfaceName}',
    'NetworkInterface',
  ),
  'azure-native:network:NetworkSecurityGroup': network(
    'networkSecurityGroups/{networkSecurityGroupName}',
    'NetworkSecurityGroup',
  ),
  'azure-native:network:NetworkWatcher': network('networkWatchers/{networkWatcherName}', 'NetworkWatcher'),
  'azure-native:network:PrivateDnsZoneGroup': network(
    'privateEndpoints/{privateEndpointName}/privateDnsZoneGroups/{privateDnsZoneGroupName}',
    'PrivateDnsZoneGroup',
  ),
  'azure-native:network:PrivateEndpoint': network(
    'privateEndpoints/{privateEndpointName}',
    'PrivateEndpoint',
    {
      replaces: ['subnet'],
    },
  ),
  'azure-native:network:PublicIPAddress': network(
    'publicIPAddresses/{publicIpAddressName}',
    'PublicIPAddress',
    {
      replaces: ['publicIPAddressVersion', 'publicIPPrefix', 'sku'],
    },
  ),
  'azure-native:network:RouteTable': network('routeTables/{routeTableName}', 'RouteTable'),
  'azure-native:network:Subnet': network(
    'virtualNetworks/{virtualNetworkName}/subnets/{subnetName}',
    'Subnet',
  ),
  'azure-native:network:VirtualNetwork': network('virtualNetworks/{virtualNetworkName}', 'VirtualNetwork', {
    notSimulated: { subnets: own, virtualNetworkPeerings: own },
  }),
  'azure-native:network:VirtualNetworkPeering': network(
    'virtualNetworks/{virtualNetworkName}/virtualNetworkPeerings/{virtualNetworkPeeringName}',
    'VirtualNetworkPeering',
    { replaces: ['remoteVirtualNetwork.id'] },
  ),
  'azure-native:network:WebApplicationFirewallPolicy': network(
    'ApplicationGatewayWebApplicationFirewallPolicies/{policyName}',
    'WebApplicationFirewallPolicy',
  ),

  'azure-native:privatedns:PrivateZone': inGroup(
    'Microsoft.Network/privateDnsZones/{privateZoneName}',
    'own.PrivateZone',
    '2024-06-01',
  ),
  'azure-native:privatedns:VirtualNetworkLink': inGroup(
    'Microsoft.Network/privateDnsZones/{privateZoneName}/virtualNetworkLinks/{virtualNetworkLinkName}',
    'own.VirtualNetworkLink',
    '2024-06-01',
    { replaces: ['virtualNetwork.id'] },
  ),
  'azure-native:privatedns:PrivateRecordSet': inGroup(
    'Microsoft.Network/privateDnsZones/{privateZoneName}/{recordType}/{relativeRecordSetName}',
    'own.PrivateRecordSet',
    '2024-06-01',
  ),

  'azure-native:compute:Disk': compute('disks/{diskName}', 'Disk', '2024-03-02', {
    replaces: ['creationData.createOption', 'zones'],
  }),
  'azure-native:compute:DiskEncryptionSet': compute(
    'diskEncryptionSets/{diskEncryptionSetName}',
    'DiskEncryptionSet',
    '2024-03-02',
  ),
  'azure-native:compute:VirtualMachine': compute('virtualMachines/{vmName}', 'VirtualMachine', '2024-11-01', {
    replaces: [
      'osProfile.adminUsername',
      'osProfile.computerName',
      'osProfile.customData',
      'securityProfile.securityType',
      'storageProfile.imageReference',
      'zones',
    ],
  }),
  'azure-native:compute:VirtualMachineExtension': compute(
    'virtualMachines/{vmName}/extensions/{vmExtensionName}',
    'VirtualMachineExtension',
    '2024-11-01',
    { replaces: ['publisher', 'type'] },
  ),

  'azure-native:storage:BlobContainer': storage(
    '/blobServices/default/containers/{containerName}',
    'BlobContainer',
  ),
  'azure-native:storage:BlobServiceProperties': storage(
    '/blobServices/{blobServicesName}',
    'BlobServiceProperties',
    { isSingleton: true },
  ),
  'azure-native:storage:ManagementPolicy': storage(
    '/managementPolicies/{managementPolicyName}',
    'ManagementPolicy',
  ),
  'azure-native:storage:StorageAccount': storage('', 'StorageAccountCreateParameters', {
    replaces: ['isHnsEnabled', 'encryption.requireInfrastructureEncryption'],
  }),

  'azure-native:keyvault:Vault': vault('', 'VaultCreateOrUpdateParameters', {
    replaces: ['properties.tenantId'],
  }),
  'azure-native:keyvault:Key': vault('/keys/{keyName}', 'KeyCreateParameters', {
    replaces: ['properties.kty', 'properties.keySize', 'properties.curveName'],
  }),
  'azure-native:keyvault:Secret': vault('/secrets/{secretName}', 'SecretCreateOrUpdateParameters'),

  'azure-native:operationalinsights:Workspace': inGroup(
    'Microsoft.OperationalInsights/workspaces/{workspaceName}',
    'operationalinsights.Workspace',
    '2023-09-01',
  ),
  'azure-native:operationalinsights:Table': inGroup(
    'Microsoft.OperationalInsights/workspaces/{workspaceName}/tables/{tableName}',
    'operationalinsights.Table',
    '2023-09-01',
  ),

  'azure-native:features:SubscriptionFeatureRegistration': {
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Features/featureProviders/{providerNamespace}/subscriptionFeatureRegistrations/{featureName}',
    model: 'own.SubscriptionFeatureRegistration',
    apiVersion: '2021-07-01',
  },
  'azure-native:security:Pricing': attached(
    'scopeId',
    'Microsoft.Security/pricings/{pricingName}',
    'own.Pricing',
    '2024-01-01',
    // Every plan is there with the subscription, as a free one.
    { isSingleton: true },
  ),

  'azure-native:recoveryservices:Vault': backups('', 'own.RecoveryVault'),
  'azure-native:recoveryservices:ProtectionPolicy': backups(
    '/backupPolicies/{policyName}',
    'own.ProtectionPolicy',
  ),
  'azure-native:recoveryservices:ProtectedItem': backups(
    '/backupFabrics/{fabricName}/protectionContainers/{containerName}/protectedItems/{protectedItemName}',
    'own.ProtectedItem',
    { replaces: ['properties.sourceResourceId'] },
  ),

  'azure-native:alertsmanagement:AlertProcessingRuleByName': inGroup(
    'Microsoft.AlertsManagement/actionRules/{alertProcessingRuleName}',
    'own.AlertProcessingRule',
    '2021-08-08',
  ),
  'azure-native:monitor:MetricAlert': inGroup(
    'Microsoft.Insights/metricAlerts/{ruleName}',
    'own.MetricAlert',
    '2018-03-01',
  ),
  'azure-native:monitor:ScheduledQueryRule': inGroup(
    'Microsoft.Insights/scheduledQueryRules/{ruleName}',
    'own.ScheduledQueryRule',
    '2025-01-01-preview',
  ),
  'azure-native:monitor:ActionGroup': inGroup(
    'Microsoft.Insights/actionGroups/{actionGroupName}',
    'own.ActionGroup',
    '2024-10-01-preview',
  ),
  'azure-native:monitor:DataCollectionRule': inGroup(
    'Microsoft.Insights/dataCollectionRules/{dataCollectionRuleName}',
    'own.DataCollectionRule',
    '2022-06-01',
    { replaces: ['kind'] },
  ),
  'azure-native:monitor:DataCollectionRuleAssociation': attached(
    'resourceUri',
    'Microsoft.Insights/dataCollectionRuleAssociations/{associationName}',
    'own.DataCollectionRuleAssociation',
    '2022-06-01',
  ),
  'azure-native:monitor:DataCollectionEndpoint': inGroup(
    'Microsoft.Insights/dataCollectionEndpoints/{dataCollectionEndpointName}',
    'own.DataCollectionEndpoint',
    '2022-06-01',
  ),
  'azure-native:monitor:PrivateLinkScope': inGroup(
    'Microsoft.Insights/privateLinkScopes/{scopeName}',
    'own.PrivateLinkScope',
    '2023-06-01-preview',
  ),
  'azure-native:monitor:PrivateLinkScopedResource': inGroup(
    'Microsoft.Insights/privateLinkScopes/{scopeName}/scopedResources/{name}',
    'own.PrivateLinkScopedResource',
    '2023-06-01-preview',
  ),
  'azure-native:applicationinsights:Workbook': inGroup(
    'Microsoft.Insights/workbooks/{resourceName}',
    'own.Workbook',
    '2023-06-01',
  ),
  'azure-native:monitor:DiagnosticSetting': attached(
    'resourceUri',
    'Microsoft.Insights/diagnosticSettings/{name}',
    'own.DiagnosticSetting',
    '2021-05-01-preview',
  ),
};
