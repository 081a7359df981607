import { itemsOf, type Value } from '../../../lib/resources/value';
import { gatewayType, partOf } from '../azure/gateway';
import { undetermined, violated } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

const expected = 'a redirection to HTTPS';

/**
 * A listener for plain HTTP does nothing but send the caller to HTTPS: each rule of it, and each path of such a
 * rule, redirects to an HTTPS listener or address and leads to no backend.
 * https://learn.microsoft.com/azure/application-gateway/redirect-overview (2026-11-23)
 */
export const gatewayRedirectsPlainHttp: Rule = {
  types: [gatewayType],
  check: ({ properties }) =>
    itemsOf(properties.key('requestRoutingRules')).flatMap((rule): Result[] => {
      const listener = partOf(properties.key('httpListeners'), rule.key('httpListener'));
      const protocol = listener.kind === 'part' ? listener.part.key('protocol') : undefined;
      if (rule.isUnknown || listener.kind === 'unknown' || protocol?.isUnknown) {
        return [
          undetermined(rule.key('httpListener'), 'an HTTPS listener, or else a rule that redirects to one'),
        ];
      }
      if (protocol === undefined || protocol.text?.toLowerCase() === 'https') return [];
      return judgeRule(rule, properties);
    }),
};

function judgeRule(rule: Value, gateway: Value): Result[] {
  if (rule.key('urlPathMap').isAbsent)
    return judgeTarget(rule, 'redirectConfiguration', 'backendAddressPool', gateway);
  const map = partOf(gateway.key('urlPathMaps'), rule.key('urlPathMap'));
  if (map.kind !== 'part') return [undetermined(rule.key('urlPathMap'), expected)];
  return [
    ...judgeTarget(map.part, 'defaultRedirectConfiguration', 'defaultBackendAddressPool', gateway),
    ...itemsOf(map.part.key('pathRules')).flatMap((path) =>
      judgeTarget(path, 'redirectConfiguration', 'backendAddressPool', gateway),
    ),
  ];
}

function judgeTarget(holder: Value, redirection: string, backend: string, gateway: Value): Result[] {
  const reference = holder.key(redirection);
  if (holder.isUnknown || reference.isUnknown) return [undetermined(reference, expected)];
  if (reference.isAbsent || holder.key(backend).isKnown) {
    return [violated(reference, expected, holder.key(backend).isKnown ? 'a backend' : 'nothing')];
  }
  if (holder.key(backend).isUnknown) return [undetermined(holder.key(backend), `absent, beside ${expected}`)];
  const configuration = partOf(gateway.key('redirectConfigurations'), reference);
  if (configuration.kind === 'unknown') return [undetermined(reference, expected)];
  if (configuration.kind === 'none') return [violated(reference, expected, 'no such redirection')];
  const url = configuration.part.key('targetUrl');
  const target = partOf(gateway.key('httpListeners'), configuration.part.key('targetListener'));
  const protocol = target.kind === 'part' ? target.part.key('protocol') : undefined;
  if (url.isUnknown || target.kind === 'unknown' || protocol?.isUnknown)
    return [undetermined(reference, expected)];
  const isSafe = url.isKnown ? /^https:/i.test(url.text ?? '') : protocol?.text?.toLowerCase() === 'https';
  return isSafe ? [] : [violated(reference, expected, 'a redirection to plain HTTP')];
}
