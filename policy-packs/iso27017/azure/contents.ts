import { parseRange } from '../../../lib/baseline/ipv4';
import { type AzureId, parseAzureId, parseServiceAddress } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import type { Value } from '../../../lib/resources/value';

/** A place in a resource that names another resource, and the other's id. */
export interface Reference {
  readonly place: Value;
  readonly id: AzureId;
}

/** What of a resource's values leads to other resources, in the order of its properties. */
export interface Contents {
  /** Azure ids and service addresses, also where they are a key, as identities are. */
  readonly references: readonly Reference[];
  /** Values that are an IPv4 address or range. */
  readonly ranges: readonly Value[];
  /** Top-level properties in which something is not known yet, and what it is. */
  readonly open: readonly { readonly property: Value; readonly values: readonly Value[] }[];
}

/** What a resource's values hold, found once: several policies ask it of every resource of a stack. */
export function contentsOf(resource: Resource): Contents {
  const known = contents.get(resource) ?? find(resource);
  contents.set(resource, known);
  return known;
}

const contents = new WeakMap<Resource, Contents>();

function find({ properties }: Resource): Contents {
  const references: Reference[] = [];
  const ranges: Value[] = [];
  const add = (place: Value, text: string) => {
    const id = parseAzureId(text) ?? parseServiceAddress(text);
    if (id !== undefined) references.push({ place, id });
  };
  const open = properties.properties.flatMap((property) => {
    const values: Value[] = [];
    visit(property, (value) => {
      if (value.isUnknown) values.push(value);
      if (value.text !== undefined) {
        add(value, value.text);
        if (parseRange(value.text) !== undefined) ranges.push(value);
      }
      if (value.name.startsWith('/')) add(value, value.name);
    });
    return values.length === 0 ? [] : [{ property, values }];
  });
  return { references, ranges, open };
}

/** Visits every value in a resource's properties. */
export function visit(value: Value, visitor: (value: Value) => void): void {
  visitor(value);
  for (const inner of [...value.items, ...value.properties]) visit(inner, visitor);
}
