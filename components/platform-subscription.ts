import { SubscriptionFeatureRegistration } from '@pulumi/azure-native/features';
import { Pricing } from '@pulumi/azure-native/security';
import * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';

export interface PlatformSubscriptionArgs {
  readonly deployment: Deployment;
}

/**
 * What is set once for the whole subscription: the features that the support register lists, registered before any
 * machine is made, and the plans of Microsoft Defender for Cloud. Both outlive the stack: other stacks rely on the
 * features, and Azure deletes no plan. A feature takes some minutes until Azure reports it as registered.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/preview-features (2026-11-24)
 * White paper sections 22 and 30.
 */
export class PlatformSubscription extends pulumi.ComponentResource {
  /** What machines wait for. */
  readonly features: readonly pulumi.Resource[];

  constructor(name: string, args: PlatformSubscriptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:PlatformSubscription', name, {}, opts);
    const { subscriptionId, baseline } = args.deployment;
    const kept = { parent: this, retainOnDelete: true };
    this.features = baseline.support.features.map(
      (feature) =>
        new SubscriptionFeatureRegistration(
          `${name}-feature-${feature.name}`,
          { providerNamespace: feature.namespace, featureName: feature.name, properties: {} },
          kept,
        ),
    );
    for (const { plan, subPlan, extensions } of baseline.monitoring.defender) {
      new Pricing(
        `${name}-defender-${plan}`,
        {
          scopeId: `subscriptions/${subscriptionId}`,
          pricingName: plan,
          pricingTier: 'Standard',
          subPlan,
          extensions: Object.entries(extensions ?? {}).map(([extension, isOn]) => ({
            name: extension,
            isEnabled: isOn ? 'True' : 'False',
          })),
        },
        kept,
      );
    }
    this.registerOutputs({});
  }
}
