import { describe, expect, it } from 'vitest';
import { PlatformHub } from '../../components/platform-hub';
import { metricAlert, queryAlert } from '../../components/tenant-alerts';
import { exampleDeployment } from './support/deployment';
import { exampleEnvironment } from './support/environment';
import { planOf } from './support/plan';

const deployment = exampleDeployment();
const { alerts } = deployment.baseline.monitoring;

describe('alerts of a tenant', async () => {
  const plan = await planOf(() => exampleEnvironment());
  const of = (type: string) => plan.resources.filter((resource) => resource.type === type);
  const metrics = of('azure-native:monitor:MetricAlert');
  const queries = of('azure-native:monitor:ScheduledQueryRule');

  it('are those of the baseline', () => {
    const ids = (rules: readonly { id: string }[]) => rules.map(({ id }) => `aoba-alerts-${id}`).sort();
    expect(metrics.map(({ name }) => name).sort()).toEqual(ids(alerts.metrics));
    expect(queries.map(({ name }) => name).sort()).toEqual(ids(alerts.queries));
  });

  it('watch every machine, the gateway and the tenant’s own workspace', () => {
    const names = (scopes: string[]) => scopes.map((scope) => scope.split('/').at(-1));
    const scopes = new Map(metrics.map(({ name, inputs }) => [name, names(inputs.scopes)]));
    const machines = ['vm-dev-aoba-app-1', 'vm-dev-aoba-app-2', 'vm-dev-aoba-db-1'];
    expect(scopes.get('aoba-alerts-machine-cpu')).toEqual(machines);
    expect(scopes.get('aoba-alerts-machine-memory')).toEqual(machines);
    expect(scopes.get('aoba-alerts-gateway-health')).toEqual(['agw-dev-aoba']);
    for (const { inputs } of queries) expect(names(inputs.scopes)).toEqual(['log-dev-aoba']);
  });

  it('tell whoever is on call', () => {
    for (const { inputs } of metrics) {
      expect(inputs.actions).toEqual([{ actionGroupId: expect.stringMatching(/\/ag-dev-hub$/) }]);
    }
    for (const { inputs } of queries) {
      expect(inputs.actions.actionGroups).toEqual([expect.stringMatching(/\/ag-dev-hub$/)]);
    }
  });
});

describe('the action group', async () => {
  const hub = (environment: string) =>
    planOf(
      () =>
        new PlatformHub('hub', {
          deployment: { ...deployment, environment },
          operators: [],
          onCall: 'on-call@example.jp',
          auditLogLocked: false,
        }),
    );

  it.each(['dev', 'production'])(
    'of %s reaches the on-call address, under a name of twelve characters at most',
    async (name) => {
      const { inputs } = (await hub(name)).one('azure-native:monitor:ActionGroup', 'hub-alerts-group');
      expect(inputs.emailReceivers).toMatchObject([{ emailAddress: 'on-call@example.jp' }]);
      expect(inputs.groupShortName.length).toBeLessThanOrEqual(12);
    },
  );
});

describe('metricAlert', () => {
  it('writes durations as Azure does, and the threshold of the baseline', () => {
    const [rule] = alerts.metrics;
    if (rule === undefined) throw new Error('the baseline has no alert');
    expect(metricAlert({ ...rule, windowMinutes: 60, everyMinutes: 5, threshold: 3 })).toMatchObject({
      windowSize: 'PT1H',
      evaluationFrequency: 'PT5M',
      criteria: { allOf: [{ threshold: 3, metricNamespace: 'Microsoft.Compute/virtualMachines' }] },
    });
  });
});

describe('queryAlert', () => {
  const rule = { id: 'x', query: 'Heartbeat', windowMinutes: 1440, severity: 2 } as const;
  it('repeats what is found once a day, and takes the rest back', () => {
    expect(queryAlert({ ...rule, everyMinutes: 1440 })).toMatchObject({
      windowSize: 'P1D',
      autoMitigate: false,
    });
    expect(queryAlert({ ...rule, everyMinutes: 15 })).toMatchObject({ autoMitigate: true });
  });
});
