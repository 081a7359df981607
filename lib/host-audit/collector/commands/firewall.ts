import type { Command } from '../command';

/** All that nftables holds, as JSON (libnftables-json(5)). Rules of iptables are among it, as those translate them. */
export const firewall: Command = {
  run: ['/usr/sbin/nft', '-j', 'list', 'ruleset'],
  asRoot: true,
  bytes: 1024 * 1024,
};
