import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent, valueAt } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other, type Place, rewritten } from '../support/rows';
import { notTrue } from '../support/values';
import { changed } from '../support/world';

const of = 'azure-native:network:ApplicationGateway';
const settings = 'backendHttpSettingsCollection';
const authority = [{ id: '$self/trustedRootCertificates/authority' }];

/** The name for which a gateway listens. */
const hostOf = (gateway: PlannedResource) =>
  String(valueAt(gateway.inputs, ['httpListeners', 0, 'hostName']));
const sameName = (_before: unknown, { resource }: Place) => {
  const host = hostOf(resource);
  return [host, host.toUpperCase(), absent, null];
};

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: `${settings}[].protocol`, to: ['Http', 'http', 'Tcp', '', absent, null] }),
    change({ of, path: `${settings}[].trustedRootCertificates`, to: [[], absent, null, {}] }),
    change({
      of,
      path: [`${settings}[].validateCertChainAndExpiry`, `${settings}[].validateSNI`],
      to: notTrue,
    }),
    change({ of, path: `${settings}[].sniName`, to: ['elsewhere.example', 'example.jp', '', 0] }),
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
    other({
      of,
      path: [`${settings}[].validateCertChainAndExpiry`, `${settings}[].validateSNI`],
      to: [true, absent],
    }),
    other({ of, path: `${settings}[].sniName`, to: sameName }),
    rewritten({
      of,
      path: `${settings}[0].sniName`,
      value: 'the name of a listener',
      by: (gateway) => ({
        put: [
          changed(
            changed(gateway, [settings, 0, 'hostName'], absent),
            [settings, 0, 'sniName'],
            hostOf(gateway),
          ),
        ],
      }),
    }),
    other({
      of,
      path: 'backendSettingsCollection',
      to: [[], [{ name: 'own', protocol: 'Tls', trustedRootCertificates: authority }]],
    }),
  ],
};
