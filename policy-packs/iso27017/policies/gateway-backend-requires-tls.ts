import { itemsOf, type Value } from '../../../lib/resources/value';
import { gatewayType } from '../azure/gateway';
import { expect, expectBoolean, expectWord, undetermined } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

/**
 * What a gateway sends to its backends, its probes included, goes over TLS, and the certificate that answers is
 * verified: that the tenant's own authority made it, that it has not expired, and that it bears the name which customers
 * ask for. Left out, the protocol is plain, and everything is verified; the name is then the `Host` that is sent.
 * https://learn.microsoft.com/azure/application-gateway/ssl-overview (2026-11-23)
 * https://learn.microsoft.com/python/api/azure-mgmt-network/azure.mgmt.network.models.applicationgatewaybackendhttpsettings (2026-11-27)
 */
export const gatewayBackendRequiresTls: Rule = {
  types: [gatewayType],
  check(resource) {
    const { properties } = resource;
    const parts = (name: string) => itemsOf(properties.key(name));
    const settings = [
      ...parts('backendHttpSettingsCollection').map((part) => ({ part, word: 'Https', plain: 'Http' })),
      ...parts('backendSettingsCollection').map((part) => ({ part, word: 'Tls', plain: 'Tcp' })),
    ];
    return [
      ...settings.flatMap(({ part, word, plain }): Result[] => {
        const protocol = expectWord(part.key('protocol'), [word], { resource, value: plain });
        if (part.isUnknown || protocol.length > 0) return protocol;
        return [
          ...expect(
            part.key('trustedRootCertificates'),
            "the tenant's authority",
            ({ items }) => items.length > 0,
          ),
          ...['validateCertChainAndExpiry', 'validateSNI']
            .map((name) => part.key(name))
            .flatMap((verified) => (verified.isAbsent ? [] : expectBoolean(verified, true))),
          ...judgeName(part, properties),
        ];
      }),
      ...parts('probes').flatMap((probe) =>
        expectWord(probe.key('protocol'), ['Https', 'Tls'], { resource, value: 'Http' }),
      ),
    ];
  },
};

/** The name that a certificate is compared with, where it is not the one that is asked for. */
function judgeName(settings: Value, gateway: Value): Result[] {
  const name = settings.key('sniName');
  if (name.isAbsent) return [];
  const listeners = itemsOf(gateway.key('httpListeners'));
  const asked = [
    settings.key('hostName'),
    ...listeners.flatMap((listener) => [listener.key('hostName'), ...itemsOf(listener.key('hostNames'))]),
  ];
  const isAsked = ({ text }: Value) =>
    text !== undefined && asked.some((host) => host.text?.toLowerCase() === text.toLowerCase());
  const open = asked.find(({ isUnknown }) => isUnknown);
  const expected = 'the name that the gateway is asked for, or absent';
  // A name that is not known may be the one.
  if (open !== undefined && !isAsked(name)) return [undetermined(name, expected)];
  return expect(name, expected, isAsked);
}
