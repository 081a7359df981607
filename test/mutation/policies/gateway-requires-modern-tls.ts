import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';

const of = 'azure-native:network:ApplicationGateway';
const old = [
  'AppGwSslPolicy20150501',
  'AppGwSslPolicy20170401',
  'AppGwSslPolicy20170401S',
  'appgwsslpolicy20170401s',
  'AppGwSslPolicy2022',
  '',
];
const custom = {
  policyType: 'Custom',
  minProtocolVersion: 'TLSv1_2',
  cipherSuites: ['TLS_RSA_WITH_AES_128_CBC_SHA'],
};

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'sslPolicy.policyName', to: old }),
    change({
      of,
      path: 'sslPolicy.policyType',
      to: ['Custom', 'CustomV2', 'custom', '', 0],
      unknown: 'a policy that has one of the names is predefined',
    }),
    change({
      of,
      path: 'sslPolicy',
      to: [
        custom,
        { ...custom, minProtocolVersion: 'TLSv1_0' },
        { policyName: old[0], policyType: 'Predefined' },
      ],
    }),
    change({
      of,
      path: 'sslProfiles',
      to: [
        [{ name: 'old', sslPolicy: { policyType: 'Predefined', policyName: old[1] } }],
        [{ name: 'none' }, { name: 'custom', sslPolicy: custom }],
      ],
    }),
    change({
      of,
      path: 'httpListeners[].sslProfile',
      to: [{ id: '$self/sslProfiles/none' }, { id: '' }, { id: 'none' }],
    }),
  ],
  harmless: [
    other({ of, path: 'httpListeners[].sslProfile', to: [absent, null, {}] }),
    other({ of, path: 'sslPolicy.policyName', to: ['AppGwSslPolicy20220101', 'appgwsslpolicy20220101s'] }),
    other({ of, path: 'sslPolicy.policyType', to: ['predefined', absent] }),
    // Azure takes the policy of 2022 when nothing is said.
    other({ of, path: 'sslPolicy', to: [absent] }),
    other({
      of,
      path: 'sslProfiles',
      to: [[], [{ name: 'plain' }], [{ name: 'own', sslPolicy: { policyName: 'AppGwSslPolicy20220101' } }]],
    }),
  ],
};
