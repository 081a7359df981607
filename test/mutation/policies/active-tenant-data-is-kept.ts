import type { PlannedResource } from '../../../lib/resources/from-plan';
import { dataStoreTypes } from '../../../policy-packs/iso27017/azure/data-store-types';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { configured, made, other, rewritten, unprotected } from '../support/rows';
import { tagsOf, tenantOf } from '../support/values';
import { changed, type World } from '../support/world';

const of = [
  ...dataStoreTypes,
  'azure-native:keyvault:Key',
  'azure-native:storage:BlobContainer',
  'azure-native:operationalinsights:Workspace',
];
const isTenants = (resource: PlannedResource, world: World) => {
  if (tenantOf(resource) !== undefined) return true;
  const account = resource.inputs['accountName'];
  return world.resources.some(
    (one) => account !== undefined && one.inputs['accountName'] === account && tenantOf(one) !== undefined,
  );
};
/** The same resource of a tenant whose last day is named. */
const leaving = (resource: PlannedResource, day: string) =>
  changed({ ...resource, protect: false }, ['tags', 'yosai-terminated-on'], day);

export const mutants: PolicyMutants = {
  specimens: (plan) =>
    of
      .filter((type) => !plan.some((resource) => resource.type === type))
      .map((type) => made(type, `another-${type}`, { tags: { 'yosai-tenant': 'aoba' } }, { protect: true })),
  broken: [
    unprotected({ of, where: isTenants }),
    // Before the day on which the engine may delete, also what leaves is guarded.
    ...['2026-11-28', '2026-12-31', '2026-11-16', '2026-11-31', 'tomorrow', ''].map((day) =>
      configured(
        { asOf: '2026-11-26' },
        rewritten({
          of,
          where: (resource, world) =>
            isTenants(resource, world) && tagsOf(resource)['yosai-tenant'] !== undefined,
          path: 'options.protect',
          value: `false, last day ${day}`,
          by: (resource) => ({ put: [leaving(resource, day)] }),
        }),
      ),
    ),
  ],
  harmless: [
    // Ten days after the last one, deletion may begin.
    ...['2026-11-15', '2026-11-01', '2025-12-31'].map((day) =>
      configured(
        { asOf: '2026-11-26' },
        rewritten({
          of,
          where: (resource) => tenantOf(resource) !== undefined,
          path: 'options.protect',
          value: `false, last day ${day}`,
          by: (resource) => ({ put: [leaving(resource, day)] }),
        }),
      ),
    ),
    unprotected({ of, where: (resource, world) => !isTenants(resource, world) }),
    other({ of, path: 'tags.yosai-terminated-on', to: ['2026-12-31', absent] }),
  ],
  unbroken: [
    {
      paths: ['tags.yosai-tenant', 'tags.yosai-terminated-on'],
      because: 'tags tell whose data it is and until when; that they are there is for the policy about tags',
    },
  ],
};
