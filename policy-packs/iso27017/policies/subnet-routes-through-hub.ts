import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Located, Rule } from '../framework/rule';
import { judgeRoutes } from '../network/routes';
import { type DescribedSubnet, subnetsOf, subnetTypes } from '../network/subnets';

const tableType = 'azure-native:network:RouteTable';
const routeType = 'azure-native:network:Route';
const expected = 'a route table that leads to the hub';

/**
 * The subnets that the baseline sends through the hub have a route table, and its routes lead everything outside
 * to the hub's firewall and nothing past it. Whether a table is there shows on the subnet; where it leads, in the
 * stack, with routes of the table's own list and those that are resources of their own.
 */
export const subnetRoutesThroughHub: Rule = {
  types: [...subnetTypes, tableType, routeType],
  check(resource, { baseline }) {
    if (!subnetTypes.includes(resource.type)) return { notApplicable: 'routes are judged with the stack' };
    const subnets = subnetsOf(resource, baseline.network).filter(mayNeedTable);
    if (subnets.length === 0) return { notApplicable: 'the subnet is not sent through the hub' };
    return subnets.flatMap(({ place, candidates, isOpen }) => {
      const id = place.at('routeTable.id');
      if (!id.isAbsent && !place.isUnknown) return [];
      const sure = !isOpen && candidates.every(({ routesThroughHub }) => routesThroughHub);
      return [sure ? violated(id, expected, 'nothing') : undetermined(id, expected)];
    });
  },
  checkStack(stack, context) {
    const judged = new Set<Resource>();
    const orphans = stack
      .ofType(routeType)
      .filter((route) => stack.holderOf(route, tableType) === undefined)
      .flatMap((route) => at(route, [undetermined('routeTableName', 'a route table of this stack')]));
    const found = stack.ofType(...subnetTypes).flatMap((resource) =>
      subnetsOf(resource, context.baseline.network)
        .filter(mayNeedTable)
        .flatMap((subnet) => judgeTable(resource, subnet, stack, context, judged)),
    );
    return [...orphans, ...found];
  },
};

function mayNeedTable({ candidates, isOpen }: DescribedSubnet): boolean {
  return candidates.some(({ routesThroughHub }) => routesThroughHub) || (isOpen && candidates.length === 0);
}

function judgeTable(
  resource: Resource,
  subnet: DescribedSubnet,
  stack: StackView,
  context: Context,
  judged: Set<Resource>,
): Located[] {
  const id = subnet.place.at('routeTable.id');
  if (subnet.place.isUnknown || id.isAbsent) return [];
  const target = stack.follow(resource, id, tableType);
  if (target.kind !== 'resource') return at(resource, [undetermined(id, `${expected}, made in this stack`)]);
  const table = target.resource;
  if (judged.has(table) || subnet.planned === undefined) return [];
  judged.add(table);
  const own = table.properties.key('routes');
  if (own.isUnknown) return at(table, [undetermined(own, expected)]);
  const beside = stack.ofType(routeType).filter((route) => stack.holderOf(route, tableType) === table);
  const routes = [...own.items, ...beside.map(({ properties }) => properties)];
  return at(table, judgeRoutes(routes, subnet.planned, 'routes', context));
}
