/** One step of an Azure id: `virtualNetworks`, `vnet-dev-hub`. In lower case, as Azure compares them. */
interface Segment {
  readonly type: string;
  readonly name: string;
}

/** The parts of an Azure id, in lower case; also of what is named otherwise. */
export interface AzureId {
  /** Absent, as the two below, for what is named by its host name, which is unique in the whole of Azure. */
  readonly subscription?: string;
  readonly resourceGroup?: string;
  /** The namespace of the outermost resource's provider, such as `microsoft.network`. */
  readonly namespace?: string;
  /** From the outermost resource to the one that is named, such as a network and its subnet. */
  readonly segments: readonly Segment[];
}

const form = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/([^/]+)\/(.+?)\/?$/;

/**
 * Reads the id of a resource in a resource group; `undefined` for any other text, such as the id of a role.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules (2026-11-23)
 */
export function parseAzureId(text: string): AzureId | undefined {
  const [, subscription = '', resourceGroup = '', namespace = '', path] =
    form.exec(text.trim().toLowerCase()) ?? [];
  if (path === undefined) return undefined;
  const steps = path.split('/');
  if (steps.length % 2 !== 0) return undefined;
  const segments = Array.from({ length: steps.length / 2 }, (_, index) => ({
    type: steps[index * 2] ?? '',
    name: steps[index * 2 + 1] ?? '',
  }));
  return { subscription, resourceGroup, namespace, segments };
}

const service =
  /^https?:\/\/([a-z0-9-]+)\.(?:vault|managedhsm|[a-z0-9]+\.core)\.(?:azure|windows)\.net(?=[/:]|$)/i;

/**
 * Reads the address of a vault or storage account, whose first label is the resource's name.
 * https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates (2026-11-23)
 */
export function parseServiceAddress(text: string): AzureId | undefined {
  const name = service.exec(text.trim())?.[1]?.toLowerCase();
  return name === undefined ? undefined : { segments: [{ type: 'service', name }] };
}
