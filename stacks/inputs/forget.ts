import * as pulumi from '@pulumi/pulumi';

/**
 * What keeps resources in memory when a program has no more use for them: every parent lists its children, and every
 * output the resources that it was made from. Nothing else does, as a heap snapshot shows.
 * https://github.com/pulumi/pulumi/blob/v3.248.0/sdk/nodejs/resource.ts, output.ts (2026-11-25)
 */

/** What the SDK keeps in a resource and does not declare. */
interface Family {
  readonly __parentResource?: Family;
  readonly __childResources?: Set<unknown>;
}

/**
 * Takes a tree of resources off the list of the parent that it hangs on. The SDK reads that list where something
 * depends on the parent as a whole, so this is for a parent on which nothing will depend so any more. An SDK that
 * keeps its lists otherwise is left alone.
 * @param resources the tree, in any order
 */
export function forgetTree(resources: readonly pulumi.Resource[]): void {
  const tree = new Set<unknown>(resources);
  for (const resource of resources as readonly Family[]) {
    const parent = resource.__parentResource;
    if (!tree.has(parent)) parent?.__childResources?.delete(resource);
  }
}

/** What an output is made of, besides its methods; the SDK does not declare it. */
interface Parts {
  promise(withUnknowns?: boolean): Promise<unknown>;
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
}

/**
 * The same values, known or not, secret or not, without the resources that they were made from. For what a stack
 * exports: nothing depends on that.
 */
export function withoutResources<Value>(value: Value): Value {
  if (pulumi.Output.isInstance(value)) return detached(value as unknown as Parts) as Value;
  if (Array.isArray(value)) return value.map(withoutResources) as Value;
  // Anything but plain data, such as a resource, has a shape of its own.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutResources(item)]),
  ) as Value;
}

function detached(source: Parts): pulumi.Output<unknown> {
  const [output, resolve] = pulumi.deferredOutput<unknown>();
  // Asked for at once, because newer SDKs remember the parts, which must not hold the source.
  const value = source.promise(true);
  const parts = {
    promise: () => value,
    isKnown: source.isKnown,
    isSecret: source.isSecret,
    allResources: () => Promise.resolve(new Set<pulumi.Resource>()),
  };
  resolve(parts as unknown as pulumi.Output<unknown>);
  return output;
}
