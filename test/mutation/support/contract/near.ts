import type { PlannedResource } from '../../../../lib/resources/from-plan';
import { isObject, type Steps } from '../places';
import { change } from '../rows';
import { azureId } from '../values';
import type { World } from '../world';

export const network = (name: string) => `azure-native:network:${name}`;
export const groupType = network('NetworkSecurityGroup');
export const tableType = network('RouteTable');
export const peeringType = network('VirtualNetworkPeering');
export const endpointType = network('PrivateEndpoint');
export const interfaceType = network('NetworkInterface');
export const gatewayType = network('ApplicationGateway');
export const bastionType = network('BastionHost');
export const collectionsType = network('FirewallPolicyRuleCollectionGroup');

/**
 * Whether a resource is one that is changed. The rule judges the whole network for every mutant, in a tenth of a
 * second: so the platform and one tenant are changed, the others being the same.
 */
export const isNear = ({ urn, inputs }: PlannedResource) =>
  !/kita|minato/.test(`${urn} ${JSON.stringify(inputs)}`);
export const isTenants = ({ name }: PlannedResource) => /aoba/.test(name);

/** Those resources of a type that are changed. */
export const of = (type: string, where = (_one: PlannedResource) => true) => ({
  of: type,
  where: (one: PlannedResource) => isNear(one) && where(one),
});

/** For what shows wherever a packet passes that should not. */
export const anywhere = (_one: PlannedResource, { resources }: World) => resources.map(({ urn }) => urn);

/** The id of something in no plan. */
export const elsewhere = (...path: readonly string[]) => azureId('rg-else', 'Microsoft.Network', ...path);

/** Places that become unknown, and nothing else. */
export const opened = (type: string, paths: readonly string[], at?: typeof anywhere) =>
  change({ ...of(type), path: paths, to: [], ...(at && { at }) });

export type Planned = Readonly<Record<string, unknown>>;
export const listOf = (list: unknown): Planned[] => (Array.isArray(list) ? list.filter(isObject) : []);

/** A property of those rules of a security group for which something holds. */
export const ofRules =
  (property: string, holds: (rule: Planned) => boolean) =>
  ({ inputs }: PlannedResource): Steps[] =>
    listOf(inputs['securityRules']).flatMap((rule, index): Steps[] =>
      holds(rule) ? [['securityRules', index, property]] : [],
    );
const isInbound = (rule: Planned) => rule['direction'] === 'Inbound';
export const isDenial = (rule: Planned) => isInbound(rule) && rule['access'] === 'Deny';
export const isDoor = (rule: Planned) => isInbound(rule) && rule['access'] === 'Allow';
export const isRouted = ({ inputs }: PlannedResource) => inputs['routeTable'] !== undefined;
