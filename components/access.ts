import { createHash } from 'node:crypto';
import { RoleAssignment } from '@pulumi/azure-native/authorization';
import type * as pulumi from '@pulumi/pulumi';
import { grantsAt, type PlaceOf } from '../lib/baseline/grants';
import type { AccessGrant, AccessPlace, AccessRegister } from '../lib/baseline/types.generated';
import type { CorporateNetwork } from './corporate-network';
import type { Deployment } from './deployment';
import type { PlatformHub } from './platform-hub';
import { resourceGroupId } from './references';
import { roleDefinitionId } from './role-assignment';
import type { TenantEnvironment } from './tenant-environment';

export interface PlatformAccessArgs {
  readonly deployment: Deployment;
  /** What is granted now. */
  readonly access: AccessRegister;
  readonly hub: PlatformHub;
  readonly corporate: CorporateNetwork;
}

/**
 * What groups may do on the platform, as the access register says: on the hub and the corporate network, each by its
 * resource group, and with the operators' audit log, by the workspace in which it can be searched. The write-once
 * store is no place of the register: its lock would keep a leaver's right alive. White paper sections 13, 14 and 15.
 */
export function grantPlatformAccess({ deployment, access, hub, corporate }: PlatformAccessArgs): void {
  const grant = (parent: [name: string, component: pulumi.Resource], place: AccessPlace, scope: Scope) =>
    grantPlace(parent, deployment, { register: access, at: { place }, scope });
  grant(['hub', hub], 'platformHub', resourceGroupId(deployment, hub.resourceGroupName));
  grant(['hub', hub], 'auditLog', hub.workspaceId);
  grant(
    ['corporate', corporate],
    'corporateNetwork',
    resourceGroupId(deployment, corporate.resourceGroupName),
  );
}

export interface TenantAccessArgs {
  readonly deployment: Deployment;
  /** What is granted now. */
  readonly access: AccessRegister;
  readonly tenant: string;
  /** Whether the service can be reached: while it is closed, the customer's own groups hold nothing. */
  readonly open: boolean;
  readonly environment: TenantEnvironment;
}

/**
 * What groups may do in a tenant's environment, as the access register says: with the assets of the customer and of
 * the operator, each by its resource group, and with the tenant's logs, by their workspace. White paper sections 13,
 * 14, 15 and 27.
 */
export function grantTenantAccess(args: TenantAccessArgs): void {
  const { deployment, access, tenant, open, environment } = args;
  const customers = new Set(access.groups.filter((group) => group.tenant !== undefined).map(({ id }) => id));
  const register = open
    ? access
    : { ...access, grants: access.grants.filter(({ group }) => !customers.has(group)) };
  const grant = (place: AccessPlace, scope: Scope) =>
    grantPlace([tenant, environment], deployment, { register, at: { place, tenant }, scope });
  const { customer, operator } = environment.resourceGroupNames;
  grant('customerAssets', resourceGroupId(deployment, customer));
  grant('operatorAssets', resourceGroupId(deployment, operator));
  grant('tenantLogs', environment.workspaceId);
}

type Scope = pulumi.Output<string>;

interface Place {
  readonly register: AccessRegister;
  readonly at: PlaceOf;
  /** Azure id of the place. */
  readonly scope: Scope;
}

/**
 * Assigns the roles that the register grants at a place. Names are made of what an assignment is, group, role and
 * scope, and not of the words that the register has for it: other words, dates or order change nothing in Azure.
 */
function grantPlace(
  [name, parent]: [string, pulumi.Resource],
  deployment: Deployment,
  { register, at, scope }: Place,
): void {
  for (const grant of grantsAt(register, at)) {
    const { objectId, roleId } = holderOf(grant, deployment, register);
    const roleDefinition = roleDefinitionId(deployment, roleId);
    new RoleAssignment(
      `${name}-access-${at.place}-${grant.role}-${objectId}`,
      {
        roleAssignmentName: scope.apply((id) => assignmentName(id, roleDefinition, objectId)),
        principalId: objectId,
        principalType: 'Group',
        roleDefinitionId: roleDefinition,
        scope,
      },
      { parent },
    );
  }
}

/** The ids of a grant's group and role; throws an Error for a grant that the register's checks would have refused. */
export function holderOf(grant: AccessGrant, deployment: Deployment, { groups }: AccessRegister) {
  const group = groups.find(({ id }) => id === grant.group);
  const role = deployment.baseline.access.grantable.find((entry) => entry.role === grant.role);
  if (group === undefined || role === undefined) {
    throw new Error(`the access register grants ${grant.role} to ${grant.group}, one of which is not listed`);
  }
  return { objectId: group.objectId, roleId: role.id };
}

/**
 * The name of an assignment, which Azure wants to be a UUID: one of version 8, made of what the assignment is.
 * https://www.rfc-editor.org/rfc/rfc9562#section-5.8
 */
export function assignmentName(...facts: string[]): string {
  const bytes = createHash('sha256').update(facts.join(' ').toLowerCase()).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
