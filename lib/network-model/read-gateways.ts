import type { Resource } from '../resources/resource';
import { itemsOf, type Value } from '../resources/value';
import { readRange } from './address-sets';
import { type Building, found, isRemark, lastStep } from './building';
import type { ApplicationGateway, Backend, Listener, PublicAddress } from './model';
import { type NumberSet, union } from './number-set';
import { placeIn, subnetOf } from './read-endpoints';
import { types } from './types';

/**
 * Reads application gateways: what listens at which frontend, and where it leads.
 * https://learn.microsoft.com/azure/application-gateway/configuration-overview (2026-11-27)
 */
export function readGateways(building: Building): ApplicationGateway[] {
  const pooled = pooledAddresses(building, 'applicationGatewayBackendAddressPools');
  return building.view.ofType(types.gateway).flatMap((resource): ApplicationGateway[] => {
    const { properties } = resource;
    const gaps = building.gaps.length;
    const [subnet] = itemsOf(properties.key('gatewayIPConfigurations')).map((item) =>
      subnetOf(building, resource, item.key('subnet')),
    );
    if (subnet === undefined || isRemark(subnet)) {
      if (subnet === undefined) building.gap({ urn: resource.urn, path: '' }, 'names no subnet');
      return [];
    }
    const links = properties.key('privateLinkConfigurations');
    if (links.isUnknown || links.items.length > 0) {
      building.gap(
        { urn: resource.urn, path: links.path },
        'who reaches it by a private link is not followed',
      );
    }
    const frontends = itemsOf(properties.key('frontendIPConfigurations'));
    for (const name of frontends.map((item) => item.key('name')).filter(({ isUnknown }) => isUnknown)) {
      building.gap({ urn: resource.urn, path: name.path }, 'what listens at the frontend is not known yet');
    }
    const publics = frontends.map((item) => item.key('publicIPAddress')).filter((place) => !place.isAbsent);
    const privates = frontends.map((item) => item.key('privateIPAddress')).filter((place) => place.isKnown);
    const built: Omit<ApplicationGateway, 'open'> = {
      ...building.thing(resource, properties, subnet),
      kind: 'applicationGateway',
      subnet,
      // Its instances may have any address of the subnet, a private frontend one of its own.
      ...placeIn(building, resource, subnet, []),
      frontend: building.ranges(resource, privates),
      publicAddresses: publics.flatMap((place) => {
        const id = place.isUnknown ? place : place.key('id');
        return found(building.follow<PublicAddress>(resource, id, types.publicAddress)) ?? [];
      }),
      listeners: readListeners(building, resource, pooled),
    };
    const gateway = building.keep(resource, { ...built, open: building.gaps.slice(gaps) });
    subnet.endpoints.push(gateway);
    return [gateway];
  });
}

type Pools = ReadonlyMap<string, NumberSet>;

/** Addresses of the interfaces that name a pool of a gateway or load balancer, by the id in lower case. */
export function pooledAddresses(building: Building, property: string): Pools {
  const pools = new Map<string, NumberSet>();
  for (const resource of building.view.ofType(types.interface)) {
    for (const configuration of itemsOf(resource.properties.key('ipConfigurations'))) {
      for (const pool of itemsOf(configuration.key(property))) {
        const id = pool.key('id').text?.toLowerCase();
        const address = readRange(configuration.key('privateIPAddress').text ?? '');
        if (id === undefined || address === undefined) {
          building.gap({ urn: resource.urn, path: pool.path }, 'what stands in the pool is not known yet');
        } else pools.set(id, union(pools.get(id) ?? [], address));
      }
    }
  }
  return pools;
}

function readListeners(building: Building, resource: Resource, pooled: Pools): Listener[] {
  const { properties } = resource;
  const publics = new Set(
    itemsOf(properties.key('frontendIPConfigurations'))
      .filter((item) => !item.key('publicIPAddress').isAbsent)
      .map((item) => item.key('name').text?.toLowerCase()),
  );
  const ports = named(properties.key('frontendPorts'));
  const backends = backendsByListener(building, resource, pooled);
  return ['httpListeners', 'listeners'].flatMap((list) =>
    itemsOf(properties.key(list)).flatMap((place): Listener[] => {
      const where = { urn: resource.urn, path: place.path };
      const name = place.key('name').text ?? 'a listener';
      const port = ports.get(lastStep(place.at('frontendPort.id')) ?? '')?.key('port').number;
      if (port === undefined) {
        building.gap(where, 'at which port it listens is not known');
        return [];
      }
      if (place.key('name').isUnknown) building.gap(where, 'which rules lead from it is not known yet');
      const frontend = lastStep(place.at('frontendIPConfiguration.id'));
      return [
        {
          where,
          name,
          port,
          protocol: 'Tcp',
          isPublic: frontend === undefined || publics.has(frontend),
          backends: backends.get(name.toLowerCase()) ?? [],
        },
      ];
    }),
  );
}

function named(list: Value): ReadonlyMap<string, Value> {
  return new Map(itemsOf(list).map((item) => [item.key('name').text?.toLowerCase() ?? '', item]));
}

/** Where each listener leads, by the rules, their path maps and their redirections to the outside. */
function backendsByListener(building: Building, resource: Resource, pooled: Pools): Map<string, Backend[]> {
  const { properties } = resource;
  const maps = named(properties.key('urlPathMaps'));
  const pools = named(properties.key('backendAddressPools'));
  const settings = new Map([
    ...named(properties.key('backendHttpSettingsCollection')),
    ...named(properties.key('backendSettingsCollection')),
  ]);
  const byListener = new Map<string, Backend[]>();
  const add = (listener: string, backend: Backend[]) =>
    byListener.set(listener, [...(byListener.get(listener) ?? []), ...backend]);
  for (const list of ['requestRoutingRules', 'routingRules']) {
    for (const rule of itemsOf(properties.key(list))) {
      const listener = lastStep(rule.key('httpListener').key('id')) ?? lastStep(rule.at('listener.id'));
      if (listener === undefined) {
        building.gap({ urn: resource.urn, path: rule.path }, 'which listener the rule is for is not known');
        continue;
      }
      const mapId = rule.at('urlPathMap.id');
      if (mapId.isUnknown) {
        building.gap(
          { urn: resource.urn, path: mapId.path },
          'by which paths the rule leads is not known yet',
        );
      }
      const map = maps.get(lastStep(mapId) ?? '');
      const paths = map === undefined ? [] : itemsOf(map.key('pathRules'));
      const targets = [
        { pool: rule.at('backendAddressPool.id'), setting: rule.at('backendHttpSettings.id') },
        { pool: rule.at('backendAddressPool.id'), setting: rule.at('backendSettings.id') },
        ...(map === undefined
          ? []
          : [
              {
                pool: map.at('defaultBackendAddressPool.id'),
                setting: map.at('defaultBackendHttpSettings.id'),
              },
            ]),
        ...paths.map((path) => ({
          pool: path.at('backendAddressPool.id'),
          setting: path.at('backendHttpSettings.id'),
        })),
      ].filter(({ pool, setting }) => !pool.isAbsent && !setting.isAbsent);
      for (const { pool, setting } of targets) {
        const place = pools.get(lastStep(pool) ?? '');
        const port = settings.get(lastStep(setting) ?? '')?.key('port').number;
        if (place === undefined || port === undefined) {
          building.gap({ urn: resource.urn, path: rule.path }, 'where the rule leads is not known');
          continue;
        }
        add(listener, [backendAt(building, resource, place, port, pooled)]);
      }
    }
  }
  return byListener;
}

function backendAt(
  building: Building,
  resource: Resource,
  pool: Value,
  port: number,
  pooled: Pools,
): Backend {
  const listed = itemsOf(pool.key('backendAddresses')).flatMap((item) => {
    if (!item.isUnknown && !item.key('fqdn').isAbsent) {
      building.gap({ urn: resource.urn, path: item.path }, 'a backend by name is not followed');
      return [];
    }
    const address = item.isUnknown ? item : item.key('ipAddress');
    return address.isAbsent ? [] : [address];
  });
  const name = pool.key('name').text?.toLowerCase() ?? '';
  const attached = [...pooled].filter(
    ([id]) => id.endsWith(`/${name}`) && id.includes(`/${gatewayName(resource)}/`),
  );
  const addresses = union(building.ranges(resource, listed), ...attached.map(([, set]) => set));
  return { where: { urn: resource.urn, path: pool.path }, addresses, port };
}

function gatewayName(resource: Resource): string {
  const name =
    resource.properties.key('applicationGatewayName').text ??
    resource.properties.key('loadBalancerName').text;
  return (name ?? resource.name).toLowerCase();
}
