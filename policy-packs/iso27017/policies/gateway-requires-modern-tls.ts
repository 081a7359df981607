import type { Resource } from '../../../lib/resources/resource';
import { orList, show } from '../../../lib/resources/show';
import { itemsOf, type Value } from '../../../lib/resources/value';
import { gatewayType, partOf } from '../azure/gateway';
import { expectWord, undetermined, violated } from '../framework/expect';
import type { Context, Result, Rule } from '../framework/rule';

/**
 * Gateways speak TLS by one of the predefined policies of the baseline, also where a listener has a profile of its
 * own. Left out, Azure takes the policy of 2022 in the API version that is used (since 2023-02-01).
 * https://learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview (2026-11-23)
 */
export const gatewayRequiresModernTls: Rule = {
  types: [gatewayType],
  check(resource, context) {
    const profiles = itemsOf(resource.properties.key('sslProfiles')).map((profile) =>
      profile.key('sslPolicy'),
    );
    return [
      ...judge(resource.properties.key('sslPolicy'), resource, context),
      ...profiles.filter((policy) => !policy.isAbsent).flatMap((policy) => judge(policy, resource, context)),
      ...itemsOf(resource.properties.key('httpListeners')).flatMap((listener) =>
        judgeProfile(listener.key('sslProfile'), resource),
      ),
    ];
  },
};

/** Whether the profile that a listener names is among those that are judged. */
function judgeProfile(reference: Value, { properties }: Resource): Result[] {
  const expected = "one of the gateway's own `sslProfiles`";
  if (reference.key('id').isAbsent) return [];
  const profile = partOf(properties.key('sslProfiles'), reference);
  if (profile.kind === 'unknown') return [undetermined(reference.key('id'), expected)];
  return profile.kind === 'part' ? [] : [violated(reference.key('id'), expected, 'no such profile')];
}

function judge(policy: Value, resource: Resource, { baseline }: Context): Result[] {
  const admitted = baseline.tls.gateway.policies;
  const type = policy.key('policyType');
  if (type.isUnknown && !policy.isUnknown) {
    return [undetermined(type, `Predefined, with ${orList(admitted)}`)];
  }
  if (type.isKnown && type.text?.toLowerCase() !== 'predefined') {
    return [violated(type, `Predefined, with ${orList(admitted)}`, show(type))];
  }
  const name = policy.key('policyName');
  // Azure writes down no default for a policy that says other things than its name.
  return policy.names.length > 0
    ? expectWord(name, admitted)
    : expectWord(name, admitted, { resource, value: 'AppGwSslPolicy20220101' });
}
