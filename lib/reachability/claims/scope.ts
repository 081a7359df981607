import type { ClaimKind } from '../../baseline/types.generated';
import type { Remark } from '../../network-model/remark';

const paths: readonly ClaimKind[] = ['traffic', 'outbound'];
const standing: readonly ClaimKind[] = ['traffic', 'outbound', 'accepts'];
const networks: readonly ClaimKind[] = ['traffic', 'outbound', 'accepts', 'ways'];

/** What a gap in a resource of a type can matter to. The first that fits decides. */
const scopes: readonly (readonly [type: RegExp, kinds: readonly ClaimKind[]])[] = [
  [/^azure-native:privatedns:/, ['dnsLinks']],
  [/:PrivateDnsZoneGroup$/, ['dnsLinks']],
  [/:PrivateEndpoint$/, ['traffic', 'accepts', 'endpointTargets']],
  [/:(FirewallPolicy|FirewallPolicyRuleCollectionGroup|IpGroup)$/, paths],
  [/:VirtualNetworkPeering$/, paths],
  [/:(NetworkSecurityGroup|SecurityRule|ApplicationSecurityGroup)$/, standing],
  [/:(RouteTable|Route)$/, [...paths, 'ways']],
];

/**
 * A rule, a route and a peering with a network in no plan are open by themselves: the answers that come by them know
 * it. Only what belongs to nothing in the plans is in no answer.
 */
const openByItself = /:(NetworkSecurityGroup|SecurityRule|RouteTable|Route)$/;

/** Whether something that the model does not know can matter to claims of a kind. */
export function touches({ where }: Remark, kind: ClaimKind): boolean {
  const type = typeOf(where.urn);
  if (openByItself.test(type) && where.path !== '') return false;
  if (/:VirtualNetworkPeering$/.test(type) && where.path.startsWith('remoteVirtualNetwork')) return false;
  const kinds = scopes.find(([pattern]) => pattern.test(type))?.[1] ?? networks;
  return kinds.includes(kind);
}

/** The type token in a URN, without those of the parents. */
function typeOf(urn: string): string {
  const type = urn.split('::').at(-2)?.split('$').at(-1) ?? '';
  // A type of another API version says so in its module: azure-native:network/v20240101:Subnet.
  return type.replace(/\/v\d{8}(preview)?:/i, ':');
}
