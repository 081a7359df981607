import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { azureId } from '../support/values';

const of = 'azure-native:operationalinsights:Workspace';
const collection = 'azure-native:monitor:DataCollectionRule';
const cap = 'workspaceCapping.dailyQuotaGb';
const rule = azureId('rg-other', 'Microsoft.Insights', 'dataCollectionRules', 'dcr-other');

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: cap, to: [1, 0.023, 0, 10_000, '5', '', 'much', -2] }),
    change({ of, path: 'defaultDataCollectionRuleResourceId', to: [rule, 'dcr', 1] }),
    change({
      of: collection,
      path: 'dataFlows[].transformKql',
      to: ['source | where false', 'source | project TimeGenerated', 'datatable(a: int)[]', 1],
    }),
    change({ of: collection, path: 'dataFlows[].builtInTransform', to: ['any', 1, {}] }),
    change({
      of: collection,
      path: 'dataFlows',
      to: (before) => [
        [...(Array.isArray(before) ? before : []), { transformKql: 'source | take 0' }],
        { transformKql: 'source | take 0' },
      ],
    }),
  ],
  harmless: [
    other({ of, path: cap, to: [-1, '-1', null] }),
    other({ of, path: 'workspaceCapping', to: [absent, {}] }),
    other({ of, path: 'defaultDataCollectionRuleResourceId', to: ['', null] }),
    other({ of: collection, path: 'dataFlows[].transformKql', to: ['source', ' Source', '', null] }),
    other({ of: collection, path: 'dataFlows[].builtInTransform', to: ['', null] }),
  ],
};
