import type { Command } from '../command';

/** All that nftables holds, as JSON (libnftables-json(5)), with the rules of iptables but for its old kind. */
export const firewall: Command = {
  run: ['/usr/sbin/nft', '-j', 'list', 'ruleset'],
  asRoot: true,
  bytes: 1024 * 1024,
};

/**
 * Names of the tables that the old kind of iptables has loaded, of which nftables knows nothing; xtables-nft(8) says
 * how the two differ. The kernel has these files as soon as one has been loaded.
 */
export const oldFirewallTables: Command = {
  run: ['/usr/bin/cat', '/proc/net/ip_tables_names', '/proc/net/ip6_tables_names'],
  asRoot: true,
  // 1 where a file is not there.
  good: [0, 1],
};
