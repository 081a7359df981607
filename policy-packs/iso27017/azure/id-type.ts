import type { AzureId } from '../../../lib/resources/azure-id';

/** Namespaces that Azure calls otherwise than the provider its module. */
const namespaces: Readonly<Record<string, string>> = { monitor: 'microsoft.insights' };

/** Whether an id names a resource of a type token: `microsoft.storage/storageaccounts` is `…:storage:StorageAccount`. */
export function isOfType({ namespace, segments }: AzureId, token: string): boolean {
  const [, module = '', className = ''] = token.toLowerCase().split(':');
  const plural = className.endsWith('y') ? className.replace(/y$/, 'ies') : `${className}s`;
  return namespace === (namespaces[module] ?? `microsoft.${module}`) && segments.at(-1)?.type === plural;
}
