import { ManagementLockByScope } from '@pulumi/azure-native/authorization';
import type * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';

export interface DeleteLockArgs {
  readonly deployment: Deployment;
  /** Azure id of the one resource that must not be deleted. */
  readonly resourceId: pulumi.Output<string>;
  /** Everything that stands on the resource and must go before it, such as role assignments on what it holds. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * A lock by which Azure refuses to delete one resource, whoever asks. It covers all that lies in the resource or
 * extends it: role assignments and diagnostic settings cannot be removed while it is there. Hence it is made after
 * them and removed before them, stands on single resources and not on groups, where it would keep a leaver's rights
 * alive, and what it covers belongs to identities that stay as long as the resource. Data inside is guarded
 * otherwise: a lock does not stop the deletion of blobs.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources#considerations-before-applying-your-locks (2026-11-24)
 */
export function createDeleteLock(name: string, args: DeleteLockArgs, parent: pulumi.Resource): void {
  new ManagementLockByScope(
    name,
    {
      scope: args.resourceId,
      lockName: 'keep',
      level: 'CanNotDelete',
      notes: 'Holds state. Removed together with its environment, by the stack that made it.',
    },
    { parent, protect: args.deployment.protectData, dependsOn: [...args.after] },
  );
}
