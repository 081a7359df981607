import type { PlannedResource } from '../../../lib/resources/from-plan';
import { baseline } from '../../policy-packs/iso27017/support/pack-run';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other, rewritten } from '../support/rows';
import { changed } from '../support/world';

const vaultKey = 'azure-native:keyvault:Key';
const programKey = 'tls:index/privateKey:PrivateKey';
const selfSigned = 'tls:index/selfSignedCert:SelfSignedCert';
const locallySigned = 'tls:index/locallySignedCert:LocallySignedCert';
const certificates = [selfSigned, locallySigned];

const { certificate, authority } = baseline.tls;
const isAuthority = ({ inputs }: PlannedResource) => inputs['isCaCertificate'] === true;
const isNoAuthority = (resource: PlannedResource) => !isAuthority(resource);

const { bits } = baseline.dataStores.keyVault.key;
const shortOf = (least: number) => [least - 1, 2048, '2048', 1024, 512, 0, -4096, '', 'long', true, []];
const longerThan = (most: number) => [most + 1, String(most + 1), 87_600, 1e9, '', 'for ever', true, []];

export const mutants: PolicyMutants = {
  broken: [
    change({ of: vaultKey, path: 'properties.keySize', to: [2048, ...shortOf(bits), absent, null] }),
    change({
      of: vaultKey,
      path: 'properties.kty',
      to: ['EC', 'EC-HSM', 'oct', 'oct-HSM', 'RSA1_5', 'RSAHSM', 'ec', '', 0, absent, null],
    }),
    change({ of: vaultKey, path: 'properties', to: [absent, null, {}, { curveName: 'P-256' }] }),
    change({ of: programKey, path: 'rsaBits', to: [...shortOf(certificate.bits), absent, null] }),
    change({
      of: programKey,
      path: 'algorithm',
      to: ['ECDSA', 'ED25519', 'DSA', 'ecdsa', 'RSA-PSS', '', 0, absent, null],
    }),
    change({
      of: certificates,
      where: isNoAuthority,
      path: 'validityPeriodHours',
      to: [...longerThan(certificate.validityHours), authority.validityHours, absent, null],
    }),
    change({
      of: selfSigned,
      where: isAuthority,
      path: 'validityPeriodHours',
      to: [...longerThan(authority.validityHours), absent, null],
    }),
    // One that lasts as long as an authority's, and is of none, or serves as well.
    change({
      of: selfSigned,
      where: isAuthority,
      path: 'isCaCertificate',
      to: [false, 'false', '', 'authority', 0, absent, null],
    }),
    change({
      of: selfSigned,
      where: isAuthority,
      path: 'allowedUses',
      to: (before) => [
        [...(Array.isArray(before) ? before : []), 'server_auth'],
        ['server_auth'],
        ['digital_signature', 'key_encipherment'],
        ['cert_signing', 'client_auth'],
        ['cert_signing', 'any_extended'],
        'server_auth',
        [],
        absent,
        null,
      ],
    }),
    change({
      of: selfSigned,
      where: isAuthority,
      path: 'allowedUses[]',
      to: ['server_auth', '', null],
    }),
    rewritten({
      of: certificates,
      where: isNoAuthority,
      path: 'validityPeriodHours',
      value: "an authority's, and the certificate says that it is of one",
      by: (one) => ({
        put: [
          changed(changed(one, ['validityPeriodHours'], authority.validityHours), ['isCaCertificate'], true),
        ],
      }),
    }),
  ],
  harmless: [
    other({ of: vaultKey, path: 'properties.keySize', to: [bits, String(bits), 4096] }),
    other({ of: vaultKey, path: 'properties.kty', to: ['rsa', 'RSA-HSM', 'rsa-hsm'] }),
    other({ of: vaultKey, path: 'properties.keyOps', to: [absent, ['sign', 'verify']] }),
    other({ of: programKey, path: 'rsaBits', to: [String(certificate.bits), 4096, 8192] }),
    other({ of: programKey, path: 'algorithm', to: ['rsa'] }),
    other({ of: programKey, path: 'ecdsaCurve', to: ['P224'] }),
    other({
      of: certificates,
      where: isNoAuthority,
      path: 'validityPeriodHours',
      to: [1, 24, String(certificate.validityHours), certificate.validityHours - 1],
    }),
    other({
      of: selfSigned,
      where: isAuthority,
      path: 'validityPeriodHours',
      to: [certificate.validityHours + 1, String(authority.validityHours), 1],
    }),
    other({ of: selfSigned, where: isAuthority, path: 'isCaCertificate', to: ['true', 'True'] }),
    other({ of: selfSigned, where: isAuthority, path: 'allowedUses', to: [['cert_signing']] }),
    // What lasts no longer than any certificate may says what it likes of its use.
    other({ of: selfSigned, where: isNoAuthority, path: 'isCaCertificate', to: [true, false] }),
    other({ of: certificates, where: isNoAuthority, path: 'allowedUses', to: [['cert_signing'], absent] }),
  ],
};
