import type { Resource } from '../../../lib/resources/resource';
import { expectAtLeast, expectAtMost, expectWord, undetermined } from '../framework/expect';
import type { Context, Result, Rule } from '../framework/rule';

const vaultKey = 'azure-native:keyvault:Key';
const privateKey = 'tls:index/privateKey:PrivateKey';
const selfSigned = 'tls:index/selfSignedCert:SelfSignedCert';
const locallySigned = 'tls:index/locallySignedCert:LocallySignedCert';

/** Uses of a certificate that only signs others (RFC 5280, 4.2.1.3), as the program names them. */
const signing: readonly unknown[] = ['cert_signing', 'crl_signing'];

/**
 * Keys are of the baseline's algorithm and at least of its length, whether a vault makes them or the program, and
 * certificates last no longer than the baseline says: those of an authority, which only sign, longer than those that it
 * signs. Left out, a vault makes keys of 2,048 bits, and so does the program for RSA. A key in a security module is of
 * the same algorithm.
 * https://learn.microsoft.com/azure/key-vault/keys/about-keys,
 * https://www.pulumi.com/registry/packages/tls/api-docs/privatekey/,
 * https://www.pulumi.com/registry/packages/tls/api-docs/selfsignedcert/ (2026-11-27)
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
  return judgeValidity(resource, certificate.validityHours, authority.validityHours);
}

function judgeValidity({ properties }: Resource, most: number, mostOfAuthority: number): Result[] {
  const hours = properties.key('validityPeriodHours');
  const isOne = properties.key('isCaCertificate');
  const uses = properties.key('allowedUses');
  const onlySigns = uses.items.length > 0 && uses.items.every(({ text }) => signing.includes(text));
  const asAuthority = expectAtMost(hours, mostOfAuthority, 'hours');
  if (isOne.boolean === true && onlySigns) return asAuthority;
  const asOther = expectAtMost(hours, most, 'hours');
  const open = [isOne, uses, ...uses.items].find(({ isUnknown }) => isUnknown);
  return open !== undefined && asAuthority.length === 0 && asOther.length > 0
    ? [undetermined(open, 'that of an authority, which only signs')]
    : asOther;
}
