import type { WireObject } from '../wire/values';
import type { Cloud } from './cloud/cloud';
import { resourceId } from './providers/azure-native/resource-path';
import { azureTypes } from './providers/azure-native/types';

/** A stack as `pulumi stack export` writes it, as far as it is read here. */
export interface ExportedStack {
  readonly deployment: {
    readonly resources?: readonly ExportedResource[];
    readonly pending_operations?: readonly PendingOperation[];
  };
}

interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: WireObject;
  /** Whether only its deletion is left to do. */
  readonly delete?: boolean;
  /** Whether it was deleted already, to be made anew. */
  readonly pendingReplacement?: boolean;
}

interface PendingOperation {
  readonly type: string;
  readonly resource: ExportedResource;
}

/** Packages whose resources exist in the state only; the engine's own providers are of that kind, too. */
const inStateOnly = /^(random|tls|pulumi):/;

/**
 * The stack as it would be if the engine had not been killed: of a creation that is still open in its state, only the
 * cloud knows whether it came to pass. A resource that is there is put into the state, where the next refresh completes
 * it; a creation that came to nothing is forgotten. So the next `up` neither makes a resource twice nor leaves one that
 * nobody knows. (`pulumi refresh --import-pending-creates` only marks the operation and leaves the resource out.)
 *
 * What exists in the state only, such as a key or a password, is not there as long as the state does not have it, and
 * nothing can have been made of it: the engine hands a result on when it has written it. It is forgotten and made anew.
 * Throws an Error for what nobody here can tell of.
 * @returns the stack to import; `undefined` when nothing is open.
 */
export function repaired<Stack extends ExportedStack>(
  stack: Stack,
  cloud: Cloud,
  subscriptionId: string,
): Stack | undefined {
  const { resources = [], pending_operations: open = [] } = stack.deployment;
  if (open.length === 0) return undefined;
  const made = open
    .filter(({ type, resource }) => type === 'creating' && !inStateOnly.test(resource.type))
    .flatMap(({ resource }) => {
      const id = idOf(resource, subscriptionId);
      return cloud.get(id) === undefined ? [] : [{ ...resource, id, outputs: resource.inputs ?? {} }];
    })
    // A replacement has the id of what it replaces, which the cloud may still have.
    .filter(
      ({ urn, id }) => !resources.some((known) => known.urn === urn && known.id === id && isThere(known)),
    );
  const replaced = new Set(made.map(({ urn }) => urn));
  const kept = resources.filter(({ urn, pendingReplacement }) => !(pendingReplacement && replaced.has(urn)));
  return {
    ...stack,
    deployment: { ...stack.deployment, resources: [...kept, ...made], pending_operations: [] },
  };
}

function isThere(resource: ExportedResource): boolean {
  return resource.delete !== true && resource.pendingReplacement !== true;
}

function idOf({ urn, type: token, inputs = {} }: ExportedResource, subscriptionId: string): string {
  const type = azureTypes[token];
  const id = type === undefined ? undefined : resourceId(type, inputs, subscriptionId);
  if (id !== undefined) return id;
  throw new Error(`${urn}: the simulated cloud cannot tell whether this ${token} was created`);
}
