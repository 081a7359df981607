import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, made, other } from '../support/rows';
import { notFalse } from '../support/values';

const of = 'azure-native:operationalinsights:Workspace';
const table = 'azure-native:operationalinsights:Table';
const tooShort = [0, 7, 30, 90, 364, 364.9, '30', '', 'forever', -1, -365];

export const mutants: PolicyMutants = {
  specimens: () => [
    made(table, 'table-with-total', {
      workspaceName: 'log-dev-hub',
      totalRetentionInDays: 365,
      retentionInDays: 30,
    }),
    made(table, 'table-with-days', { workspaceName: 'log-dev-hub', retentionInDays: 365 }),
    made(table, 'table-as-the-workspace', { workspaceName: 'log-dev-hub' }),
  ],
  broken: [
    change({ of, path: 'retentionInDays', to: [...tooShort, absent, null] }),
    change({ of, path: 'features.immediatePurgeDataOn30Days', to: notFalse }),
    change({ of: table, path: 'totalRetentionInDays', to: tooShort.filter((days) => days !== -1) }),
    change({
      of: table,
      where: ({ name }) => name === 'table-with-days',
      path: 'retentionInDays',
      to: tooShort.filter((days) => days !== -1),
    }),
  ],
  harmless: [
    other({ of, path: 'retentionInDays', to: [366, 730, '365'] }),
    other({ of, path: 'features.immediatePurgeDataOn30Days', to: [false, 'false', absent] }),
    other({ of: table, path: 'totalRetentionInDays', to: [400, 4383] }),
    other({
      of: table,
      where: ({ name }) => name !== 'table-with-total',
      path: 'totalRetentionInDays',
      to: [-1],
    }),
    other({
      of: table,
      where: ({ name }) => name !== 'table-with-total',
      path: 'retentionInDays',
      to: [-1, 500, absent],
    }),
  ],
};
