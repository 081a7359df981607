import { requirementsOf } from '../../lib/baseline/host-requirements';
import type { HardenedHost } from './host';
import { scopeOf } from './settings';

/**
 * Where the kernel's IPv6 is switched off, keeps systemd-networkd from switching it on again for each interface that it
 * configures, which it does for addresses of the link alone. What netplan makes anew at each start has the same names.
 * https://manpages.debian.org/bookworm/systemd/systemd.network.5.en.html (2026-11-28), LinkLocalAddressing=
 */
export function ipv6Steps(host: HardenedHost): string[] {
  const kernel = requirementsOf(host.baseline.hostAreas, 'kernel', scopeOf(host));
  if (!kernel.some(({ key, value }) => key === 'net.ipv6.conf.all.disable_ipv6' && value === 1)) return [];
  return [
    'for file in /run/systemd/network/*.network /etc/systemd/network/*.network; do',
    '  [ -e "$file" ] || continue',
    '  apply install -D -m 0644 /dev/stdin "/etc/systemd/network/$(basename "$file").d/50-yosai.conf" <<END',
    '[Network]',
    'LinkLocalAddressing=no',
    'IPv6AcceptRA=no',
    'END',
    'done',
  ];
}
