import { ActionGroup } from '@pulumi/azure-native/monitor';
import * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import { resourceName } from './naming';
import { azureId, reference } from './references';

export interface PlatformAlertsArgs {
  readonly deployment: Deployment;
  /** Mail address of whoever is on call. */
  readonly onCall: string;
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly tags: Record<string, string>;
}

/**
 * Where every alert of the environment goes: one group with the on-call address. It is a service of the hub that
 * tenants share; what an alert says reaches the operators and no tenant.
 * https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups (2026-11-24)
 * White paper section 37.
 */
export class PlatformAlerts extends pulumi.ComponentResource {
  /** Azure id of the action group. */
  readonly groupId: pulumi.Output<string>;

  constructor(name: string, args: PlatformAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:PlatformAlerts', name, {}, opts);
    const { deployment, resourceGroup, resourceGroupName } = args;
    const actionGroupName = resourceName(deployment, 'actionGroup', 'hub');
    const group = new ActionGroup(
      `${name}-group`,
      {
        resourceGroupName,
        actionGroupName,
        groupShortName: `${deployment.environment}${deployment.baseline.monitoring.alerts.groupName}`,
        location: 'global',
        enabled: true,
        emailReceivers: [{ name: 'on-call', emailAddress: args.onCall, useCommonAlertSchema: true }],
        tags: args.tags,
      },
      { parent: this },
    );
    this.groupId = reference(
      group,
      azureId(deployment, resourceGroup, 'Microsoft.Insights', 'actionGroups', actionGroupName),
    );
    this.registerOutputs({ groupId: this.groupId });
  }
}
