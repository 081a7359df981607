import { UserAssignedIdentity } from '@pulumi/azure-native/managedidentity';
import * as pulumi from '@pulumi/pulumi';
import type { RoleIds } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import { resourceName } from './naming';
import { azureId, reference } from './references';
import { grantRole } from './role-assignment';

export interface GrantedIdentityArgs {
  readonly deployment: Deployment;
  /** Name of the resource group, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  /** Whose it is, and what uses it: `aoba` and `gateway`. */
  readonly place: string;
  readonly part: string;
  /** The one role that it holds, and the Azure id of what the role is for. */
  readonly role: keyof RoleIds;
  readonly scope: pulumi.Output<string>;
  /** Azure ids of what the role is for besides, each by a name of its own; none when left out. */
  readonly moreScopes?: Readonly<Record<string, pulumi.Output<string>>>;
  readonly tags: Record<string, string>;
}

/**
 * An identity with one role: its Azure id, once it holds that. Whatever takes the id finds the right
 * already granted, and the identity outlives whatever uses it.
 */
export function createGrantedIdentity(
  name: string,
  args: GrantedIdentityArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { deployment, resourceGroup, resourceGroupName, role, scope, tags } = args;
  const identityName = resourceName(deployment, 'identity', args.place, args.part);
  const identity = new UserAssignedIdentity(
    `${name}-identity`,
    { resourceGroupName, resourceName: identityName, location: deployment.location, tags },
    { parent },
  );
  const scopes = [
    [`${name}-identity-role`, scope],
    ...Object.entries(args.moreScopes ?? {}).map(
      ([part, id]) => [`${name}-identity-role-${part}`, id] as const,
    ),
  ] as const;
  const grants = scopes.map(([grant, id]) =>
    grantRole(grant, { deployment, role, principalId: identity.principalId, scope: id }, parent),
  );
  const path = ['Microsoft.ManagedIdentity', 'userAssignedIdentities', identityName];
  const granted = pulumi.all(grants.map(({ urn }) => urn));
  return pulumi
    .all([reference(identity, azureId(deployment, resourceGroup, ...path)), granted])
    .apply(([id]) => id);
}
