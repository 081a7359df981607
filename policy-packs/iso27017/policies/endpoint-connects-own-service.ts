import { types } from '../../../lib/network-model/types';
import { parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import { show } from '../../../lib/resources/show';
import { nameOf, resourceGroupType, type StackView } from '../../../lib/resources/stack-view';
import { itemsOf, type Value } from '../../../lib/resources/value';
import { isOfType } from '../azure/id-type';
import { sharedBy, sharedResources } from '../azure/shared-resources';
import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Result, Rule } from '../framework/rule';

/** Those that the service's owner has to approve are named apart. */
const lists = ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'];
const expected = 'the id of a service that this stack makes';

/**
 * A private endpoint leads past every route and firewall to whatever it names, so it names a service of its own stack,
 * or one outside that the configuration shares. A private link service of somebody else may lead anywhere, and an alias
 * does not even say to whom; of any other service outside the stack it is not known whose it is.
 * https://learn.microsoft.com/azure/private-link/private-endpoint-overview,
 * https://learn.microsoft.com/azure/private-link/private-link-service-overview#alias (2026-11-27)
 */
export const endpointConnectsOwnService: Rule = {
  types: [types.privateEndpoint],
  config: { sharedResources },
  checkStack(stack, context) {
    return stack.ofType(types.privateEndpoint).flatMap((endpoint) =>
      at(
        endpoint,
        lists
          .flatMap((list) => itemsOf(endpoint.properties.key(list)))
          .flatMap((connection) => judge(connection.key('privateLinkServiceId'), endpoint, stack, context)),
      ),
    );
  },
};

function judge(place: Value, endpoint: Resource, stack: StackView, context: Context): Result[] {
  if (place.isUnknown) {
    const makers = stack.madeFrom(endpoint, place).filter(({ type }) => isService(type));
    return makers.length > 0 ? [] : [undetermined(place, expected)];
  }
  const id = parseAzureId(place.text ?? '');
  const last = id?.segments.at(-1);
  if (id === undefined || last === undefined) {
    return [violated(place, expected, place.isAbsent ? 'nothing' : show(place))];
  }
  const isOwn = stack
    .along(id)
    .some(
      (resource) => isService(resource.type) && isOfType(id, resource.type) && nameOf(resource) === last.name,
    );
  if (isOwn || sharedBy(context)(id)) return [];
  return last.type === 'privatelinkservices'
    ? [violated(place, expected, `${last.name}, a private link service outside of it`)]
    : [undetermined(place, expected)];
}

function isService(type: string): boolean {
  return type.startsWith('azure-native:') && type !== resourceGroupType;
}
