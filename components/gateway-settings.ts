import type { ApplicationGatewayArgs, WebApplicationFirewallPolicyArgs } from '@pulumi/azure-native/network';
import type * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import { portOf } from './service-port';

/** What the settings of a gateway are made from. */
export interface GatewayParts {
  readonly deployment: Deployment;
  /** Name that customers' browsers ask for, and that the backend's certificate bears. */
  readonly host: string;
  readonly subnetId: pulumi.Input<string>;
  readonly publicAddressId: pulumi.Input<string>;
  readonly webFirewallPolicyId: pulumi.Input<string>;
  /** Where the PKCS#12 container of the listener stands in the tenant's vault. */
  readonly certificateUri: pulumi.Input<string>;
  /** PEM certificate of the authority that signed the backend's. */
  readonly authorityCertificate: pulumi.Output<string>;
  /** Addresses of the machines behind the gateway. */
  readonly backendAddresses: readonly string[];
}

const own = (collection: string, name: string) => ({ id: `$self/${collection}/${name}` });

/**
 * Listeners, rules and backends of a tenant's gateway: the HTTPS listener alone leads to the machines, again over
 * TLS with the tenant's own authority as the only one trusted; the HTTP listener only redirects to it.
 * `$self` is the provider's word for the gateway's own id: https://github.com/pulumi/pulumi-azure-native/pull/2478.
 * https://learn.microsoft.com/azure/application-gateway/ssl-overview
 */
export function gatewaySettings(parts: GatewayParts) {
  const { deployment, host } = parts;
  const { services } = deployment.baseline.network;
  const https = portOf(services, 'https');
  const http = portOf(services, 'http');
  const listener = {
    frontendIPConfiguration: own('frontendIPConfigurations', 'public'),
    hostName: host,
  };
  return {
    sku: { name: 'WAF_v2', tier: 'WAF_v2' },
    autoscaleConfiguration: { minCapacity: 1, maxCapacity: 3 },
    enableHttp2: true,
    sslPolicy: { policyType: 'Predefined', policyName: deployment.baseline.tls.gateway.policy },
    firewallPolicy: { id: parts.webFirewallPolicyId },
    gatewayIPConfigurations: [{ name: 'gateway', subnet: { id: parts.subnetId } }],
    frontendIPConfigurations: [{ name: 'public', publicIPAddress: { id: parts.publicAddressId } }],
    frontendPorts: [
      { name: 'https', port: https },
      { name: 'http', port: http },
    ],
    sslCertificates: [{ name: 'gateway', keyVaultSecretId: parts.certificateUri }],
    trustedRootCertificates: [{ name: 'authority', data: parts.authorityCertificate.apply(withoutPemFrame) }],
    httpListeners: [
      {
        name: 'https',
        protocol: 'Https',
        frontendPort: own('frontendPorts', 'https'),
        sslCertificate: own('sslCertificates', 'gateway'),
        requireServerNameIndication: true,
        ...listener,
      },
      { name: 'http', protocol: 'Http', frontendPort: own('frontendPorts', 'http'), ...listener },
    ],
    backendAddressPools: [
      { name: 'machines', backendAddresses: parts.backendAddresses.map((ipAddress) => ({ ipAddress })) },
    ],
    probes: [
      {
        name: 'https',
        protocol: 'Https',
        pickHostNameFromBackendHttpSettings: true,
        path: '/',
        interval: 30,
        timeout: 30,
        unhealthyThreshold: 3,
        match: { statusCodes: ['200-399'] },
      },
    ],
    backendHttpSettingsCollection: [
      {
        name: 'https',
        protocol: 'Https',
        port: https,
        hostName: host,
        cookieBasedAffinity: 'Disabled',
        requestTimeout: 60,
        probe: own('probes', 'https'),
        trustedRootCertificates: [own('trustedRootCertificates', 'authority')],
      },
    ],
    redirectConfigurations: [
      {
        name: 'to-https',
        redirectType: 'Permanent',
        targetListener: own('httpListeners', 'https'),
        includePath: true,
        includeQueryString: true,
      },
    ],
    requestRoutingRules: [
      {
        name: 'https',
        priority: 100,
        ruleType: 'Basic',
        httpListener: own('httpListeners', 'https'),
        backendAddressPool: own('backendAddressPools', 'machines'),
        backendHttpSettings: own('backendHttpSettingsCollection', 'https'),
      },
      {
        name: 'http',
        priority: 200,
        ruleType: 'Basic',
        httpListener: own('httpListeners', 'http'),
        redirectConfiguration: own('redirectConfigurations', 'to-https'),
      },
    ],
  } satisfies Partial<ApplicationGatewayArgs>;
}

/**
 * The web application firewall: it refuses, not only reports, what Microsoft's rule sets recognise, and what is larger
 * than it reads.
 * https://learn.microsoft.com/azure/web-application-firewall/ag/application-gateway-crs-rulegroups-rules
 */
export function webFirewallSettings({ baseline }: Deployment) {
  const { requestBodyCheck, limitsEnforced, bodyKb, fileUploadMb, ruleSets } = baseline.network.webFirewall;
  return {
    policySettings: {
      state: 'Enabled',
      mode: 'Prevention',
      requestBodyCheck,
      requestBodyEnforcement: limitsEnforced,
      fileUploadEnforcement: limitsEnforced,
      maxRequestBodySizeInKb: bodyKb,
      requestBodyInspectLimitInKB: bodyKb,
      fileUploadLimitInMb: fileUploadMb,
    },
    managedRules: {
      managedRuleSets: ruleSets.flatMap(({ type, version }) =>
        version === undefined ? [] : [{ ruleSetType: type, ruleSetVersion: version }],
      ),
    },
  } satisfies Partial<WebApplicationFirewallPolicyArgs>;
}

/** The base64 inside a PEM certificate, which is how Resource Manager takes it. */
export function withoutPemFrame(pem: string): string {
  return pem.replace(/-----[A-Z ]+-----|\s/g, '');
}
