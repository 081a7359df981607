import { gatewayBackendRequiresTls } from '../../../policy-packs/iso27017/policies/gateway-backend-requires-tls';
import { describePolicy } from './support/describe-policy';
import { gateway, gatewayOnly, own } from './support/gateway';
import { unknown } from './support/pack-run';

const settings = {
  name: 'https',
  protocol: 'Https',
  trustedRootCertificates: [own('trustedRootCertificates', 'authority')],
};
const gatewayOf = (more: object, probes?: unknown) =>
  gateway({ backendHttpSettingsCollection: [{ ...settings, ...more }], probes });
const first = 'gateway: backendHttpSettingsCollection[0]';

describePolicy('gateway-backend-requires-tls', gatewayBackendRequiresTls, {
  compliant: {
    "TLS that the tenant's authority vouches for": gatewayOf({}, [{ name: 'p', protocol: 'Https' }]),
    'the protocol in another spelling': gatewayOf({ protocol: 'https' }),
    'a certificate by the name that customers ask for': gatewayOf({
      validateSNI: true,
      hostName: 'aoba.example.jp',
      sniName: 'AOBA.example.jp',
    }),
    'the same by the name of a listener': gateway({
      backendHttpSettingsCollection: [{ ...settings, sniName: 'aoba.example.jp' }],
      httpListeners: [{ hostName: 'kita.example.jp' }, { hostNames: ['aoba.example.jp'] }],
    }),
    'TLS below HTTP': gateway({
      backendSettingsCollection: [{ ...settings, protocol: 'Tls' }],
    }),
  },
  violated: {
    'plain HTTP to the backend': {
      ...gatewayOf({ protocol: 'Http' }),
      says: [`${first}.protocol must be Https, found Http`],
    },
    'no protocol': {
      ...gatewayOf({ protocol: undefined }),
      says: [`${first}.protocol must be Https, found nothing, which Azure takes as Http`],
    },
    'TLS that any authority vouches for': {
      ...gatewayOf({ trustedRootCertificates: undefined }),
      says: [`${first}.trustedRootCertificates must be the tenant's authority, found nothing`],
    },
    'an empty list of authorities': {
      ...gatewayOf({ trustedRootCertificates: [] }),
      says: [`${first}.trustedRootCertificates must be the tenant's authority, found an empty list`],
    },
    'TLS that nobody verifies': {
      ...gatewayOf({ validateCertChainAndExpiry: false }),
      says: [`${first}.validateCertChainAndExpiry must be true, found false`],
    },
    'a certificate of any name': {
      ...gatewayOf({ validateSNI: false }),
      says: [`${first}.validateSNI must be true, found false`],
    },
    'a name that is no text, where nothing says what is asked for': {
      ...gatewayOf({ sniName: {} }),
      says: [`${first}.sniName must be the name that the gateway is asked for, or absent, found an object`],
    },
    'a certificate of a name that nobody asks for': {
      ...gatewayOf({ hostName: 'aoba.example.jp', sniName: 'kita.example.jp' }),
      says: [
        `${first}.sniName must be the name that the gateway is asked for, or absent, found kita.example.jp`,
      ],
    },
    'plain TCP to the backend': {
      ...gateway({ backendSettingsCollection: [{ name: 'db', protocol: 'Tcp' }] }),
      says: ['gateway: backendSettingsCollection[0].protocol must be Tls, found Tcp'],
    },
    'a plain probe': {
      ...gatewayOf({}, [{ name: 'p', protocol: 'Http' }]),
      says: ['gateway: probes[0].protocol must be Https or Tls, found Http'],
    },
  },
  undetermined: {
    'a name, where it is not known what customers ask for': {
      ...gatewayOf({ hostName: unknown, sniName: 'aoba.example.jp' }),
      says: [
        `${first}.sniName is not known before deployment, must be the name that the gateway is asked for, or absent`,
      ],
    },
    'a protocol that is not known yet': {
      ...gatewayOf({ protocol: unknown }),
      says: [`${first}.protocol is not known before deployment, must be Https`],
    },
    'settings that are not known yet': {
      ...gateway({ backendHttpSettingsCollection: unknown }),
      says: ['gateway: backendHttpSettingsCollection.protocol is not known before deployment, must be Https'],
    },
  },
  notApplicable: {
    'a firewall': {
      resource: { type: 'azure-native:network:AzureFirewall', properties: {} },
      because: gatewayOnly,
    },
  },
});
