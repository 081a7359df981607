import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { notTrue } from '../support/values';

const of = 'azure-native:network:ApplicationGateway';
const settings = 'backendHttpSettingsCollection';
const authority = [{ id: '$self/trustedRootCertificates/authority' }];

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: `${settings}[].protocol`, to: ['Http', 'http', 'Tcp', '', absent, null] }),
    change({ of, path: `${settings}[].trustedRootCertificates`, to: [[], absent, null, {}] }),
    change({ of, path: `${settings}[].validateCertChainAndExpiry`, to: notTrue }),
    change({
      of,
      path: settings,
      to: [
        [{ name: 'plain', protocol: 'Http', port: 80 }],
        [{ name: 'silent', trustedRootCertificates: authority }],
      ],
    }),
    change({ of, path: 'probes[].protocol', to: ['Http', 'http', 'Tcp', '', absent, null] }),
    change({ of, path: 'probes', to: [[{ name: 'plain', protocol: 'Http', path: '/' }]] }),
    change({
      of,
      path: 'backendSettingsCollection',
      to: [
        [{ name: 'plain', protocol: 'Tcp', trustedRootCertificates: authority }],
        [{ name: 'unverified', protocol: 'Tls' }],
      ],
    }),
  ],
  harmless: [
    other({ of, path: [`${settings}[].protocol`, 'probes[].protocol'], to: ['HTTPS', 'https'] }),
    other({ of, path: `${settings}[].requestTimeout`, to: [20] }),
    other({ of, path: `${settings}[].validateCertChainAndExpiry`, to: [true, absent] }),
    other({
      of,
      path: 'backendSettingsCollection',
      to: [[], [{ name: 'own', protocol: 'Tls', trustedRootCertificates: authority }]],
    }),
  ],
};
