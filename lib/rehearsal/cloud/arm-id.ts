/** The parts of an Azure Resource Manager id, such as `/subscriptions/S/resourceGroups/G/providers/N/type/name`. */
export interface ArmId {
  readonly id: string;
  /** `Microsoft.Network/virtualNetworks/subnets`, in the letters of the id. */
  readonly type: string;
  readonly name: string;
  /** Id of what it lies in: a resource for a child or an extension, else the group; empty for a subscription. */
  readonly parent: string;
  /** Id of its resource group; empty above groups. */
  readonly resourceGroup: string;
}

export const resourceGroupType = 'Microsoft.Resources/resourceGroups';
const subscriptionForm = /^\/subscriptions\/[^/]+$/i;
const groupForm = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)$/i;
const inGroupForm = /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+)\/providers\//i;

/**
 * Reads an id; throws an Error for a text that is none, because ids are made by us or checked before.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export function parseArmId(id: string): ArmId {
  const group = groupForm.exec(id);
  const resourceGroup = group === null ? (inGroupForm.exec(id)?.[1] ?? '') : id;
  if (group !== null)
    return { id, type: resourceGroupType, name: group[1] ?? '', parent: parentScope(id), resourceGroup };
  if (subscriptionForm.test(id))
    return { id, type: 'Microsoft.Resources/subscriptions', name: id.slice(15), parent: '', resourceGroup };
  const cut = id.toLowerCase().lastIndexOf('/providers/');
  const [namespace = '', ...pairs] = id.slice(cut + '/providers/'.length).split('/');
  if (cut < 0 || namespace === '' || pairs.length < 2 || pairs.length % 2 !== 0)
    throw new Error(`'${id}' is not the id of an Azure resource`);
  const types = pairs.filter((_, index) => index % 2 === 0);
  const parent = pairs.length === 2 ? id.slice(0, cut) : id.split('/').slice(0, -2).join('/');
  return { id, type: [namespace, ...types].join('/'), name: pairs.at(-1) ?? '', parent, resourceGroup };
}

function parentScope(groupId: string): string {
  return groupId.split('/').slice(0, 3).join('/');
}

/** Key under which an id is kept: Azure does not tell capital letters apart. */
export function keyOf(id: string): string {
  return id.toLowerCase().replace(/\/+$/, '');
}

/** The id of a resource in a group, as a text that names one; anything else is no reference. */
export function isResourceId(text: string): boolean {
  if (!inGroupForm.test(text) || /\s/.test(text)) return false;
  const pairs = text.slice(text.toLowerCase().lastIndexOf('/providers/')).split('/').length;
  return pairs >= 5 && pairs % 2 === 1;
}
