import type { Resource } from '../resources/resource';
import { itemsOf, type Value } from '../resources/value';
import { readRange } from './address-sets';
import { type Building, found, lastStep } from './building';
import type { Forwarding, Interface, LoadBalancer, PublicAddress } from './model';
import { meets, type NumberSet, union } from './number-set';
import { everyPort, everyProtocol, readPorts, readProtocol } from './traffic';
import { types } from './types';

/**
 * Reads load balancers: which packets of a frontend go to which interfaces and ports; their source stays.
 * https://learn.microsoft.com/azure/load-balancer/components (2026-11-27)
 */
export function readBalancers(building: Building, interfaces: readonly Interface[]): LoadBalancer[] {
  const members = poolMembers(building, interfaces);
  return building.view.ofType(types.balancer).map((resource) => {
    const gaps = building.gaps.length;
    const frontends = itemsOf(resource.properties.key('frontendIPConfigurations'));
    const publics = frontends.map((item) => item.key('publicIPAddress')).filter((place) => !place.isAbsent);
    const rules = ['loadBalancingRules', 'inboundNatRules'].flatMap((list) =>
      itemsOf(resource.properties.key(list)),
    );
    const own = (kind: string, name: string | undefined) =>
      members.get(
        `${(resource.properties.key('loadBalancerName').text ?? resource.name).toLowerCase()}/${kind}/${name}`,
      ) ?? [];
    const built = {
      ...building.thing(resource),
      kind: 'loadBalancer' as const,
      publicAddresses: publics.flatMap((place) => {
        const id = place.isUnknown ? place : place.key('id');
        return found(building.follow<PublicAddress>(resource, id, types.publicAddress)) ?? [];
      }),
      addresses: union(...frontends.map(privateAddress)),
      forwards: rules.map((rule) => readForwarding(building, resource, rule, frontends, interfaces, own)),
      pool: itemsOf(resource.properties.key('backendAddressPools')).flatMap((pool) =>
        own('backendaddresspools', pool.key('name').text?.toLowerCase()),
      ),
    };
    return building.keep(resource, { ...built, open: building.gaps.slice(gaps) });
  });
}

function privateAddress(frontend: Value): NumberSet {
  return readRange(frontend.key('privateIPAddress').text ?? '') ?? [];
}

function readForwarding(
  building: Building,
  resource: Resource,
  rule: Value,
  frontends: readonly Value[],
  interfaces: readonly Interface[],
  own: (kind: string, name: string | undefined) => readonly Interface[],
): Forwarding {
  const where = { urn: resource.urn, path: rule.path };
  if (rule.properties.some((value) => value.isUnknown))
    building.gap(where, 'what the rule says is not known yet');
  const frontend = frontends.find(
    (item) => item.key('name').text?.toLowerCase() === lastStep(rule.at('frontendIPConfiguration.id')),
  );
  if (frontend === undefined) building.gap(where, 'at which frontend the rule listens is not known');
  const ports = (one: string, first: string, last: string): NumberSet => {
    const [single, from, to] = [one, first, last].map((name) => rule.key(name).number);
    if (from !== undefined && to !== undefined) return [[from, to]];
    return single === undefined || single === 0 ? everyPort : (readPorts([String(single)]) ?? everyPort);
  };
  const word = rule.key('protocol').text?.toLowerCase();
  const pools = [rule.key('backendAddressPool'), ...itemsOf(rule.key('backendAddressPools'))];
  if (pools.some((pool) => pool.isUnknown || pool.key('id').isUnknown)) {
    building.gap(where, 'which pool the rule leads to is not known yet');
  }
  const named = pools.map((pool) => lastStep(pool.key('id'))).filter((name) => name !== undefined);
  const listed = itemsOf(resource.properties.key('backendAddressPools'))
    .filter((pool) => named.includes(pool.key('name').text?.toLowerCase() ?? ''))
    .flatMap((pool) => itemsOf(pool.key('loadBalancerBackendAddresses')))
    .map((item) => readRange(item.key('ipAddress').text ?? '') ?? []);
  const byAddress = interfaces.filter(
    ({ addresses, exact }) => exact && listed.some((set) => meets(set, addresses)),
  );
  return {
    where,
    isPublic: frontend === undefined || !frontend.key('publicIPAddress').isAbsent,
    frontend: frontend === undefined ? [] : privateAddress(frontend),
    protocols: word === 'all' || word === undefined ? everyProtocol : (readProtocol(word) ?? everyProtocol),
    ports: ports('frontendPort', 'frontendPortRangeStart', 'frontendPortRangeEnd'),
    backendPorts: ports('backendPort', 'backendPort', 'backendPort'),
    backends: [
      ...new Set([
        ...named.flatMap((name) => own('backendaddresspools', name)),
        ...own('inboundnatrules', rule.key('name').text?.toLowerCase()),
        ...byAddress,
      ]),
    ],
  };
}

/** Interfaces by the pool or NAT rule that they name: `balancer/backendaddresspools/pool`. */
function poolMembers(building: Building, interfaces: readonly Interface[]): Map<string, Interface[]> {
  const members = new Map<string, Interface[]>();
  for (const one of interfaces) {
    const resource = building.resourceAt(one.where.urn);
    const configurations = resource?.properties.key('ipConfigurations').items ?? [];
    for (const configuration of configurations) {
      for (const list of ['loadBalancerBackendAddressPools', 'loadBalancerInboundNatRules']) {
        for (const item of itemsOf(configuration.key(list))) {
          const steps = item.key('id').text?.toLowerCase().split('/').slice(-3);
          if (steps === undefined) {
            building.gap(
              { urn: one.where.urn, path: item.path },
              'the pool that it stands in is not known yet',
            );
          } else members.set(steps.join('/'), [...(members.get(steps.join('/')) ?? []), one]);
        }
      }
    }
  }
  return members;
}
