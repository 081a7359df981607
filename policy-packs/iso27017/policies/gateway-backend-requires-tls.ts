import { itemsOf } from '../../../lib/resources/value';
import { gatewayType } from '../azure/gateway';
import { expect, expectBoolean, expectWord } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

/**
 * What a gateway sends to its backends, its probes included, goes over TLS, and the certificate that answers is
 * verified by the tenant's own authority. Left out, the protocol is plain.
 * https://learn.microsoft.com/azure/application-gateway/ssl-overview (2026-11-23)
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
        const verified = part.key('validateCertChainAndExpiry');
        return [
          ...expect(
            part.key('trustedRootCertificates'),
            "the tenant's authority",
            ({ items }) => items.length > 0,
          ),
          ...(verified.isAbsent ? [] : expectBoolean(verified, true)),
        ];
      }),
      ...parts('probes').flatMap((probe) =>
        expectWord(probe.key('protocol'), ['Https', 'Tls'], { resource, value: 'Http' }),
      ),
    ];
  },
};
