import { RoleAssignment } from '@pulumi/azure-native/authorization';
import * as pulumi from '@pulumi/pulumi';
import type { RoleIds } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';

export interface GrantArgs {
  readonly deployment: Deployment;
  /** The built-in role, by its name in the access baseline. */
  readonly role: keyof RoleIds;
  /** Object id of a managed identity. */
  readonly principalId: pulumi.Output<string>;
  /** Azure id of what the role is for: the smallest thing that serves. */
  readonly scope: pulumi.Output<string>;
}

/**
 * Grants a managed identity a role. Naming the principal's kind spares Azure the look-up that fails while a new
 * identity has not yet reached the whole directory.
 * https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 */
export function grantRole(name: string, args: GrantArgs, parent: pulumi.Resource): RoleAssignment {
  const { deployment, role } = args;
  return new RoleAssignment(
    name,
    {
      principalId: args.principalId,
      principalType: 'ServicePrincipal',
      roleDefinitionId: roleDefinitionId(deployment, deployment.baseline.access.roles[role]),
      scope: args.scope,
    },
    { parent },
  );
}

/** The Azure id of a built-in role in the deployment's subscription. */
export function roleDefinitionId({ subscriptionId }: Deployment, roleId: string): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`;
}

/** Object id of the identity that Azure makes together with a resource. */
export function ownPrincipalId(identity: pulumi.Output<MadeIdentity | undefined>): pulumi.Output<string> {
  return identity.apply((made) => principalIdOf(made, pulumi.runtime.isDryRun()));
}

interface MadeIdentity {
  readonly principalId?: string;
}

/**
 * Unknown in a preview, where providers echo what they were given, which has no id yet. Throws an Error in a run
 * when Azure made none.
 */
export function principalIdOf(made: MadeIdentity | undefined, isPreview: boolean): string {
  if (made?.principalId !== undefined) return made.principalId;
  if (isPreview) return pulumi.unknown as unknown as string;
  throw new Error('a resource with an identity of its own must report a principalId, found nothing');
}
