import type { TagFact } from '../../../lib/baseline/types.generated';
import { type AzureId, parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import type { Value } from '../../../lib/resources/value';
import type { Context } from '../framework/rule';
import { contentsOf } from './contents';
import { tagOf } from './tags';

const groupForm = /^\/subscriptions\/[^/]+\/resourcegroups\/([^/]+)\/?$/;

/** Resources without tags that extend another one, and the property that names it. */
const extended: Readonly<Record<string, string>> = {
  'azure-native:authorization:RoleAssignment': 'scope',
  'azure-native:authorization:ManagementLockByScope': 'scope',
  'azure-native:monitor:DataCollectionRuleAssociation': 'resourceUri',
  'azure-native:monitor:DiagnosticSetting': 'resourceUri',
};

/**
 * What the tags say that a resource belongs to: its own, or else those of what it extends, as a role assignment does,
 * or of what it stands in, such as the network of a subnet, or else those of its resource group. `undefined` when none
 * of them says.
 */
export function belongsTo(
  resource: Resource,
  fact: TagFact,
  stack: StackView,
  context: Context,
): string | undefined {
  const known = knownOwners(stack, context.baseline.tags.keys[fact]);
  if (!known.has(resource)) known.set(resource, findOwner(resource, fact, stack, context));
  return known.get(resource);
}

/** The slot of the address plan to which a resource belongs; `undefined` when nothing says a number. */
export function slotOf(resource: Resource, stack: StackView, context: Context): number | undefined {
  const said = belongsTo(resource, 'slot', stack, context) ?? '';
  return /^\d+$/.test(said) ? Number(said) : undefined;
}

/** What has been found out of a stack, by the key of the tag: every policy asks it of the same resources. */
const owners = new WeakMap<StackView, Map<string, Map<Resource, string | undefined>>>();

function knownOwners(stack: StackView, key: string): Map<Resource, string | undefined> {
  const keys = owners.get(stack) ?? new Map<string, Map<Resource, string | undefined>>();
  owners.set(stack, keys);
  const known = keys.get(key) ?? new Map<Resource, string | undefined>();
  keys.set(key, known);
  return known;
}

function findOwner(
  resource: Resource,
  fact: TagFact,
  stack: StackView,
  context: Context,
): string | undefined {
  const own = tagOf(resource, fact, context).text;
  if (own !== undefined) return own;
  const property = extended[resource.type];
  if (property !== undefined)
    return extendedOwner(resource, resource.properties.key(property), fact, stack, context);
  const resourceGroup = resource.properties.key('resourceGroupName').text?.toLowerCase();
  const holders = resource.properties.names
    .filter((name) => /Name$/.test(name) && name !== 'resourceGroupName')
    .flatMap((name) => resource.properties.key(name).text ?? [])
    .map((text) => ({ type: '', name: text.toLowerCase() }));
  return ownerOf(
    { segments: holders, ...(resourceGroup !== undefined && { resourceGroup }) },
    fact,
    stack,
    context,
  );
}

/** The same of what a resource extends: by the Azure id that it names, or by what that was made from. */
function extendedOwner(
  resource: Resource,
  place: Value,
  fact: TagFact,
  stack: StackView,
  context: Context,
): string | undefined {
  const id = parseAzureId(place.text ?? '');
  if (id !== undefined) return ownerOf(id, fact, stack, context);
  const [, resourceGroup] = groupForm.exec((place.text ?? '').trim().toLowerCase()) ?? [];
  if (resourceGroup !== undefined) return ownerOf({ segments: [], resourceGroup }, fact, stack, context);
  if (!place.isUnknown) return undefined;
  return stack
    .madeFrom(resource, place)
    .map((maker) => belongsTo(maker, fact, stack, context))
    .find((owner) => owner !== undefined);
}

/** The same of what an Azure id names: the innermost resource of the stack that says it. */
export function ownerOf(id: AzureId, fact: TagFact, stack: StackView, context: Context): string | undefined {
  return stack
    .along(id)
    .map((resource) => tagOf(resource, fact, context).text)
    .find((text) => text !== undefined);
}

/** A property in which something is not known yet, and the owners of what it is made from. */
export interface OpenReference {
  readonly place: Value;
  /** None when nothing tells what the property is made from. */
  readonly owners: readonly {
    readonly name: string;
    readonly type: string;
    readonly owner: string | undefined;
  }[];
}

/** Names of properties that hold the id or address of something else. */
const referenceName = /(^|[a-z\d])([Ii]ds?|[Uu]r[il])$/;

/**
 * The top-level properties in which something is not known yet; those that nothing tells the origin of, only where
 * the name of what is not known says that it refers to something else.
 */
export function openReferencesOf(
  resource: Resource,
  fact: TagFact,
  stack: StackView,
  context: Context,
): OpenReference[] {
  return contentsOf(resource).open.flatMap(({ property: place, values }): OpenReference[] => {
    const owners = stack.madeFrom(resource, place).map((maker) => ({
      name: maker.name,
      type: maker.type,
      owner: belongsTo(maker, fact, stack, context),
    }));
    if (owners.length === 0) {
      return values.filter(({ name }) => referenceName.test(name)).map((value) => ({ place: value, owners }));
    }
    return [{ place, owners }];
  });
}
