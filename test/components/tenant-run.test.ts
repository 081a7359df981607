import { describe, expect, it } from 'vitest';
import { exampleEnvironment } from './support/environment';
import { planOf } from './support/plan';

describe('a tenant in a run', async () => {
  const plan = await planOf(() => exampleEnvironment({ protectData: false }), { preview: false });

  it('has a gateway certificate in the form that the gateway takes', () => {
    const { properties } = plan.one(
      'azure-native:keyvault:Secret',
      'aoba-credentials-secret-gateway-certificate',
    ).inputs;
    expect(properties.contentType).toBe('application/x-pkcs12');
    expect(Buffer.from(properties.value, 'base64').subarray(0, 1)).toEqual(Buffer.from([0x30]));
  });

  it('marks its private keys as secret wherever they go', () => {
    const marked = plan.resources.filter(({ secret }) => secret).map(({ name }) => name);
    expect(marked.map((name) => name.replace('aoba-credentials-', '')).sort()).toEqual([
      'authority',
      'backend',
      'backend-request',
      'gateway',
      'secret-backend-certificate',
      'secret-database-password',
      'secret-gateway-certificate',
      'secret-login-key',
    ]);
  });

  it('grants roles to the identities that Azure made', () => {
    const principals = plan.resources
      .filter(({ type }) => type === 'azure-native:authorization:RoleAssignment')
      .map(({ name, inputs }) => [name, inputs.principalId]);
    expect(principals.sort()).toEqual([
      ['aoba-backend-identity-role', 'user-assigned'],
      ['aoba-backup-identity-role', 'user-assigned'],
      ['aoba-flows-key-role', 'user-assigned'],
      ['aoba-flows-writer-role', 'user-assigned'],
      ['aoba-gateway-identity-role', 'user-assigned'],
      ['aoba-storage-identity-role', 'user-assigned'],
      ['aoba-vault-disk-encryption-role', 'set'],
    ]);
  });

  it('guards nothing when the stack says so', () => {
    expect(plan.resources.filter(({ protect }) => protect)).toEqual([]);
  });

  it('has its private keys in vault secrets and in what makes certificates, and nowhere else', () => {
    const holders = plan.resources
      .filter(({ inputs }) => JSON.stringify(inputs).includes('PRIVATE KEY'))
      .map(({ type }) => type);
    expect(new Set(holders)).toEqual(
      new Set([
        'azure-native:keyvault:Secret',
        'tls:index/selfSignedCert:SelfSignedCert',
        'tls:index/certRequest:CertRequest',
        'tls:index/locallySignedCert:LocallySignedCert',
      ]),
    );
  });
});
