/** One step of an Azure id: `virtualNetworks`, `vnet-dev-hub`. In lower case, as Azure compares them. */
interface Segment {
  readonly type: string;
  readonly name: string;
}

/** The parts of an Azure id, in lower case. */
export interface AzureId {
  readonly resourceGroup: string;
  /** From the outermost resource to the one that is named, such as a network and its subnet. */
  readonly segments: readonly Segment[];
}

const form = /^\/subscriptions\/[^/]+\/resourcegroups\/([^/]+)\/providers\/[^/]+\/(.+?)\/?$/;

/**
 * Reads the id of a resource in a resource group; `undefined` for any other text, such as the id of a role.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules (2026-11-23)
 */
export function parseAzureId(text: string): AzureId | undefined {
  const [, resourceGroup, path] = form.exec(text.trim().toLowerCase()) ?? [];
  if (resourceGroup === undefined || path === undefined) return undefined;
  const steps = path.split('/');
  if (steps.length % 2 !== 0) return undefined;
  const segments = Array.from({ length: steps.length / 2 }, (_, index) => ({
    type: steps[index * 2] ?? '',
    name: steps[index * 2 + 1] ?? '',
  }));
  return { resourceGroup, segments };
}
