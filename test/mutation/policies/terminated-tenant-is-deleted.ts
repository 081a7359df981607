import { resourceGroupType } from '../../../lib/resources/stack-view';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, configured, made, other } from '../support/rows';
import { tenantOf } from '../support/values';

const of = resourceGroupType;
const path = 'tags.yosai-terminated-on';
const where = (group: Parameters<typeof tenantOf>[0]) => tenantOf(group) !== undefined;
const orphan = (day: string) =>
  made('azure-native:storage:StorageAccount', `left-${day}`, {
    resourceGroupName: 'rg-of-nobody',
    tags: { 'yosai-tenant': 'left', 'yosai-terminated-on': day },
  });
const asOf = '2027-01-31';

export const mutants: PolicyMutants = {
  config: { asOf },
  broken: [
    change({
      of,
      where,
      path,
      to: ['2026-12-31', '2026-12-01', '2020-02-29', '2026-13-01', '31.12.2026', 'soon', '', ' '],
    }),
    configured({ asOf: '2026-13-99' }, change({ of, where, path, to: [] })),
    addition(() => ['2026-12-31', '2025-01-01', 'long ago'].map(orphan)),
  ],
  harmless: [
    other({ of, where, path, to: ['2027-01-01', '2027-01-31', '2030-12-31', absent] }),
    configured({ asOf: '2027-01-30' }, other({ of, where, path, to: ['2026-12-31'] })),
    addition(() => ['2027-01-02'].map(orphan)),
  ],
  unbroken: [
    {
      paths: [path],
      because:
        'what stands in a group of the stack goes with it, and what names no last day is of nobody who leaves',
    },
  ],
};
