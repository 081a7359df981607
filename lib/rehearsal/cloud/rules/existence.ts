import { isResourceId, keyOf, parseArmId } from '../arm-id';
import { CloudError } from '../cloud-error';
import type { PutContext, Rule } from '../rule';
import { referencesIn, type Store } from '../store';

/** Parts of a resource that are there with it, without being created. */
const inherent = [
  /\/(blobservices|fileservices)\/default$/i,
  /\/backupfabrics\/[^/]+(\/protectioncontainers\/[^/]+)?$/i,
];

/**
 * A resource lies in a group, and in a parent, that are there, and names none that is not.
 * https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-parent-resource
 */
export const existence: Rule = {
  put(context) {
    requireGroup(context);
    requireParent(context);
    for (const reference of referencesIn(context.properties)) requireReference(context, reference);
  },
};

function requireGroup({ store, target }: PutContext): void {
  const { resourceGroup } = target;
  if (resourceGroup === '' || resourceGroup === target.id || store.get(resourceGroup) !== undefined) return;
  const { name } = parseArmId(resourceGroup);
  throw new CloudError(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
}

function requireParent({ store, target }: PutContext): void {
  const parent = withoutInherent(target.parent);
  if (exists(store, parent)) return;
  const code = parent.startsWith(target.resourceGroup) ? 'ParentResourceNotFound' : 'ResourceNotFound';
  throw new CloudError(
    404,
    code,
    `Failed to perform 'write' on resource(s) of type '${target.type}', because the parent resource '${parent}' could not be found.`,
  );
}

function requireReference({ store, target }: PutContext, reference: string): void {
  const own = keyOf(target.id);
  if (reference === own || reference.startsWith(`${own}/`)) return;
  if (exists(store, withoutInherent(reference)) || isPartOf(store, reference)) return;
  throw new CloudError(
    400,
    'InvalidResourceReference',
    `Resource ${reference} referenced by resource ${target.id} was not found. Please make sure that the referenced resource exists.`,
  );
}

function exists(store: Store, id: string): boolean {
  return !isResourceId(id) && !/\/resourcegroups\/[^/]+$/i.test(id) ? true : store.get(id) !== undefined;
}

/** Whether an id names something inside a resource, such as one of its IP configurations. */
function isPartOf(store: Store, id: string): boolean {
  const [collection = '', name = ''] = id.split('/').slice(-2);
  const owner = store.get(id.split('/').slice(0, -2).join('/'));
  const items = Object.entries(owner?.properties ?? {}).find(
    ([key]) => key.toLowerCase() === collection,
  )?.[1];
  return (
    Array.isArray(items) &&
    items.some((item) => (item as { name?: unknown } | null)?.name?.toString().toLowerCase() === name)
  );
}

function withoutInherent(id: string): string {
  return inherent.reduce((rest, part) => rest.replace(part, ''), id);
}
