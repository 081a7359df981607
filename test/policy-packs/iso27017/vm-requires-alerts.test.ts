import { vmRequiresAlerts } from '../../../policy-packs/iso27017/policies/vm-requires-alerts';
import { condition, metricAlert, metricRules, queryRules } from './support/alerts';
import { describePolicy } from './support/describe-policy';
import { type Shown, unknown } from './support/pack-run';

const group = '/subscriptions/1/resourceGroups/rg';
const machineId = `${group}/providers/Microsoft.Compute/virtualMachines/vm-app`;
const workspaceId = (name: string) =>
  `${group}/providers/Microsoft.OperationalInsights/workspaces/log-${name}`;
const machine: Shown = {
  type: 'azure-native:compute:VirtualMachine',
  name: 'machine',
  properties: { resourceGroupName: 'rg', vmName: 'vm-app', tags: { 'yosai-tenant': 'aoba' } },
};
const workspace = (tenant: string): Shown => ({
  type: 'azure-native:operationalinsights:Workspace',
  name: tenant,
  properties: {
    resourceGroupName: 'rg',
    workspaceName: `log-${tenant}`,
    tags: { 'yosai-tenant': tenant },
  },
});
const query = (rule: (typeof queryRules)[number], change: object = {}): Shown => ({
  type: 'azure-native:monitor:ScheduledQueryRule',
  name: rule.id,
  properties: {
    enabled: true,
    scopes: [workspaceId('aoba')],
    actions: { actionGroups: ['group'] },
    criteria: { allOf: [{ query: rule.query }] },
    ...change,
  },
});

const rules = metricRules('machines');
const stands = [machine, workspace('aoba'), workspace('kita')];
const metrics = rules.map((rule) => metricAlert(rule, [machineId]));
const queries = queryRules.map((rule) => query(rule));
const says = (id: string) =>
  `machine: the resource must be watched by an alert like ${id} of the baseline, found none`;
const open = (id: string) =>
  `machine: the resource is not known before deployment, must be watched by an alert like ${id} of the baseline`;
const ids = [...rules, ...queryRules].map(({ id }) => id);

/** The stack with one metric alert changed. */
const changed = (id: string, change: object, more: object = {}) => ({
  stack: [
    ...stands,
    ...queries,
    ...rules.map((rule) => ({
      ...metricAlert(rule, [machineId], rule.id === id ? change : {}),
      ...(rule.id === id && more),
    })),
  ],
});
/** The stack with one query alert changed. */
const asked = (id: string, change: object, more: object = {}) => ({
  stack: [
    ...stands,
    ...metrics,
    ...queryRules.map((rule) => ({
      ...query(rule, rule.id === id ? change : {}),
      ...(rule.id === id && more),
    })),
  ],
});
/** The stack and two resource groups, with one metric alert on what is made from the given resources. */
const onGroup = (id: string, scopes: unknown, madeFrom: readonly string[]) => {
  const change = { scopes, targetResourceType: 'Microsoft.Compute/virtualMachines' };
  const groups = ['rg', 'rg-2'].map((name) => ({
    type: 'azure-native:resources:ResourceGroup',
    name,
    properties: { resourceGroupName: name },
  }));
  return { stack: [...groups, ...changed(id, change, { madeFrom: { scopes: madeFrom } }).stack] };
};
const cpu = rules.find(({ id }) => id === 'machine-cpu') ?? rules[0];
if (cpu === undefined) throw new Error('the baseline has no alert on processor time');

describePolicy('vm-requires-alerts', vmRequiresAlerts, {
  compliant: {
    'every alert of the baseline': { stack: [...stands, ...metrics, ...queries] },
    'alerts by what their scopes were made from': {
      stack: [
        ...stands,
        ...queries,
        ...metrics.map((alert) => ({
          ...alert,
          properties: { ...alert.properties, scopes: [unknown] },
          madeFrom: { scopes: ['machine'] },
        })),
      ],
    },
    'alerts of the module’s older name': {
      stack: [...stands, ...metrics, ...queries].map((shown) => ({
        ...shown,
        type: shown.type.replace(':monitor:', ':insights:'),
      })),
    },
    'an alert on the whole resource group': changed(cpu.id, {
      scopes: [group],
      targetResourceType: 'Microsoft.Compute/virtualMachines',
    }),
    'an alert on the whole resource group, known by what made it': onGroup(cpu.id, [unknown], ['rg']),
    'a threshold that is met sooner': changed(cpu.id, {
      criteria: { allOf: [condition(cpu, { threshold: cpu.threshold - 10 })] },
    }),
    'a query with other spaces, on a workspace that is known by what made it': asked(
      'machine-disk',
      {
        scopes: [unknown],
        criteria: {
          allOf: [{ query: `  ${queryRules.find(({ id }) => id === 'machine-disk')?.query}\n` }],
        },
      },
      { madeFrom: { scopes: ['aoba'] } },
    ),
  },
  violated: {
    'a machine that nobody watches': { stack: [machine], says: ids.map(says) },
    'an alert on another resource group, known by what made it': {
      ...onGroup(cpu.id, [unknown], ['rg-2']),
      says: [says(cpu.id)],
    },
    'an alert on something in the resource group': {
      ...onGroup(cpu.id, [unknown], ['rg', 'aoba']),
      says: [says(cpu.id)],
    },
    'an alert on another machine': {
      ...changed(cpu.id, { scopes: [`${machineId}-2`] }),
      says: [says(cpu.id)],
    },
    "a query of a single machine's logs, not of the workspace": {
      ...asked(queryRules[0]?.id ?? '', { scopes: [machineId] }),
      says: [says(queryRules[0]?.id ?? '')],
    },
    'an alert that is off': { ...changed(cpu.id, { enabled: false }), says: [says(cpu.id)] },
    'an alert that tells nobody': { ...changed(cpu.id, { actions: [] }), says: [says(cpu.id)] },
    'a threshold that is met later': {
      ...changed(cpu.id, { criteria: { allOf: [condition(cpu, { threshold: cpu.threshold + 1 })] } }),
      says: [says(cpu.id)],
    },
    'a threshold from the other side': {
      ...changed(cpu.id, { criteria: { allOf: [condition(cpu, { operator: 'LessThan' })] } }),
      says: [says(cpu.id)],
    },
    'a threshold that the metric’s past decides': {
      ...changed(cpu.id, { criteria: { allOf: [condition(cpu, { threshold: undefined })] } }),
      says: [says(cpu.id)],
    },
    'a condition that waits for another one': {
      ...changed(cpu.id, { criteria: { allOf: [condition(cpu), condition(cpu, { metricName: 'Other' })] } }),
      says: [says(cpu.id)],
    },
    'a query to the logs of another tenant': {
      ...asked('machine-silent', { scopes: [workspaceId('kita')] }),
      says: [says('machine-silent')],
    },
    'another query': {
      ...asked('machine-silent', { criteria: { allOf: [{ query: 'Heartbeat' }] } }),
      says: [says('machine-silent')],
    },
  },
  undetermined: {
    'an alert of which nothing tells what it watches': {
      ...changed(cpu.id, { scopes: unknown }),
      says: [open(cpu.id)],
    },
    'a threshold that is not known yet': {
      ...changed(cpu.id, { criteria: { allOf: [condition(cpu, { threshold: unknown })] } }),
      says: [open(cpu.id)],
    },
    'conditions that are not known yet': {
      ...changed(cpu.id, { criteria: { allOf: unknown } }),
      says: [open(cpu.id)],
    },
    'a query to logs of which nothing tells whose they are': {
      ...asked('machine-silent', { scopes: [unknown] }),
      says: [open('machine-silent')],
    },
  },
  notApplicable: {
    'a stack without machines': { stack: [...metrics, ...queries], because: 'the stack has no machine' },
  },
});
