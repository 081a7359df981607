import { type AdmittedTraffic, hostFirewall } from '../../lib/baseline/host-firewall';
import type { HardenedHost } from './host';

/**
 * The host's own firewall: drops by default in all directions and admits what the baseline lists for the role.
 * https://wiki.nftables.org/
 */
export function nftablesRules({ baseline, role, tenantSlot }: HardenedHost): string {
  const { inbound, outbound } = hostFirewall(baseline, role, tenantSlot);
  return [
    '#!/usr/sbin/nft -f',
    'flush ruleset',
    'table inet yosai {',
    '  chain input {',
    '    type filter hook input priority filter; policy drop;',
    ...inbound.flatMap((traffic) => [
      ...statement(traffic, 'iif', 'saddr'),
      ...(traffic.states === undefined ? [] : ['    ct state invalid drop']),
    ]),
    '    limit rate 10/minute log prefix "yosai-in-drop "',
    '  }',
    '  chain forward {',
    '    type filter hook forward priority filter; policy drop;',
    '  }',
    '  chain output {',
    '    type filter hook output priority filter; policy drop;',
    ...outbound.flatMap((traffic) => statement(traffic, 'oif', 'daddr')),
    '    limit rate 10/minute log prefix "yosai-out-drop "',
    '  }',
    '}',
    '',
  ].join('\n');
}

function statement(traffic: AdmittedTraffic, device: 'iif' | 'oif', side: 'saddr' | 'daddr'): string[] {
  const { rule, loopback, states, icmpTypes, protocol, addresses, sourcePort, ports, userId } = traffic;
  const words = [
    loopback && `${device} lo`,
    states && `ct state ${states.join(',')}`,
    icmpTypes && `icmp type ${setOf(icmpTypes)}`,
    addresses && `ip ${side} ${rule === undefined ? addresses.join() : setOf(addresses)}`,
    sourcePort && `${protocol} sport ${sourcePort}`,
    protocol && (ports === undefined ? `meta l4proto ${protocol}` : `${protocol} dport ${portsOf(traffic)}`),
    userId !== undefined && `meta skuid ${userId}`,
    'accept',
    rule && `comment "${rule}"`,
  ];
  return [`    ${words.filter((word) => typeof word === 'string').join(' ')}`];
}

const portsOf = ({ sourcePort, ports = [] }: AdmittedTraffic) =>
  sourcePort === undefined ? setOf(ports) : ports.join();

const setOf = (members: readonly string[]) => `{ ${members.join(', ')} }`;
