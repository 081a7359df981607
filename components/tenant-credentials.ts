import * as pulumi from '@pulumi/pulumi';
import { RandomPassword } from '@pulumi/random';
import { CertRequest, LocallySignedCert, PrivateKey, SelfSignedCert } from '@pulumi/tls';
import type { CertificateTimes, Tenant } from '../lib/baseline/types.generated';
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

/** Name of the secret in the tenant's vault that holds the backend's key and certificate. */
export const backendSecret = 'backend-certificate';

/** Name of a certificate of an outside issuer in the tenant's vault, where somebody or the issuer itself puts it. */
const outsideCertificate = 'outside-certificate';

/**
 * The keys, certificates and passwords that a tenant's environment makes for itself, each with its private part in
 * the tenant's vault and nowhere else but the engine's encrypted state: the tenant's own authority, the certificate
 * that it signs for the backend, the key of the machines' emergency login, and the first password of the database's
 * owner. The gateway shows the certificate of an outside issuer where the register says so, which this program never
 * sees; otherwise a self-made one, which browsers do not trust. That one is made in any case: the right to read it is
 * below the vault's lock and could not be taken back when the outside one arrives. White paper sections 16 and 21.
 *
 * A certificate outlasts the secret that holds it, so the vault's own warning, 30 days ahead, comes in time for both.
 * Moving the day on which vault items are issued makes new ones; without that the first `pulumi up` within the renewal
 * time of the TLS baseline does. The authority keeps its key and its name, so certificates signed before its renewal
 * stay valid beside it.
 */
export class TenantCredentials extends pulumi.ComponentResource {
  /** Where the certificate that the gateway shows stands in the vault, without a version: the newest counts. */
  readonly gatewayCertificateUri: pulumi.Output<string>;
  /** Azure id of the secret with the self-made one as PKCS#12, as the scope of the right to read it. */
  readonly gatewaySecretId: pulumi.Output<string>;
  /** Azure id of the outside issuer's, likewise; absent where the register names none. */
  readonly outsideSecretId?: pulumi.Output<string>;
  /** Azure id of the secret that holds the backend's key and certificate as PEM. */
  readonly backendSecretId: pulumi.Output<string>;
  /** Certificate of the tenant's authority, PEM. */
  readonly authorityCertificate: pulumi.Output<string>;
  /** Public key of the machines' emergency login, in OpenSSH form. */
  readonly loginPublicKey: pulumi.Output<string>;

  constructor(name: string, args: TenantCredentialsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantCredentials', name, {}, opts);
    const { deployment, tenant } = args;
    const { certificate, authority: authorityTimes } = deployment.baseline.tls;
    const parent = { parent: this };
    const key = (purpose: string) =>
      new PrivateKey(
        `${name}-${purpose}-key`,
        { algorithm: certificate.algorithm, rsaBits: certificate.bits },
        parent,
      );
    const validity = (hours: CertificateTimes) => ({
      validityPeriodHours: hours.validityHours,
      earlyRenewalHours: hours.earlyRenewalHours,
    });
    // The serial number in a subject tells apart what else bears one name (RFC 5280, section 4.1.2.4); a new one makes
    // a new certificate.
    const server = { commonName: tenant.host, serialNumber: dayOf(deployment.vaultItemsExpireAt) };

    const authorityKey = key('authority');
    const authority = new SelfSignedCert(
      `${name}-authority`,
      {
        privateKeyPem: authorityKey.privateKeyPem,
        subject: { commonName: `${tenant.id} ${deployment.environment} authority` },
        isCaCertificate: true,
        setSubjectKeyId: true,
        allowedUses: ['cert_signing', 'crl_signing'],
        ...validity(authorityTimes),
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
        ...validity(certificate),
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
    const gatewayKey = key('gateway');
    const gateway = new SelfSignedCert(
      `${name}-gateway`,
      {
        privateKeyPem: gatewayKey.privateKeyPem,
        subject: server,
        dnsNames: [tenant.host],
        allowedUses: serverUses,
        ...validity(certificate),
      },
      parent,
    );
    const container = pulumi
      .all([gatewayKey.privateKeyPemPkcs8, gateway.certPem])
      .apply(([privateKey, cert]) => toPkcs12(privateKey, cert).toString('base64'));
    const selfMade = secret('gateway-certificate', 'application/x-pkcs12', container);
    this.gatewaySecretId = pulumi.interpolate`${args.vaultId}/secrets/${selfMade}`;
    if (tenant.certificate === 'outside') {
      this.gatewayCertificateUri = pulumi.interpolate`${args.vaultUri}secrets/${outsideCertificate}`;
      this.outsideSecretId = pulumi.interpolate`${args.vaultId}/secrets/${outsideCertificate}`;
    } else {
      this.gatewayCertificateUri = pulumi.interpolate`${args.vaultUri}secrets/${selfMade}`;
    }
    const backendName = secret(
      backendSecret,
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

/** The day of a time in seconds since 1970-01-01 UTC, such as 2027-11-01. */
function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 'yyyy-mm-dd'.length);
}
