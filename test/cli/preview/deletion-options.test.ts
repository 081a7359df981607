import { describe, expect, it } from 'vitest';
import { judgeDeletionOptions } from '../../../lib/cli/preview/deletion-options';
import type { PackEnforcement } from '../../../lib/preview/pack-messages';
import type { PlanResource } from '../../../lib/preview/plan';
import type { PlanObject } from '../../../lib/wire/values';
import { packWith, planned, planWith, repositoryCatalogue } from '../../support/judged-plan';

const catalogue = repositoryCatalogue();
const retained = { options: { retainOnDelete: true } };

const tags = { 'yosai-tenant': 'aoba' };
const group = planned('azure-native:resources:ResourceGroup', 'group', {
  resourceGroupName: 'RG-aoba',
  tags,
});
const environment = planned('yosai:azure:TenantEnvironment', 'aoba', {}, { custom: false });
const account = (inputs: PlanObject, more: Partial<PlanResource>) =>
  planned('azure-native:storage/v20240101:StorageAccount', 'data', inputs, more);

function judge(resources: readonly PlanResource[], level: PackEnforcement = 'mandatory') {
  const plan = planWith(resources);
  return judgeDeletionOptions({ plan, packs: [packWith('terminated-tenant-is-deleted', level)] }, catalogue);
}

describe('options that keep a deletion from Azure', () => {
  it('are found on what carries the tag of a tenant, as the policy’s own findings', () => {
    expect(judge([account({ tags }, retained)])).toEqual([
      {
        verdict: 'violated',
        controls: ['10.3'],
        source: { kind: 'policy', id: 'terminated-tenant-is-deleted', pack: 'iso27017@0.1.0' },
        severity: 'high',
        enforcement: 'mandatory',
        subject: {
          kind: 'resource',
          id: 'urn:pulumi:dev::shop::azure-native:storage/v20240101:StorageAccount::data',
          name: 'data',
        },
        at: { path: 'options.retainOnDelete' },
        expected: 'false, but for keys and secrets whose vault the stack deletes',
        found: 'true',
        fix: 'Take the resource option `retainOnDelete` away: with it the deletion never reaches Azure.',
      },
    ]);
  });

  it.each<[string, PlanResource[]]>([
    ['in a tenant’s component', [environment, account({}, { ...retained, parent: environment.urn })]],
    ['in a tenant’s group, by its name', [group, account({ resourceGroupName: 'rg-AOBA' }, retained)]],
    [
      'in a tenant’s group, by what the name was made from',
      [group, account({}, { ...retained, propertyDependencies: { resourceGroupName: [group.urn] } })],
    ],
    ['said to go with its group', [group, account({ tags }, { options: { deletedWith: group.urn } })]],
  ])('are found on what is %s', (_words, resources) => {
    expect(judge(resources).map(({ subject }) => subject.name)).toEqual(['data']);
    expect(judge(resources, 'disabled')).toEqual([]);
    expect(judge(resources, 'advisory').map(({ enforcement }) => enforcement)).toEqual(['advisory']);
  });

  it.each<[string, PlanResource[]]>([
    ['of no tenant', [group, account({ resourceGroupName: 'rg-hub' }, retained)]],
    ['only read', [account({ tags }, { ...retained, operation: 'read' })]],
    ['without such an option', [account({ tags }, { protect: true })]],
    ['in a circle', [account({}, { ...retained, propertyDependencies: { aName: [account({}, {}).urn] } })]],
  ])('do not matter on what is %s', (_words, resources) => {
    expect(judge(resources)).toEqual([]);
  });
});
