import type { PlannedResource } from '../../../lib/resources/from-plan';
import { baseline } from '../../policy-packs/iso27017/support/pack-run';
import { roleId, subscription, assignmentType as type } from '../support/assignments';
import { accountType, isAuditStore, tagsThatTellTheStore, whyTagsTell } from '../support/audit-store';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, made } from '../support/rows';
import { azureId } from '../support/values';
import type { World } from '../support/world';

/** Roles that can delete blobs or the account, and one that nobody knows. */
const roles = {
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  storageAccountContributor: '17d1049b-9a84-46fb-8f53-869881c3d3ab',
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  ofOnesOwn: '11111111-2222-4333-8444-555555555555',
};

/** The store, what lies in it, and everything around it. */
function scopesAround({ inputs }: PlannedResource): string[] {
  const [group, name] = [String(inputs['resourceGroupName']), String(inputs['accountName'])];
  const account = azureId(group, 'Microsoft.Storage', 'storageAccounts', name);
  return [
    account,
    `${account}/blobServices/default/containers/audit-log`,
    `${account.toUpperCase()}`,
    `${subscription}/resourceGroups/${group}`,
    `${subscription}/resourcegroups/${group.toUpperCase()}/`,
    subscription,
    `${subscription}/`,
  ];
}

const assignment = (name: string, scope: string, role: string, principalType = 'Group') =>
  made(type, name, {
    principalId: '00000000-0000-4000-8000-000000000101',
    principalType,
    roleDefinitionId: roleId(role),
    scope,
  });
const stores = (world: World) => world.ofType(accountType).filter(isAuditStore);
const each = (world: World, ids: readonly string[]) =>
  stores(world).flatMap((account) =>
    scopesAround(account).flatMap((scope, place) =>
      ids.flatMap((id) =>
        ['Group', 'ServicePrincipal', 'User'].map((kind) =>
          assignment(`${kind}-${place}-${id}`, scope, id, kind),
        ),
      ),
    ),
  );
const unknownValue = { 'yosai:value': 'unknown' };
const assignments = (world: World) => world.ofType(type);

export const mutants: PolicyMutants = {
  broken: [
    addition((world) => each(world, Object.values(roles)), 'a role that can delete the audit log'),
    // What is not known may be the role or the store.
    (world) =>
      addition((inner) =>
        stores(inner).flatMap((account) =>
          scopesAround(account).map((scope, place) => ({
            ...assignment(`open-role-${place}`, scope, ''),
            inputs: { scope, roleDefinitionId: unknownValue },
          })),
        ),
      )(world).map((mutant) => ({ ...mutant, isOpen: true })),
    (world) =>
      addition(() => [
        made(type, 'open-scope', { scope: unknownValue, roleDefinitionId: roleId(roles.contributor) }),
      ])(world).map((mutant) => ({ ...mutant, isOpen: true })),
    // The roles of people on the platform's group become ones that can delete.
    (world) =>
      assignments(world)
        .filter(({ inputs }) => String(inputs['scope']).toLowerCase().endsWith('/resourcegroups/rg-dev-hub'))
        .flatMap((resource) =>
          Object.values(roles).map((id) => ({
            resource: resource.name,
            type,
            path: 'roleDefinitionId',
            value: id,
            edit: { put: [{ ...resource, inputs: { ...resource.inputs, roleDefinitionId: roleId(id) } }] },
            at: [resource.urn],
            isOpen: false,
          })),
        ),
    (world) =>
      assignments(world)
        .filter(
          ({ inputs }) =>
            !baseline.access.grantable.some(({ id }) => String(inputs['roleDefinitionId']).endsWith(id)),
        )
        .flatMap((resource) =>
          stores(world)
            .flatMap(scopesAround)
            .map((scope) => ({
              resource: resource.name,
              type,
              path: 'scope',
              value: scope,
              edit: {
                put: [{ ...resource, inputs: { ...resource.inputs, scope }, propertyDependencies: {} }],
              },
              at: [resource.urn],
              isOpen: false,
            })),
        ),
  ],
  harmless: [
    addition(
      (world) =>
        each(
          world,
          baseline.access.grantable.map(({ id }) => id),
        ),
      'a role that only reads',
    ),
    addition((world) =>
      world
        .ofType(accountType)
        .filter((account) => !isAuditStore(account))
        .flatMap((account) => scopesAround(account).slice(0, 3))
        .map((scope, place) => assignment(`elsewhere-${place}`, scope, roles.blobDataContributor)),
    ),
  ],
  unbroken: [{ of: accountType, paths: [...tagsThatTellTheStore, ''], because: whyTagsTell }],
};
