import * as pulumi from '@pulumi/pulumi';
import { RandomPassword } from '@pulumi/random';
import { CertRequest, LocallySignedCert, PrivateKey, SelfSignedCert } from '@pulumi/tls';
import type { Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import { createSecret } from './key-vault';
import { toPkcs12 } from './pkcs12';
import { dataFacts, tagsOf } from './tags';

export interface TenantCredentialsArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  /** Resource group, name, Azure id and address of the tenant's vault. */
  readonly resourceGroupName: pulumi.Output<string>;
  readonly vaultName: pulumi.Output<string>;
  readonly vaultId: pulumi.Output<string>;
  readonly vaultUri: pulumi.Output<string>;
}

const serverUses = ['digital_signature', 'key_encipherment', 'server_auth'];

/**
 * The keys, certificates and passwords that a tenant's environment makes for itself, each with its private part in
 * the tenant's vault and nowhere else but the engine's encrypted state: the tenant's own authority, the certificate
 * that it signs for the backend, the certificate that the gateway shows, the key of the machines' emergency login,
 * and the first password of the database's owner. The gateway's certificate is self-made, which browsers do not
 * trust: production puts one of an outside issuer in its secret. White paper sections 16 and 21.
 *
 * A certificate is replaced by the first `pulumi up` within the renewal time of the TLS baseline; the authority
 * keeps its key, so certificates signed before its renewal stay valid beside it.
 */
export class TenantCredentials extends pulumi.ComponentResource {
  /** Where the gateway's PKCS#12 container stands in the vault, without a version: the newest counts. */
  readonly gatewayCertificateUri: pulumi.Output<string>;
  /** Azure id of that secret, as the scope of the right to read it. */
  readonly gatewaySecretId: pulumi.Output<string>;
  /** Azure id of the secret that holds the backend's key and certificate as PEM. */
  readonly backendSecretId: pulumi.Output<string>;
  /** Certificate of the tenant's authority, PEM. */
  readonly authorityCertificate: pulumi.Output<string>;
  /** Public key of the machines' emergency login, in OpenSSH form. */
  readonly loginPublicKey: pulumi.Output<string>;

  constructor(name: string, args: TenantCredentialsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantCredentials', name, {}, opts);
    const { deployment, tenant } = args;
    const { certificate } = deployment.baseline.tls;
    const parent = { parent: this };
    const key = (purpose: string) =>
      new PrivateKey(
        `${name}-${purpose}-key`,
        { algorithm: certificate.algorithm, rsaBits: certificate.bits },
        parent,
      );
    const validity = {
      validityPeriodHours: certificate.validityHours,
      earlyRenewalHours: certificate.earlyRenewalHours,
    };
    const server = { commonName: tenant.host };

    const authorityKey = key('authority');
    const authority = new SelfSignedCert(
      `${name}-authority`,
      {
        privateKeyPem: authorityKey.privateKeyPem,
        subject: { commonName: `${tenant.id} ${deployment.environment} authority` },
        isCaCertificate: true,
        setSubjectKeyId: true,
        allowedUses: ['cert_signing', 'crl_signing'],
        ...validity,
      },
      parent,
    );
    const backendKey = key('backend');
    const request = new CertRequest(
      `${name}-backend-request`,
      { privateKeyPem: backendKey.privateKeyPem, subject: server, dnsNames: [tenant.host] },
      parent,
    );
    const backend = new LocallySignedCert(
      `${name}-backend`,
      {
        caPrivateKeyPem: authorityKey.privateKeyPem,
        caCertPem: authority.certPem,
        certRequestPem: request.certRequestPem,
        allowedUses: serverUses,
        ...validity,
      },
      parent,
    );
    const gatewayKey = key('gateway');
    const gateway = new SelfSignedCert(
      `${name}-gateway`,
      {
        privateKeyPem: gatewayKey.privateKeyPem,
        subject: server,
        dnsNames: [tenant.host],
        allowedUses: serverUses,
        ...validity,
      },
      parent,
    );
    const loginKey = key('login');

    const tags = tagsOf(deployment, dataFacts(deployment, tenant));
    const secret = (secretName: string, contentType: string, value: pulumi.Output<string>) =>
      createSecret(
        `${name}-secret-${secretName}`,
        {
          deployment,
          resourceGroupName: args.resourceGroupName,
          vaultName: args.vaultName,
          secretName,
          contentType,
          value: pulumi.secret(value),
          tags,
        },
        parent,
      );
    const gatewayName = secret(
      'gateway-certificate',
      'application/x-pkcs12',
      pulumi
        .all([gatewayKey.privateKeyPemPkcs8, gateway.certPem])
        .apply(([privateKey, cert]) => toPkcs12(privateKey, cert).toString('base64')),
    );
    this.gatewayCertificateUri = pulumi.interpolate`${args.vaultUri}secrets/${gatewayName}`;
    this.gatewaySecretId = pulumi.interpolate`${args.vaultId}/secrets/${gatewayName}`;
    const backendName = secret(
      'backend-certificate',
      'application/x-pem-file',
      pulumi.interpolate`${backendKey.privateKeyPemPkcs8}${backend.certPem}`,
    );
    this.backendSecretId = pulumi.interpolate`${args.vaultId}/secrets/${backendName}`;
    secret('login-key', 'application/x-pem-file', loginKey.privateKeyOpenssh);

    const databasePassword = new RandomPassword(
      `${name}-database-password`,
      { length: deployment.baseline.dataStores.keyVault.passwordLength, special: false },
      parent,
    );
    secret('database-password', 'text/plain', databasePassword.result);

    this.authorityCertificate = authority.certPem;
    this.loginPublicKey = loginKey.publicKeyOpenssh;
    this.registerOutputs({ authorityCertificate: this.authorityCertificate });
  }
}
