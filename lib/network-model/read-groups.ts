import type { Resource } from '../resources/resource';
import { show } from '../resources/show';
import { itemsOf, type Value } from '../resources/value';
import { type Building, readerOf } from './building';
import { beyondLimits } from './group-limits';
import type { ApplicationGroup, ModelRule, SecurityGroup } from './model';
import type { Remark } from './remark';
import { beforeAllOthers, type GroupRule, readGroupRule, readWidely } from './security-rule';
import { readPorts, readProtocol } from './traffic';
import { types } from './types';

const directions = ['Inbound', 'Outbound'] as const;

/**
 * Azure's own rules of every group.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules (2026-11-27)
 */
const defaults = {
  Inbound: [
    ['AllowVnetInBound', 65000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'],
    ['AllowAzureLoadBalancerInBound', 65001, 'Allow', 'AzureLoadBalancer', '*'],
    ['DenyAllInBound', 65500, 'Deny', '*', '*'],
  ],
  Outbound: [
    ['AllowVnetOutBound', 65000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'],
    ['AllowInternetOutBound', 65001, 'Allow', '*', 'Internet'],
    ['DenyAllOutBound', 65500, 'Deny', '*', '*'],
  ],
} as const;

/** Reads every network security group with the rules in it and those that are resources beside it. */
export function readGroups(building: Building): SecurityGroup[] {
  const { view } = building;
  const beside = new Map<Resource, Resource[]>();
  for (const rule of view.ofType(types.rule)) {
    const holder = view.holderOf(rule, types.group);
    if (holder === undefined) {
      building.gap({ urn: rule.urn, path: '' }, 'the group that the rule belongs to is not in the plans');
    } else beside.set(holder, [...(beside.get(holder) ?? []), rule]);
  }
  return view.ofType(types.group).map((resource) => {
    const listed = itemsOf(resource.properties.key('securityRules'));
    const places = [
      ...listed.map((place) => ({ resource, place })),
      ...(beside.get(resource) ?? []).map((rule) => ({ resource: rule, place: rule.properties })),
    ];
    const rules = places.flatMap(({ resource: holder, place }) => readRule(building, holder, place));
    refusePriorities(building, rules);
    for (const { expected, found } of beyondLimits(places.map(({ place }) => readGroupRule(place)))) {
      building.fault({ urn: resource.urn, path: 'securityRules' }, `must be ${expected}, found ${found}`);
    }
    const thing = building.thing(resource);
    const ordered = (direction: (typeof directions)[number]): ModelRule[] => [
      ...rules
        .filter((rule) => rule.direction === direction)
        .sort((a, b) => a.priority - b.priority)
        .map((rule) => ({ ...rule })),
      ...defaults[direction].map(([name, priority, access, source, destination]) => ({
        place: resource.properties,
        where: thing.where,
        name,
        priority,
        direction,
        access,
        texts: {
          sources: [source],
          destinations: [destination],
          protocol: '*',
          sourcePorts: ['*'],
          ports: ['*'],
        },
        sound: true,
        own: false,
        open: undefined,
      })),
    ];
    return building.keep(resource, { ...thing, inbound: ordered('Inbound'), outbound: ordered('Outbound') });
  });
}

/** Application security groups, without members until the interfaces are read. */
export function readApplicationGroups(building: Building): ApplicationGroup[] {
  return building.view
    .ofType(types.applicationGroup)
    .map((resource) => building.keep(resource, { ...building.thing(resource), members: [], exact: true }));
}

/** A rule as the model takes it; one whose direction is not known stands in both. */
function readRule(building: Building, resource: Resource, place: Value): ModelRule[] {
  const where = { urn: resource.urn, path: place.path };
  const read = readGroupRule(place);
  if (read.kind === 'rule') {
    const wrong = wrongText(read.rule, building);
    if (wrong !== undefined) building.fault(where, wrong);
    const unknown = unknownGroup(building, resource, read.rule);
    if (unknown === undefined && wrong === undefined) {
      return [{ ...read.rule, where, sound: true, own: true, open: undefined }];
    }
    return [{ ...widened(read.rule, building), where, sound: wrong === undefined, own: true, open: unknown }];
  }
  const problem = { urn: resource.urn, path: read.place.path };
  const open =
    read.kind === 'unknown'
      ? building.gap(problem, 'what the rule says is not known before deployment')
      : undefined;
  if (read.kind === 'wrong') {
    building.fault(problem, `must be ${read.expected}, found ${show(read.place)}`);
  }
  const rules = read.kind === 'wrong' && read.rule !== undefined ? [read.rule] : readWidely(place);
  return rules.map((rule) => ({
    ...widened(rule, building),
    where,
    sound: read.kind === 'unknown',
    own: true,
    open,
  }));
}

/** A rule in which every text that Azure's rules do not know stands for everything. */
function widened(rule: GroupRule, building: Building): GroupRule {
  const { texts } = rule;
  const reader = readerOf(building);
  const wide = (list: readonly string[]) =>
    list.some((text) => reader.tryRead(text) === undefined) ? ['*'] : list;
  const widePorts = (list: readonly string[]) => (readPorts(list) === undefined ? ['*'] : list);
  return {
    ...rule,
    texts: {
      sources: wide(texts.sources),
      destinations: wide(texts.destinations),
      protocol: readProtocol(texts.protocol) === undefined ? '*' : texts.protocol,
      sourcePorts: widePorts(texts.sourcePorts),
      ports: widePorts(texts.ports),
    },
  };
}

function wrongText({ texts }: GroupRule, building: Building): string | undefined {
  const reader = readerOf(building);
  const addresses = [...texts.sources, ...texts.destinations].filter((text) => !text.startsWith('/'));
  const wrong = addresses.find((text) => reader.tryRead(text) === undefined);
  if (wrong !== undefined) return 'holds something that is no address, range or service tag';
  if (readProtocol(texts.protocol) === undefined) return 'holds a protocol that Azure does not know';
  const ports = [texts.ports, texts.sourcePorts].every((list) => readPorts(list) !== undefined);
  return ports ? undefined : 'holds something that is no port or range of ports';
}

/** A gap where a rule names an application security group that is not in the plans. */
function unknownGroup(
  building: Building,
  resource: Resource,
  { place, texts }: GroupRule,
): Remark | undefined {
  const ids = [...texts.sources, ...texts.destinations].filter((text) => text.startsWith('/'));
  const missing = ids.filter((id) => applicationGroupOf(building, id) === undefined);
  if (missing.length === 0) return undefined;
  return building.gap(
    { urn: resource.urn, path: place.path },
    'the application security group that the rule names is not in the plans',
  );
}

/** The application security group that an id names; the plans' own only. */
export function applicationGroupOf(building: Building, id: string): Resource | undefined {
  const [, group, name] =
    /\/resourcegroups\/([^/]+)\/.*\/applicationsecuritygroups\/([^/]+)\/?$/i.exec(id) ?? [];
  return name === undefined ? undefined : building.view.find(types.applicationGroup, group, name);
}

/** Priorities that are used twice in one direction; those outside of Azure's range were refused when they were read. */
function refusePriorities(building: Building, rules: ModelRule[]): void {
  const seen = new Map<string, number>();
  const refuse = (index: number) => {
    const rule = rules[index];
    if (rule !== undefined) rules[index] = { ...rule, sound: false };
  };
  for (const [index, rule] of rules.entries()) {
    if (rule.open !== undefined || rule.priority === beforeAllOthers) continue;
    const key = `${rule.direction} ${rule.priority}`;
    const other = seen.get(key);
    if (other !== undefined) {
      const direction = rule.direction.toLowerCase();
      building.fault(
        rule.where,
        `has priority ${rule.priority}, which another ${direction} rule has as well`,
      );
      refuse(index);
      refuse(other);
    } else seen.set(key, index);
  }
}
