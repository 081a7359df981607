import { keyUsesAdmittedAlgorithm } from '../../../policy-packs/iso27017/policies/key-uses-admitted-algorithm';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const of = (type: string, properties: object) => ({ resource: { type, properties: { ...properties } } });
const vaultKey = (properties: object) => of('azure-native:keyvault:Key', { properties });
const key = (properties: object) => of('tls:index/privateKey:PrivateKey', properties);
const certificate = (properties: object) => of('tls:index/selfSignedCert:SelfSignedCert', properties);
const authority = {
  validityPeriodHours: 43800,
  isCaCertificate: true,
  allowedUses: ['cert_signing', 'crl_signing'],
};

describePolicy('key-uses-admitted-algorithm', keyUsesAdmittedAlgorithm, {
  compliant: {
    'a key of the baseline': vaultKey({ kty: 'RSA', keySize: 3072 }),
    'a longer key in a security module': vaultKey({ kty: 'RSA-HSM', keySize: 4096 }),
    'a key of the program': key({ algorithm: 'RSA', rsaBits: 3072 }),
    'a certificate of a year and some days': certificate({ validityPeriodHours: 9480 }),
    'the certificate of an authority': certificate(authority),
    'a certificate that is not known to be of an authority, and lasts no longer than any other': certificate({
      validityPeriodHours: 9480,
      isCaCertificate: unknown,
    }),
  },
  violated: {
    'a key of another algorithm': {
      ...vaultKey({ kty: 'EC', curveName: 'P-256K', keySize: 3072 }),
      says: ['it: properties.kty must be RSA or RSA-HSM, found EC'],
    },
    'a key that says no length': {
      ...vaultKey({ kty: 'RSA' }),
      says: ['it: properties.keySize must be at least 3072 bits, found nothing, which Azure takes as 2048'],
    },
    'a short key of the program': {
      ...key({ algorithm: 'RSA', rsaBits: 1024 }),
      says: ['it: rsaBits must be at least 3072 bits, found 1024'],
    },
    'a key of an algorithm that the baseline does not name': {
      ...key({ algorithm: 'ED25519', rsaBits: 3072 }),
      says: ['it: algorithm must be RSA, found ED25519'],
    },
    'a certificate for five years that is of no authority': {
      ...certificate({ validityPeriodHours: 43800 }),
      says: ['it: validityPeriodHours must be at most 9480 hours, found 43800'],
    },
    'a certificate for six years of an authority': {
      ...certificate({ ...authority, validityPeriodHours: 52560 }),
      says: ['it: validityPeriodHours must be at most 43800 hours, found 52560'],
    },
    'a certificate for five years of an authority that serves as well': {
      ...certificate({ ...authority, allowedUses: ['cert_signing', 'server_auth'] }),
      says: ['it: validityPeriodHours must be at most 9480 hours, found 43800'],
    },
    'a certificate for five years of an authority that does not say what it is for': {
      ...certificate({ ...authority, allowedUses: [] }),
      says: ['it: validityPeriodHours must be at most 9480 hours, found 43800'],
    },
    'a signed certificate for ten years': {
      ...of('tls:index/locallySignedCert:LocallySignedCert', { validityPeriodHours: 87600 }),
      says: ['it: validityPeriodHours must be at most 9480 hours, found 87600'],
    },
  },
  undetermined: {
    'a certificate for five years that may be of an authority': {
      ...certificate({ ...authority, isCaCertificate: unknown }),
      says: [
        'it: isCaCertificate is not known before deployment, must be that of an authority, which only signs',
      ],
    },
    'an authority for five years that may serve as well': {
      ...certificate({ ...authority, allowedUses: ['cert_signing', unknown] }),
      says: [
        'it: allowedUses[1] is not known before deployment, must be that of an authority, which only signs',
      ],
    },
    'a length that is not known yet': {
      ...vaultKey({ kty: 'RSA', keySize: unknown }),
      says: ['it: properties.keySize is not known before deployment, must be at least 3072 bits'],
    },
  },
  notApplicable: {
    'a request for a certificate': {
      ...of('tls:index/certRequest:CertRequest', {}),
      because:
        'the policy is for azure-native:keyvault:Key, tls:index/privateKey:PrivateKey, tls:index/selfSignedCert:SelfSignedCert, tls:index/locallySignedCert:LocallySignedCert',
    },
  },
});
