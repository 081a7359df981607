import type { CompositeMapper } from '@azure/core-client';
import {
  between,
  choice,
  duration,
  flag,
  identity,
  list,
  located,
  number,
  object,
  required,
  tags,
  text,
  texts,
} from './fields';

const operators = ['Equals', 'GreaterThan', 'GreaterThanOrEqual', 'LessThan', 'LessThanOrEqual'];
const dimensions = list(
  object('Dimension', {
    name: required(text),
    operator: required(choice('Include', 'Exclude')),
    values: required(texts),
  }),
);

/** Models of what tells people: who is told, and when. https://learn.microsoft.com/rest/api/monitor/ (2026-11) */
export const alerts = {
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
  MetricAlert: object('MetricAlert', located, {
    description: text,
    severity: required(between(0, 4)),
    enabled: required(flag),
    scopes: required(texts),
    evaluationFrequency: required(duration),
    windowSize: required(duration),
    targetResourceType: text,
    targetResourceRegion: text,
    autoMitigate: flag,
    actions: list(object('MetricAlertAction', { actionGroupId: text, webHookProperties: tags })),
    criteria: required(
      object('MetricAlertCriteria', {
        odataType: {
          ...required(
            choice(
              'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria',
              'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria',
            ),
          ),
          serializedName: 'odata\\.type',
        },
        allOf: required(
          list(
            object('MetricCriteria', {
              criterionType: required(choice('StaticThresholdCriterion')),
              name: required(text),
              metricName: required(text),
              metricNamespace: text,
              timeAggregation: required(choice('Average', 'Minimum', 'Maximum', 'Total', 'Count')),
              operator: required(choice(...operators)),
              threshold: required(number),
              dimensions,
              skipMetricValidation: flag,
            }),
          ),
        ),
      }),
    ),
  }),
  ScheduledQueryRule: object(
    'ScheduledQueryRule',
    { ...located, identity, kind: choice('LogAlert', 'SimpleLogAlert', 'LogToMetric') },
    {
      description: text,
      displayName: text,
      severity: between(0, 4),
      enabled: flag,
      scopes: texts,
      evaluationFrequency: duration,
      windowSize: duration,
      overrideQueryTimeRange: duration,
      muteActionsDuration: duration,
      targetResourceTypes: texts,
      autoMitigate: flag,
      checkWorkspaceAlertsStorageConfigured: flag,
      skipQueryValidation: flag,
      actions: object('Actions', { actionGroups: texts, customProperties: tags, actionProperties: tags }),
      criteria: object('ScheduledQueryRuleCriteria', {
        allOf: list(
          object('Condition', {
            query: text,
            timeAggregation: choice('Count', 'Average', 'Minimum', 'Maximum', 'Total'),
            metricMeasureColumn: text,
            metricName: text,
            resourceIdColumn: text,
            dimensions,
            operator: choice(...operators),
            threshold: number,
            failingPeriods: object('FailingPeriods', {
              numberOfEvaluationPeriods: between(1, 6),
              minFailingPeriodsToAlert: between(1, 6),
            }),
          }),
        ),
      }),
    },
  ),
  AlertProcessingRule: object('AlertProcessingRule', {
    ...located,
    properties: object('AlertProcessingRuleProperties', {
      scopes: required(texts),
      actions: required(
        list(
          object('Action', {
            actionType: required(choice('AddActionGroups', 'RemoveAllActionGroups')),
            actionGroupIds: texts,
          }),
        ),
      ),
      conditions: list(object('Condition', { field: text, operator: text, values: texts })),
      description: text,
      enabled: flag,
    }),
  }),
} satisfies Record<string, CompositeMapper>;
