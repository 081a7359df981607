import type { CompositeMapper, Mapper } from '@azure/core-client';

/**
 * Models of the resources whose official libraries no longer carry any, in the same form. Written from the REST
 * reference, as strict: what is not here is refused. https://learn.microsoft.com/rest/api/azure/ (2026-11)
 */

const text: Mapper = { type: { name: 'String' } };
const flag: Mapper = { type: { name: 'Boolean' } };
const number: Mapper = { type: { name: 'Number' } };
const texts = list(text);
const tags: Mapper = { type: { name: 'Dictionary', value: text } };
const guid = pattern(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const located = { location: required(text), tags };
const subResource = object('SubResource', { id: text });
const identity = object('ManagedServiceIdentity', {
  type: required(choice('None', 'SystemAssigned', 'UserAssigned', 'SystemAssigned,UserAssigned')),
  userAssignedIdentities: {
    type: { name: 'Dictionary', value: object('UserAssignedIdentityRef', {}) },
  },
});

function list(element: Mapper): Mapper {
  return { type: { name: 'Sequence', element } };
}

function required(mapper: Mapper): Mapper {
  return { ...mapper, required: true };
}

function choice(...allowedValues: string[]): Mapper {
  return { type: { name: 'Enum', allowedValues } };
}

function pattern(form: RegExp): Mapper {
  return { ...text, constraints: { Pattern: form } };
}

function between(lowest: number, highest: number): Mapper {
  return { ...number, constraints: { InclusiveMinimum: lowest, InclusiveMaximum: highest } };
}

/** A model whose properties are named in REST as here; `inProperties` stand in REST's `properties`. */
function object(
  className: string,
  properties: Record<string, Mapper>,
  inProperties: Record<string, Mapper> = {},
): CompositeMapper {
  const named = (given: Record<string, Mapper>, prefix: string) =>
    Object.entries(given).map(([name, mapper]) => [name, { ...mapper, serializedName: `${prefix}${name}` }]);
  const modelProperties = Object.fromEntries([
    ...named(properties, ''),
    ...named(inProperties, 'properties.'),
  ]);
  return { type: { name: 'Composite', className, modelProperties } };
}

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
  ActionGroup: object('ActionGroup', located, {
    enabled: required(flag),
    groupShortName: required({ ...text, constraints: { MaxLength: 12 } }),
    emailReceivers: list(
      object('EmailReceiver', {
        name: required(text),
        emailAddress: required(text),
        useCommonAlertSchema: flag,
      }),
    ),
    webhookReceivers: list(
      object('WebhookReceiver', {
        name: required(text),
        serviceUri: required(text),
        useCommonAlertSchema: flag,
      }),
    ),
  }),
} satisfies Record<string, CompositeMapper>;
