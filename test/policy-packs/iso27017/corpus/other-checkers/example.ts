import { networkId } from '../../support/network';
import type { Shown } from '../../support/pack-run';

/** A rule of another checker, and what its public examples mean in our resources. */
export interface Borrowed {
  /** The checker, and the rule's id there. */
  readonly rule: string;
  /** Where the rule or its examples stand (2026-11-27). */
  readonly page: string;
  /** The policy of ours that makes the same promise. */
  readonly policy: string;
  /** By what each example is. */
  readonly insecure: Readonly<Record<string, readonly Shown[]>>;
  readonly secure: Readonly<Record<string, readonly Shown[]>>;
}

/** A rule of another checker whose meaning is not ours, and why. */
export interface LeftOut {
  readonly rule: string;
  readonly page: string;
  readonly why: string;
}

export const checkov = (file: string): string =>
  `https://github.com/bridgecrewio/checkov/blob/main/checkov/terraform/checks/resource/azure/${file}.py`;
export const checkovGraph = (file: string): string =>
  `https://github.com/bridgecrewio/checkov/blob/main/checkov/terraform/checks/graph_checks/azure/${file}.yaml`;
export const trivy = (file: string): string =>
  `https://github.com/aquasecurity/trivy-checks/blob/main/checks/cloud/azure/${file}_test.rego`;
export const kics = (id: string): string =>
  `https://docs.kics.io/latest/queries/terraform-queries/azure/${id}`;
export const psRule = (rule: string): string =>
  `https://azure.github.io/PSRule.Rules.Azure/en/rules/${rule}/`;
export const azurePolicy = (id: string): string =>
  `https://www.azadvertizer.net/azpolicyadvertizer/${id}.html`;
export const crossGuard = (policy: string): string =>
  `https://www.pulumi.com/docs/reference/pre-built-policy-packs/pci-dss/azure/#${policy}`;

/** A resource of azure-native by its module and class. */
export const azure = (type: string, properties: Readonly<Record<string, unknown>>): Shown => ({
  type: `azure-native:${type}`,
  name: 'it',
  properties,
});

export const publicAddress = { id: networkId('rg', 'publicIPAddresses', 'pip') };
