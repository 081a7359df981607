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
  readonly inputs?: WireObject;
}

interface PendingOperation {
  readonly type: string;
  readonly resource: ExportedResource;
}

/**
 * The stack as it would be if the engine had not been killed: of a creation that is still open in its state, only the
 * cloud knows whether it came to pass. A resource that is there is put into the state, where the next refresh completes
 * it; a creation that came to nothing is forgotten. So the next `up` neither makes a resource twice nor leaves one that
 * nobody knows. (`pulumi refresh --import-pending-creates` only marks the operation and leaves the resource out.)
 * @returns the stack to import; `undefined` when nothing is open.
 */
export function repaired<Stack extends ExportedStack>(
  stack: Stack,
  cloud: Cloud,
  subscriptionId: string,
): Stack | undefined {
  const { resources = [], pending_operations: open = [] } = stack.deployment;
  if (open.length === 0) return undefined;
  const made = open.flatMap(({ type: operation, resource }) => {
    const type = azureTypes[resource.type];
    const { inputs = {} } = resource;
    const id = type === undefined ? undefined : resourceId(type, inputs, subscriptionId);
    if (operation !== 'creating' || id === undefined || cloud.get(id) === undefined) return [];
    return [{ ...resource, id, outputs: inputs }];
  });
  return {
    ...stack,
    deployment: { ...stack.deployment, resources: [...resources, ...made], pending_operations: [] },
  };
}
