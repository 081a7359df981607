import { type SecurityRule, securityRules } from '../../lib/baseline/network-rules';
import type { HardenedHost } from './host';

/**
 * The host's own firewall: drops by default in all directions and admits what the network security group of the
 * machine's subnet admits, from the same flows of the baseline, so that virtual network and host agree (white
 * paper sections 20 and 32). Platform addresses come on top, the guest agent's for root alone.
 * https://wiki.nftables.org/
 */
export function nftablesRules(host: HardenedHost): string {
  const { network } = host.baseline;
  const subnet = network.machineRoles[host.role]?.subnet;
  if (subnet === undefined) throw new RangeError(`the baseline has no machine role ${host.role}`);
  const admitted = securityRules(network, {
    kind: 'tenant',
    role: subnet,
    slot: host.tenantSlot,
    operators: [],
  }).filter((rule) => rule.access === 'Allow');
  const { platform } = host.baseline.hosts;
  return [
    '#!/usr/sbin/nft -f',
    'flush ruleset',
    'table inet yosai {',
    '  chain input {',
    '    type filter hook input priority filter; policy drop;',
    '    iif lo accept',
    '    ct state established,related accept',
    '    ct state invalid drop',
    '    icmp type { destination-unreachable, time-exceeded, parameter-problem } accept',
    ...admitted.filter(inbound).flatMap((rule) => statements(rule, 'saddr', rule.sources)),
    '    limit rate 10/minute log prefix "yosai-in-drop "',
    '  }',
    '  chain forward {',
    '    type filter hook forward priority filter; policy drop;',
    '  }',
    '  chain output {',
    '    type filter hook output priority filter; policy drop;',
    '    oif lo accept',
    '    ct state established,related accept',
    `    ip daddr ${platform.host.address} tcp dport ${setOf(platform.host.tcpPorts)} meta skuid 0 accept`,
    `    ip daddr ${platform.metadata.address} tcp dport ${setOf(platform.metadata.tcpPorts)} accept`,
    '    udp sport 68 udp dport 67 accept',
    ...admitted
      .filter((rule) => !inbound(rule))
      .flatMap((rule) => statements(rule, 'daddr', rule.destinations)),
    '    limit rate 10/minute log prefix "yosai-out-drop "',
    '  }',
    '}',
    '',
  ].join('\n');
}

const inbound = (rule: SecurityRule) => rule.direction === 'Inbound';

function statements(rule: SecurityRule, side: 'saddr' | 'daddr', addresses: readonly string[]): string[] {
  const where = place(rule, side, addresses);
  const protocols = rule.protocol === '*' ? ['tcp', 'udp'] : [rule.protocol.toLowerCase()];
  return protocols.map((protocol) => {
    const what = rule.ports.includes('*')
      ? `meta l4proto ${protocol}`
      : `${protocol} dport ${setOf(rule.ports)}`;
    return `    ${where}${what} accept comment "${rule.name}"`;
  });
}

/** Ranges stand for themselves; the Internet and everything are any address. Other service tags have no ranges here. */
function place(rule: SecurityRule, side: 'saddr' | 'daddr', addresses: readonly string[]): string {
  const [only] = addresses;
  if (only === '*' || only === 'Internet') return '';
  const tag = addresses.find((address) => !/^[\d./]+$/.test(address));
  if (tag !== undefined) {
    throw new RangeError(`rule ${rule.name} names the service tag ${tag}, which a host firewall cannot know`);
  }
  return `ip ${side} ${setOf(addresses)} `;
}

const setOf = (members: readonly (string | number)[]) => `{ ${members.join(', ')} }`;
