import type { CompositeMapper } from '@azure/core-client';
import { alerts } from './alerts';
import { backup } from './backup';
import {
  between,
  choice,
  flag,
  guid,
  identity,
  list,
  located,
  number,
  object,
  pattern,
  required,
  subResource,
  tags,
  text,
  texts,
} from './fields';
import { observation } from './observation';

/**
 * Models of the resources whose official libraries no longer carry any, in the same form. Written from the REST
 * reference, as strict: what is not here is refused. https://learn.microsoft.com/rest/api/azure/ (2026-11)
 */

const lock = {
  level: required(choice('CanNotDelete', 'ReadOnly')),
  notes: { ...text, constraints: { MaxLength: 512 } },
};
const streams = required(list(text));
const logSettings = {
  category: text,
  categoryGroup: text,
  enabled: required(flag),
  retentionPolicy: object('RetentionPolicy', { enabled: required(flag), days: required(number) }),
};
const syslogLevels = ['*', 'Debug', 'Info', 'Notice', 'Warning', 'Error', 'Critical', 'Alert', 'Emergency'];

export const handWritten = {
  ResourceGroup: object('ResourceGroup', { ...located, managedBy: text }),
  RoleAssignment: object(
    'RoleAssignment',
    {},
    {
      principalId: required(guid),
      principalType: choice('User', 'Group', 'ServicePrincipal', 'ForeignGroup', 'Device'),
      roleDefinitionId: required(
        pattern(/\/providers\/Microsoft\.Authorization\/roleDefinitions\/[0-9a-f-]{36}$/i),
      ),
      description: text,
      condition: text,
      conditionVersion: text,
      delegatedManagedIdentityResourceId: text,
    },
  ),
  ManagementLock: object(
    'ManagementLock',
    {},
    {
      ...lock,
      owners: list(object('ManagementLockOwner', { applicationId: text })),
    },
  ),
  UserAssignedIdentity: object('UserAssignedIdentity', located, {
    isolationScope: choice('None', 'Regional'),
  }),
  PrivateZone: object('PrivateZone', located),
  VirtualNetworkLink: object(
    'VirtualNetworkLink',
    { location: text, tags },
    {
      registrationEnabled: flag,
      resolutionPolicy: choice('Default', 'NxDomainRedirect'),
      virtualNetwork: subResource,
    },
  ),
  PrivateRecordSet: object(
    'PrivateRecordSet',
    {},
    {
      ttl: between(1, 2147483647),
      metadata: tags,
      aRecords: list(object('ARecord', { ipv4Address: text })),
      cnameRecord: object('CnameRecord', { cname: text }),
      txtRecords: list(object('TxtRecord', { value: texts })),
    },
  ),
  DataCollectionRule: object(
    'DataCollectionRule',
    { ...located, identity, kind: choice('Linux', 'Windows') },
    {
      description: text,
      dataCollectionEndpointId: text,
      dataFlows: list(
        object('DataFlow', {
          destinations: texts,
          streams: texts,
          outputStream: text,
          transformKql: text,
          builtInTransform: text,
        }),
      ),
      dataSources: object('DataSources', {
        syslog: list(
          object('SyslogDataSource', {
            name: text,
            streams,
            facilityNames: texts,
            logLevels: list(choice(...syslogLevels)),
            transformKql: text,
          }),
        ),
        performanceCounters: list(
          object('PerfCounterDataSource', {
            name: text,
            streams,
            counterSpecifiers: texts,
            samplingFrequencyInSeconds: between(1, 1800),
          }),
        ),
        logFiles: list(
          object('LogFilesDataSource', {
            name: text,
            streams,
            filePatterns: required(texts),
            format: required(choice('text', 'json')),
          }),
        ),
      }),
      destinations: object('Destinations', {
        logAnalytics: list(object('LogAnalyticsDestination', { name: text, workspaceResourceId: text })),
        azureMonitorMetrics: object('AzureMonitorMetricsDestination', { name: text }),
      }),
      streamDeclarations: {
        type: {
          name: 'Dictionary',
          value: object('StreamDeclaration', {
            columns: list(object('ColumnDefinition', { name: text, type: text })),
          }),
        },
      },
    },
  ),
  DataCollectionRuleAssociation: object(
    'DataCollectionRuleAssociation',
    {},
    {
      dataCollectionRuleId: text,
      dataCollectionEndpointId: text,
      description: text,
    },
  ),
  DiagnosticSetting: object(
    'DiagnosticSetting',
    {},
    {
      workspaceId: text,
      storageAccountId: text,
      eventHubAuthorizationRuleId: text,
      eventHubName: text,
      marketplacePartnerId: text,
      logAnalyticsDestinationType: text,
      logs: list(object('LogSettings', logSettings)),
      metrics: list(object('MetricSettings', { ...logSettings, timeGrain: text })),
    },
  ),
  SubscriptionFeatureRegistration: object('SubscriptionFeatureRegistration', {
    properties: object('SubscriptionFeatureRegistrationProperties', {
      authorizationProfile: object('AuthorizationProfile', {}),
      description: { ...text, constraints: { MaxLength: 1000 } },
      documentationLink: { ...text, constraints: { MaxLength: 1000 } },
      metadata: tags,
      shouldFeatureDisplayInPortal: flag,
      state: choice(
        'NotSpecified',
        'NotRegistered',
        'Pending',
        'Registering',
        'Registered',
        'Unregistering',
        'Unregistered',
      ),
    }),
  }),
  Pricing: object(
    'Pricing',
    {},
    {
      pricingTier: required(choice('Free', 'Standard')),
      subPlan: text,
      enforce: choice('False', 'True'),
      extensions: list(
        object('Extension', {
          name: required(text),
          isEnabled: required(choice('True', 'False')),
          additionalExtensionProperties: { type: { name: 'Dictionary', value: { type: { name: 'any' } } } },
        }),
      ),
    },
  ),
  ...alerts,
  ...backup,
  ...observation,
} satisfies Record<string, CompositeMapper>;
