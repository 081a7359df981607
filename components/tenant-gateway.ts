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
import { createGrantedIdentity } from './granted-identity';
import { resourceName } from './naming';
import { staticAddress } from './public-address';
import { azureId, reference } from './references';
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
  /** Where the certificate of the listener stands in the tenant's vault. */
  readonly certificateUri: pulumi.Output<string>;
  /** Azure ids of the secrets with the self-made certificate and, where there is one, the outside issuer's. */
  readonly certificateSecretId: pulumi.Output<string>;
  readonly outsideSecretId?: pulumi.Output<string>;
  /** PEM certificate of the authority that signed the backend's. */
  readonly authorityCertificate: pulumi.Output<string>;
  /** Private addresses of the machines behind the gateway. */
  readonly backendAddresses: readonly string[];
}

/**
 * The one door of a tenant: an application gateway with its web application firewall in prevention mode, TLS as
 * the baseline asks, a certificate read from the tenant's vault by an identity that may read its
 * certificates and nothing else, and port 80 for redirects only. White paper sections 18 and 21.
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
    const identityId = createGrantedIdentity(
      name,
      {
        deployment,
        resourceGroup,
        resourceGroupName,
        place: tenant.id,
        part: 'gateway',
        role: 'keyVaultSecretsUser',
        scope: args.certificateSecretId,
        moreScopes: args.outsideSecretId === undefined ? {} : { outside: args.outsideSecretId },
        tags,
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
      { ...common, policyName, ...webFirewallSettings(deployment) },
      parent,
    );
    const gatewayName = resourceName(deployment, 'gateway', tenant.id);
    const gateway = new ApplicationGateway(
      `${name}-gateway`,
      {
        ...common,
        applicationGatewayName: gatewayName,
        identity: {
          type: 'UserAssigned',
          userAssignedIdentities: [identityId],
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
