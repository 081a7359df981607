import { describe, expect, it } from 'vitest';
import { exampleDeployment } from './support/deployment';
import { exampleEnvironment } from './support/environment';
import { planOf } from './support/plan';

const deployment = exampleDeployment();

describe('the certificates of a tenant', async () => {
  const self = await planOf(() => exampleEnvironment());
  const outside = await planOf(() => exampleEnvironment({}, true, { certificate: 'outside' }));

  it('last longer than the secrets that hold them, and are made anew when those are', async () => {
    const { keyVault } = deployment.baseline.dataStores;
    const later = deployment.vaultItemsExpireAt + 86_400;
    const moved = await planOf(() => exampleEnvironment({ vaultItemsExpireAt: later }));
    for (const [type, name] of [
      ['tls:index/selfSignedCert:SelfSignedCert', 'aoba-credentials-gateway'],
      ['tls:index/locallySignedCert:LocallySignedCert', 'aoba-credentials-backend'],
    ] as const) {
      const { inputs } = self.one(type, name);
      expect(inputs.validityPeriodHours - inputs.earlyRenewalHours).toBeGreaterThanOrEqual(
        keyVault.itemLifetimeDays * 24,
      );
    }
    const serial = (plan: typeof self) => [
      plan.one('tls:index/selfSignedCert:SelfSignedCert', 'aoba-credentials-gateway').inputs.subject
        .serialNumber,
      plan.one('tls:index/certRequest:CertRequest', 'aoba-credentials-backend-request').inputs.subject
        .serialNumber,
    ];
    expect(serial(self)).toEqual(['2027-11-01', '2027-11-01']);
    expect(serial(moved)).toEqual(['2027-11-02', '2027-11-02']);
    const authority = 'aoba-credentials-authority';
    expect(moved.one('tls:index/selfSignedCert:SelfSignedCert', authority).inputs).toEqual(
      self.one('tls:index/selfSignedCert:SelfSignedCert', authority).inputs,
    );
  });

  it('go with their vault, like every key and secret, whose own endpoint is closed to whoever deploys', () => {
    const retained = self.resources.filter(({ retainOnDelete }) => retainOnDelete).map(({ type }) => type);
    expect(new Set(retained)).toEqual(new Set(['azure-native:keyvault:Key', 'azure-native:keyvault:Secret']));
    expect(self.resources.filter(({ type }) => retained.includes(type)).length).toBe(retained.length);
  });

  it('come from an outside issuer where the register says so, and no right below the lock is taken back for it', () => {
    const gateway = outside.one('azure-native:network:ApplicationGateway', 'aoba-gateway-gateway').inputs;
    expect(gateway.sslCertificates[0].keyVaultSecretId).toBe(
      'https://kv-aoba-13ncb4ph.vault.azure.net/secrets/outside-certificate',
    );
    const grant = outside.one(
      'azure-native:authorization:RoleAssignment',
      'aoba-gateway-identity-role-outside',
    ).inputs;
    expect(grant.scope).toMatch(/\/vaults\/kv-aoba-13ncb4ph\/secrets\/outside-certificate$/);
    const names = (plan: typeof self) => plan.resources.map(({ name }) => name);
    expect(names(self).filter((name) => !names(outside).includes(name))).toEqual([]);
    expect(names(outside).filter((name) => !names(self).includes(name))).toEqual([
      'aoba-gateway-identity-role-outside',
    ]);
  });
});
