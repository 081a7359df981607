import type { Value } from '../../../lib/resources/value';

export const gatewayType = 'azure-native:network:ApplicationGateway';

/** What a gateway's reference to a part of itself leads to. */
export type Part =
  | { readonly kind: 'part'; readonly part: Value }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/**
 * Follows a reference inside a gateway, such as `$self/httpListeners/http` or a whole Azure id, to the item of
 * the collection with that name.
 * https://github.com/pulumi/pulumi-azure-native/pull/2478 (2026-11-23)
 */
export function partOf(collection: Value, reference: Value): Part {
  const id = reference.key('id');
  if (id.isUnknown || collection.isUnknown) return { kind: 'unknown' };
  const name = id.text?.split('/').at(-1)?.toLowerCase();
  if (name === undefined) return { kind: 'none' };
  const items = collection.items;
  const part = items.find((item) => item.key('name').text?.toLowerCase() === name);
  if (part !== undefined) return { kind: 'part', part };
  return items.some((item) => item.key('name').isUnknown) ? { kind: 'unknown' } : { kind: 'none' };
}
