import { type AzureId, parseAzureId } from '../../../lib/resources/azure-id';
import type { Context } from '../framework/rule';

/** What a configuration takes for an Azure id; anything else would match nothing. */
export const azureIdForm = {
  type: 'string',
  pattern: '^/[Ss]ubscriptions/[^/*]+/[Rr]esource[Gg]roups/[^/*]+/[Pp]roviders/[^/*]+(/[^/*]+/[^/*]+)+$',
} as const;

/** The configuration by which resources outside the stack are known as shared. */
export const sharedResources = {
  type: 'array',
  description:
    'Azure ids of resources outside the stack that tenants may share; what lies in them counts too.',
  items: azureIdForm,
};

/** Whether an id is one of those that the configuration shares, or lies in one of them. */
export function sharedBy(context: Context): (id: AzureId) => boolean {
  return listedIn(context, 'sharedResources');
}

/** Whether an id is one of those that a property of the configuration lists, or lies in one of them. */
export function listedIn({ config }: Context, property: string): (id: AzureId) => boolean {
  const given: unknown = config[property];
  const holders = (Array.isArray(given) ? given : []).flatMap((text) =>
    typeof text === 'string' ? (parseAzureId(text) ?? []) : [],
  );
  return (id) =>
    holders.some(
      (holder) =>
        id.subscription === holder.subscription &&
        id.resourceGroup === holder.resourceGroup &&
        holder.segments.every(({ name }, index) => name === id.segments[index]?.name),
    );
}
