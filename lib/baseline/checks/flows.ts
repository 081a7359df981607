import type { Mistake } from '../mistake';
import { peersOf, peerWords } from '../network-rules';
import { type Path, show } from '../show';
import type { NetworkBaseline, NetworkKind } from '../types.generated';
import type { Valid } from '../validate';
import type { YamlDocument } from '../yaml-document';
import { repeated, unknown } from './common';

const reserved: readonly string[] = Object.values(peerWords);

/**
 * Checks services, machine roles, resolvers, flows and the firewall's names: all of them exist, and none joins what is
 * apart.
 */
export function checkFlows({ document, value: network }: Valid<NetworkBaseline>): Mistake[] {
  return [
    ...checkServices(document, network),
    ...checkMachineRoles(document, network),
    ...checkResolvers(document, network),
    ...repeated(document, 'the flow id', idsOf('flows', network.flows)),
    ...repeated(document, 'the outbound id', idsOf('outbound', network.outbound)),
    ...checkPeers(document, network),
    ...(['flows', 'outbound'] as const).flatMap((list) =>
      network[list].flatMap((entry, index) =>
        entry.services.flatMap((name, place) =>
          unknown(document, [list, index, 'services', place], 'service', name, Object.keys(network.services)),
        ),
      ),
    ),
  ];
}

function idsOf(list: string, entries: readonly { id: string }[]) {
  return entries.map(({ id }, index) => ({ key: id, path: [list, index, 'id'] }));
}

function checkServices(document: YamlDocument, network: NetworkBaseline): Mistake[] {
  return Object.entries(network.services).flatMap(([name, { ports }]) =>
    ports.flatMap((port, index) => {
      const path: Path = ['services', name, 'ports', index];
      if (port === '*') {
        return ports.length === 1
          ? []
          : [document.mistake(path, "'*' is every port; no other stands beside it")];
      }
      if (typeof port === 'number') return [];
      const [low, high] = port.split('-').map(Number) as [number, number];
      if (Math.max(low, high) > 65535)
        return [document.mistake(path, `${show(port)} has a port above 65535`)];
      return low < high
        ? []
        : [document.mistake(path, `${show(port)} does not rise`, low === high ? `${low}` : `${high}-${low}`)];
    }),
  );
}

function checkMachineRoles(document: YamlDocument, network: NetworkBaseline): Mistake[] {
  const roles = network.subnets.tenant.map(({ role }) => role);
  return Object.entries(network.machineRoles).flatMap(([name, { subnet }]) =>
    unknown(document, ['machineRoles', name, 'subnet'], 'tenant subnet of role', subnet, roles),
  );
}

function checkResolvers(document: YamlDocument, network: NetworkBaseline): Mistake[] {
  const roles = network.subnets.hub.map(({ role }) => role);
  return network.resolvers.flatMap((role, index) =>
    unknown(document, ['resolvers', index], 'hub subnet of role', role, roles),
  );
}

type Side = { readonly key: 'from' | 'to'; readonly peers: readonly string[] };

function checkPeers(document: YamlDocument, network: NetworkBaseline): Mistake[] {
  const kindOf = new Map<string, NetworkKind>();
  const mistakes: Mistake[] = [];
  for (const kind of ['tenant', 'hub', 'corporate'] as const) {
    for (const [index, { role }] of network.subnets[kind].entries()) {
      kindOf.set(role, kind);
      if (reserved.includes(role)) {
        const text = `${show(role)} means something else in flows; choose another role`;
        mistakes.push(document.mistake(['subnets', kind, index, 'role'], text));
      }
    }
  }
  const known = [...new Set([...kindOf.keys(), ...reserved, ...network.serviceTags])];
  for (const [index, flow] of network.flows.entries()) {
    const from: Side = { key: 'from', peers: peersOf(flow.from) };
    const to: Side = { key: 'to', peers: peersOf(flow.to) };
    for (const { key, peers } of [from, to]) {
      for (const [place, peer] of peers.entries()) {
        const path: Path =
          typeof flow[key] === 'string' ? ['flows', index, key] : ['flows', index, key, place];
        mistakes.push(...unknown(document, path, 'subnet role, peer word or service tag', peer, known));
        if (peers.length > 1 && network.serviceTags.includes(peer)) {
          // Azure's rules take one service tag or a list of ranges.
          mistakes.push(
            document.mistake(path, `the service tag ${peer} stands alone; write a flow of its own for it`),
          );
        }
      }
    }
    if ([...from.peers, ...to.peers].every((peer) => known.includes(peer))) {
      mistakes.push(...checkJoined(document, ['flows', index], [from, to], kindOf));
    }
  }
  return mistakes;
}

/** A flow stands on a subnet at one side at least, and never joins tenants, or the corporate network to others. */
function checkJoined(
  document: YamlDocument,
  path: Path,
  [from, to]: readonly [Side, Side],
  kindOf: ReadonlyMap<string, NetworkKind>,
): Mistake[] {
  const kindsAt = ({ peers }: Side): Set<string> =>
    new Set(peers.map((peer) => (peer === peerWords.tenants ? peer : (kindOf.get(peer) ?? 'outside'))));
  const [left, right] = [kindsAt(from), kindsAt(to)];
  const has = (kind: string): boolean => left.has(kind) || right.has(kind);
  const sides = `${from.peers.join(', ')} → ${to.peers.join(', ')}`;
  const inside = (kinds: ReadonlySet<string>): boolean => !kinds.has('outside') && !kinds.has('tenants');
  if (!inside(left) && !inside(right)) {
    return [
      document.mistake(path, `${sides} has no subnet role at either side, so no rule would come from it`),
    ];
  }
  if (has('tenants') && has('tenant')) {
    return [
      document.mistake(path, `${sides} would join tenants to each other, which section 31 keeps apart`),
    ];
  }
  if (has('corporate') && (has('tenant') || has('hub') || has('tenants'))) {
    return [
      document.mistake(
        path,
        `${sides} would join the corporate network to the service; section 31 keeps them apart`,
      ),
    ];
  }
  return [];
}
