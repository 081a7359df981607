import { UserAssignedIdentity } from '@pulumi/azure-native/managedidentity';
import {
  ApplicationGateway,
  PublicIPAddress,
  WebApplicationFirewallPolicy,
} from '@pulumi/azure-native/network';
import * as pulumi from '@pulumi/pulumi';
import type { Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';
import { gatewaySettings, webFirewallSettings } from './gateway-settings';
import { resourceName } from './naming';
import { staticAddress } from './public-address';
import { azureId, reference } from './references';
import { grantRole } from './role-assignment';
import { tagsOf, tenantFacts } from './tags';

export interface TenantGatewayArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  /** Whether the service can be reached; otherwise the public address is kept and nothing holds it. */
  readonly open: boolean;
  /** Name of the resource group, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly subnetId: pulumi.Output<string>;
  /** Where the PKCS#12 container of the listener stands in the tenant's vault, and that secret's Azure id. */
  readonly certificateUri: pulumi.Output<string>;
  readonly certificateSecretId: pulumi.Output<string>;
  /** PEM certificate of the authority that signed the backend's. */
  readonly authorityCertificate: pulumi.Output<string>;
  /** Private addresses of the machines behind the gateway. */
  readonly backendAddresses: readonly string[];
}

/**
 * The one door of a tenant: an application gateway with its web application firewall in prevention mode, TLS as
 * the baseline asks, a certificate read from the tenant's vault by an identity that may read that one
 * secret and nothing else, and port 80 for redirects only. White paper sections 18 and 21.
 *
 * Closed, there is no gateway: connections end with it, and the address stays the tenant's, so that nobody else gets
 * it while the host name still points there (docs/adr/0007-tenant-lifecycle.md). Its identity stays, too, and nothing
 * has it. White paper section 10.
 */
export class TenantGateway extends pulumi.ComponentResource {
  /** Public address, to which the tenant's host name points. */
  readonly publicAddress: pulumi.Output<string>;
  /** Absent while the service is closed. */
  readonly gatewayId?: pulumi.Output<string>;
  readonly diagnosed: readonly DiagnosedResource[];

  constructor(name: string, args: TenantGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantGateway', name, {}, opts);
    const { deployment, tenant, resourceGroup, resourceGroupName } = args;
    const tags = tagsOf(deployment, { ...tenantFacts(tenant, 'operator'), network: 'tenant' });
    const parent = { parent: this };
    const common = { resourceGroupName, location: deployment.location, tags };
    const networkId = (type: string, itsName: string) =>
      azureId(deployment, resourceGroup, 'Microsoft.Network', type, itsName);

    const addressName = resourceName(deployment, 'publicAddress', tenant.id, 'gateway');
    const address = new PublicIPAddress(
      `${name}-address`,
      { ...common, publicIpAddressName: addressName, ...staticAddress },
      parent,
    );
    const addressId = reference(address, networkId('publicIPAddresses', addressName));
    const diagnosedAddress: DiagnosedResource = {
      part: 'gateway-address',
      type: 'azure-native:network:PublicIPAddress',
      id: addressId,
    };
    this.publicAddress = address.ipAddress.apply((ip) => ip ?? '');
    this.diagnosed = [diagnosedAddress];
    // Its right is below the vault's lock, so it stays as long as the vault.
    const identityName = resourceName(deployment, 'identity', tenant.id, 'gateway');
    const identity = new UserAssignedIdentity(
      `${name}-identity`,
      { ...common, resourceName: identityName },
      parent,
    );
    const grant = grantRole(
      `${name}-identity-role`,
      {
        deployment,
        role: 'keyVaultSecretsUser',
        principalId: identity.principalId,
        scope: args.certificateSecretId,
      },
      this,
    );
    if (!args.open) {
      this.registerOutputs({ publicAddress: this.publicAddress });
      return;
    }
    const policyName = resourceName(deployment, 'webFirewallPolicy', tenant.id);
    const policy = new WebApplicationFirewallPolicy(
      `${name}-web-firewall`,
      { ...common, policyName, ...webFirewallSettings() },
      parent,
    );
    const identityId = azureId(
      deployment,
      resourceGroup,
      'Microsoft.ManagedIdentity',
      'userAssignedIdentities',
      identityName,
    );
    const gatewayName = resourceName(deployment, 'gateway', tenant.id);
    const gateway = new ApplicationGateway(
      `${name}-gateway`,
      {
        ...common,
        applicationGatewayName: gatewayName,
        identity: {
          type: 'UserAssigned',
          userAssignedIdentities: [pulumi.all([identity.urn, grant.urn]).apply(() => identityId)],
        },
        ...gatewaySettings({
          deployment,
          host: tenant.host,
          subnetId: args.subnetId,
          publicAddressId: addressId,
          webFirewallPolicyId: reference(
            policy,
            networkId('ApplicationGatewayWebApplicationFirewallPolicies', policyName),
          ),
          certificateUri: args.certificateUri,
          authorityCertificate: args.authorityCertificate,
          backendAddresses: args.backendAddresses,
        }),
      },
      parent,
    );
    this.gatewayId = reference(gateway, networkId('applicationGateways', gatewayName));
    this.diagnosed = [
      { part: 'gateway', type: 'azure-native:network:ApplicationGateway', id: this.gatewayId },
      diagnosedAddress,
    ];
    this.registerOutputs({ publicAddress: this.publicAddress, gatewayId: this.gatewayId });
  }
}
