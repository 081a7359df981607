import registerSchema from '../../../baselines/schema/access-register.schema.json';
import type {
  AccessGroup,
  AccessPlace,
  AccessRegister,
  GrantableRole,
} from '../../../lib/baseline/types.generated';
import { parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import { isServedIn, resourceGroupType, type StackView } from '../../../lib/resources/stack-view';
import type { Value } from '../../../lib/resources/value';
import type { ConfigProperties, Context } from '../framework/rule';
import { tagOf } from './tags';

export const assignmentType = 'azure-native:authorization:RoleAssignment';

const { accessGroup, accessGrant, accessPlace } = registerSchema.definitions;
const { id, objectId, tenant } = accessGroup.properties;
const { group, role, tenants, validFrom, validUntil } = accessGrant.properties;

/** The configuration by which another access register counts than the one that is built in. */
export const registerConfig: ConfigProperties = {
  groups: {
    type: 'array',
    description: 'Groups of people in the directory, instead of those of the access register.',
    items: {
      type: 'object',
      required: ['id', 'objectId'],
      properties: { id, objectId, tenant },
    },
  },
  grants: {
    type: 'array',
    description: 'Roles that the groups hold, instead of those of the access register.',
    items: {
      type: 'object',
      required: ['group', 'role', 'place', 'validFrom', 'validUntil'],
      properties: { group, role, place: accessPlace, tenants, validFrom, validUntil },
    },
  },
};

/** The access register that counts: what the configuration gives, whose form its schema has checked, else what is built in. */
export function registerOf({ access, config }: Context): AccessRegister {
  const { groups, grants } = config;
  return {
    groups: Array.isArray(groups) ? (groups as AccessRegister['groups']) : access.groups,
    grants: Array.isArray(grants) ? (grants as AccessRegister['grants']) : access.grants,
  };
}

/** The group of the register that has an object id. */
export function groupOf(principalId: Value, { groups }: AccessRegister): AccessGroup | undefined {
  const id = principalId.text?.trim().toLowerCase();
  return groups.find(({ objectId }) => objectId.toLowerCase() === id);
}

/** The last part of a role's id, which is the same in every directory, in lower case. */
export function roleIdOf(roleDefinitionId: Value): string {
  return (roleDefinitionId.text ?? '').trim().toLowerCase().split('/').filter(Boolean).at(-1) ?? '';
}

/** The role of the baseline that can be granted by the register and has the id. */
export function grantableOf(roleDefinitionId: Value, { baseline }: Context): GrantableRole | undefined {
  const id = roleIdOf(roleDefinitionId);
  return baseline.access.grantable.find((role) => role.id === id);
}

/** Whether an assignment is to an identity of a program, by what it says of its principal; left out, it is a user. */
export function isToIdentity({ properties }: Resource): boolean {
  return properties.key('principalType').text?.trim().toLowerCase() === 'serviceprincipal';
}

const identityType = 'azure-native:managedidentity:UserAssignedIdentity';

/**
 * Whether a principal's id is that of an identity of the stack, by what it was made from: user-assigned identities, or
 * resources with one of their own, and nothing else. `undefined` where that is not known.
 */
export function isOwnIdentity(assignment: Resource, principal: Value, stack: StackView): boolean | undefined {
  const makers = stack.madeFrom(assignment, principal);
  if (makers.length === 0) return principal.isUnknown ? undefined : false;
  const kinds = makers.map(({ type, properties }) => ({ type, kind: properties.at('identity.type') }));
  if (kinds.every(({ type, kind }) => type === identityType || /systemassigned/i.test(kind.text ?? '')))
    return true;
  return kinds.some(({ kind }) => kind.isUnknown) ? undefined : false;
}

/** A place of the register, and whose it is where tenants have it. */
export interface Place {
  readonly place: AccessPlace;
  readonly tenant?: string;
}

const groupForm = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/?$/;
const workspaceType = 'azure-native:operationalinsights:Workspace';

/**
 * Which place of the register a scope is, by the tags of the resource group or workspace of the stack that it names;
 * `undefined` for anything else, such as a subscription, or what another stack or subscription holds. The subscription
 * is that of the provider which makes the group or workspace; where a plan does not tell it, as when it comes from the
 * environment, any counts.
 */
export function placeAt(scope: string, stack: StackView, context: Context): Place | 'unknown' | undefined {
  const [, groupSubscription, group] = groupForm.exec(scope.trim().toLowerCase()) ?? [];
  const id = parseAzureId(scope);
  const [only, inner] = id?.segments ?? [];
  const holder =
    group !== undefined
      ? stack.find(resourceGroupType, undefined, group)
      : id?.namespace === 'microsoft.operationalinsights' &&
          only?.type === 'workspaces' &&
          inner === undefined
        ? stack.find(workspaceType, id?.resourceGroup, only.name)
        : undefined;
  if (holder === undefined || !isServedIn(groupSubscription ?? id?.subscription, holder)) return undefined;
  const [side, owner, tenant] = (['scope', 'owner', 'tenant'] as const).map((fact) =>
    tagOf(holder, fact, context),
  );
  if (side?.isUnknown || owner?.isUnknown || tenant?.isUnknown) return 'unknown';
  const place = placeOf(holder.type, side?.text, owner?.text, tenant?.text);
  return place && { place, ...(tenant?.text !== undefined && { tenant: tenant.text }) };
}

function placeOf(
  type: string,
  side: string | undefined,
  owner: string | undefined,
  tenant: string | undefined,
): AccessPlace | undefined {
  const isLogs = type === workspaceType;
  if (side === 'corporate') return isLogs ? undefined : 'corporateNetwork';
  if (side !== 'cloud-service') return undefined;
  if (tenant === undefined) return owner !== 'operator' ? undefined : isLogs ? 'auditLog' : 'platformHub';
  if (isLogs) return 'tenantLogs';
  if (owner === 'customer') return 'customerAssets';
  return owner === 'operator' ? 'operatorAssets' : undefined;
}
