import type { TagFact } from '../../lib/baseline/types.generated';
import { type AzureId, parseAzureId } from './azure-id';
import type { Context, Resource } from './rule';
import type { StackView } from './stack-view';
import { tagOf } from './tags';
import type { Value } from './value';

/** A place in a resource that names another resource, and the other's id. */
export interface Reference {
  readonly place: Value;
  readonly id: AzureId;
}

/**
 * What the tags say that a resource belongs to: its own, or else those of what it stands in, such as the network
 * of a subnet, or else those of its resource group. `undefined` when none of them says.
 */
export function belongsTo(
  resource: Resource,
  fact: TagFact,
  stack: StackView,
  context: Context,
): string | undefined {
  const own = tagOf(resource, fact, context).text;
  if (own !== undefined) return own;
  const group = resource.properties.key('resourceGroupName').text?.toLowerCase() ?? '';
  const holders = resource.properties.properties
    .filter(({ name, text }) => /Name$/.test(name) && name !== 'resourceGroupName' && text !== undefined)
    .map(({ text = '' }) => ({ type: '', name: text.toLowerCase() }));
  return ownerOf({ resourceGroup: group, segments: holders }, fact, stack, context);
}

/** The same of what an Azure id names: the innermost resource of the stack that says it. */
export function ownerOf(id: AzureId, fact: TagFact, stack: StackView, context: Context): string | undefined {
  return stack
    .along(id)
    .map((resource) => tagOf(resource, fact, context).text)
    .find((text) => text !== undefined);
}

/** Every Azure id in a resource's properties, also where it is a key, as identities are. */
export function referencesOf(resource: Resource): Reference[] {
  const references: Reference[] = [];
  const add = (place: Value, text: string) => {
    const id = parseAzureId(text);
    if (id !== undefined) references.push({ place, id });
  };
  visit(resource.properties, (value) => {
    if (value.text !== undefined) add(value, value.text);
    if (value.name.startsWith('/')) add(value, value.name);
  });
  return references;
}

/** A property in which something is not known yet, and the owners of what it is made from. */
export interface OpenReference {
  readonly place: Value;
  /** Absent when nothing tells what the property is made from. */
  readonly owners?: readonly { readonly name: string; readonly owner: string | undefined }[];
}

/** The top-level properties in which something is not known yet. */
export function openReferencesOf(
  resource: Resource,
  fact: TagFact,
  stack: StackView,
  context: Context,
): OpenReference[] {
  return resource.properties.properties.filter(isOpen).map((place) => {
    const makers = stack.madeFrom(resource, place);
    const owners = makers.map((maker) => ({
      name: maker.name,
      owner: belongsTo(maker, fact, stack, context),
    }));
    return makers.length === 0 ? { place } : { place, owners };
  });
}

function isOpen(property: Value): boolean {
  let open = false;
  visit(property, (value) => {
    open ||= value.isUnknown;
  });
  return open;
}

/** Visits every value in a resource's properties. */
export function visit(value: Value, visitor: (value: Value) => void): void {
  visitor(value);
  for (const inner of [...value.items, ...value.properties]) visit(inner, visitor);
}
