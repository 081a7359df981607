import { gatewayRequiresModernTls } from '../../../policy-packs/iso27017/policies/gateway-requires-modern-tls';
import { describePolicy } from './support/describe-policy';
import { gateway, gatewayOnly, own } from './support/gateway';
import { unknown } from './support/pack-run';

const expected = 'AppGwSslPolicy20220101 or AppGwSslPolicy20220101S';
const predefined = (policyName: unknown) => ({ policyType: 'Predefined', policyName });

describePolicy('gateway-requires-modern-tls', gatewayRequiresModernTls, {
  compliant: {
    'a policy of the baseline': gateway({ sslPolicy: predefined('AppGwSslPolicy20220101S') }),
    'no policy, for which Azure takes that of 2022': gateway({}),
    'a profile with a policy of the baseline': gateway({
      sslPolicy: predefined('AppGwSslPolicy20220101'),
      sslProfiles: [{ name: 'a', sslPolicy: predefined('AppGwSslPolicy20220101S') }, { name: 'b' }],
      httpListeners: [{ name: 'https', sslProfile: own('sslProfiles', 'a') }, { name: 'http' }],
    }),
  },
  violated: {
    'a listener with a profile that is not there': {
      ...gateway({
        sslProfiles: [{ name: 'a' }],
        httpListeners: [{ name: 'https', sslProfile: own('sslProfiles', 'b') }],
      }),
      says: [
        "gateway: httpListeners[0].sslProfile.id must be one of the gateway's own `sslProfiles`, found no such profile",
      ],
    },
    'an old policy': {
      ...gateway({ sslPolicy: predefined('AppGwSslPolicy20150501') }),
      says: [`gateway: sslPolicy.policyName must be ${expected}, found AppGwSslPolicy20150501`],
    },
    'a policy of its own': {
      ...gateway({ sslPolicy: { policyType: 'CustomV2', minProtocolVersion: 'TLSv1_2' } }),
      says: [`gateway: sslPolicy.policyType must be Predefined, with ${expected}, found CustomV2`],
    },
    'a policy of its own that does not call itself so': {
      ...gateway({
        sslPolicy: { minProtocolVersion: 'TLSv1_0' },
        sslProfiles: [{ name: 'old', sslPolicy: { cipherSuites: ['TLS_RSA_WITH_AES_128_CBC_SHA'] } }],
      }),
      says: [
        `gateway: sslPolicy.policyName must be ${expected}, found nothing`,
        `gateway: sslProfiles[0].sslPolicy.policyName must be ${expected}, found nothing`,
      ],
    },
    'an old policy in a profile': {
      ...gateway({
        sslPolicy: predefined('AppGwSslPolicy20220101'),
        sslProfiles: [{ name: 'old', sslPolicy: predefined('AppGwSslPolicy20170401') }],
      }),
      says: [
        `gateway: sslProfiles[0].sslPolicy.policyName must be ${expected}, found AppGwSslPolicy20170401`,
      ],
    },
    'no policy in an API version whose default is not known': {
      resource: {
        type: 'azure-native:network/v20220701:ApplicationGateway',
        name: 'gateway',
        properties: {},
      },
      says: [`gateway: sslPolicy.policyName must be ${expected}, said explicitly, found nothing`],
    },
  },
  undetermined: {
    'a profile of a listener that is not known yet': {
      ...gateway({
        sslProfiles: [{ name: 'a' }],
        httpListeners: [{ name: 'https', sslProfile: { id: unknown } }],
      }),
      says: [
        "gateway: httpListeners[0].sslProfile.id is not known before deployment, must be one of the gateway's own `sslProfiles`",
      ],
    },
    'a policy that is not known yet': {
      ...gateway({ sslPolicy: predefined(unknown) }),
      says: [`gateway: sslPolicy.policyName is not known before deployment, must be ${expected}`],
    },
  },
  notApplicable: {
    'a firewall policy': {
      resource: { type: 'azure-native:network:WebApplicationFirewallPolicy', properties: {} },
      because: gatewayOnly,
    },
  },
});
