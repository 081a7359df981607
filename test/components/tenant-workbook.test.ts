import { describe, expect, it } from 'vitest';
import { workbookOf } from '../../components/tenant-workbook';
import { exampleDeployment } from './support/deployment';
import { exampleEnvironment } from './support/environment';
import { planOf } from './support/plan';

describe('the workbook of a tenant', async () => {
  const program = () => planOf(() => exampleEnvironment());
  const { inputs } = (await program()).one('azure-native:applicationinsights:Workbook', 'aoba-workbook-use');

  it('shows the charts of the baseline over the tenant’s own workspace', () => {
    const { items, fallbackResourceIds } = JSON.parse(inputs.serializedData);
    const { workbook } = exampleDeployment().baseline.monitoring;
    // biome-ignore lint/suspicious/noExplicitAny: the form of a workbook is Azure's.
    expect(items.map((item: any) => item.content.title)).toEqual(workbook.map(({ title }) => title));
    expect(fallbackResourceIds).toEqual([expect.stringMatching(/\/log-dev-aoba$/)]);
    expect(inputs.sourceId).toBe(fallbackResourceIds[0]);
  });

  it('has an id for a name, the same at every run', async () => {
    expect(inputs.resourceName).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    const again = (await program()).one('azure-native:applicationinsights:Workbook', 'aoba-workbook-use');
    expect(again.inputs.resourceName).toBe(inputs.resourceName);
  });
});

it('covers the days of the baseline', () => {
  const { items } = JSON.parse(workbookOf([{ title: 'Memory', query: 'Perf', days: 2 }], '/workspace'));
  expect(items[0].content).toMatchObject({ query: 'Perf', timeContext: { durationMs: 172_800_000 } });
});
