import * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import { createDiagnostics, type DiagnosedResource } from './diagnostics';

export interface TenantDiagnosticsArgs {
  readonly deployment: Deployment;
  /** The tenant's own workspace. */
  readonly workspaceId: pulumi.Output<string>;
  readonly resources: readonly DiagnosedResource[];
}

/**
 * What a tenant's resources say of themselves, in the tenant's own workspace: who read which secret, what the
 * firewall of the gateway refused, how busy each machine is. White paper sections 27 and 29.
 */
export class TenantDiagnostics extends pulumi.ComponentResource {
  constructor(name: string, args: TenantDiagnosticsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantDiagnostics', name, {}, opts);
    const { deployment, workspaceId, resources } = args;
    createDiagnostics(name, deployment, workspaceId, resources, this);
    this.registerOutputs({});
  }
}
