import type { Resource } from '../../../lib/resources/resource';
import { expectAtLeast, expectAtMost, expectWord } from '../framework/expect';
import type { Context, Result, Rule } from '../framework/rule';

const vaultKey = 'azure-native:keyvault:Key';
const privateKey = 'tls:index/privateKey:PrivateKey';
const selfSigned = 'tls:index/selfSignedCert:SelfSignedCert';
const locallySigned = 'tls:index/locallySignedCert:LocallySignedCert';

/**
 * Keys are of the baseline's algorithm and at least of its length, whether a vault makes them or the program, and
 * certificates last no longer than the baseline says: those of an authority longer than those that it signs. Left out, a
 * vault makes keys of 2,048 bits, and so does the program for RSA. A key in a security module is of the same algorithm.
 * https://learn.microsoft.com/azure/key-vault/keys/about-keys,
 * https://www.pulumi.com/registry/packages/tls/api-docs/privatekey/ (2026-11-27)
 */
export const keyUsesAdmittedAlgorithm: Rule = {
  types: [vaultKey, privateKey, selfSigned, locallySigned],
  check: (resource, context) => judge(resource, context),
};

function judge(resource: Resource, { baseline }: Context): Result[] {
  const { properties, type } = resource;
  const { certificate, authority } = baseline.tls;
  if (type === vaultKey) {
    const { key } = baseline.dataStores.keyVault;
    return [
      ...expectWord(properties.at('properties.kty'), [key.type, `${key.type}-HSM`]),
      ...expectAtLeast(properties.at('properties.keySize'), key.bits, 'bits', { resource, value: 2048 }),
    ];
  }
  if (type === privateKey) {
    return [
      ...expectWord(properties.key('algorithm'), [certificate.algorithm]),
      ...expectAtLeast(properties.key('rsaBits'), certificate.bits, 'bits', { resource, value: 2048 }),
    ];
  }
  const isAuthority = properties.key('isCaCertificate').boolean === true;
  const { validityHours } = isAuthority ? authority : certificate;
  return expectAtMost(properties.key('validityPeriodHours'), validityHours, 'hours');
}
