import { type InterfaceSetting, ofAllInterfaces } from '../../../baseline/kernel-keys';
import type { HostRequirement } from '../../../baseline/types.generated';
import type { Asked, Command } from '../command';

/** The kernel settings that any requirement names, `key = value` a line; some are readable for root alone. */
export const kernelSettings = ({ hostAreas }: Asked): Command => ({
  run: ['/usr/sbin/sysctl', '--ignore', ...keysOf(hostAreas)],
  asRoot: true,
  // 1 where a setting is not there.
  good: [0, 1],
});

/**
 * What each network interface has of the settings that a requirement names for all of them, `path:value` a line: of most
 * of them the kernel does not look at `all` alone. A kernel may be without IPv6.
 */
export const interfaceSettings = ({ hostAreas }: Asked): Command => {
  const keys = keysOf(hostAreas);
  const ipv4 = filesOf(keys, 'ipv4');
  const both = [...ipv4, ...filesOf(keys, 'ipv6')];
  const read = (files: readonly string[]) => `exec grep -H '' ${files.join(' ')}`;
  return {
    run: ['sh', '-c', `if [ -e /proc/sys/net/ipv6 ]; then ${read(both)}; fi; ${read(ipv4)}`],
  };
};

/** Patterns of the files of each interface, for the settings of a family. */
const filesOf = (keys: readonly string[], family: InterfaceSetting['family']) =>
  keys
    .flatMap((key) => ofAllInterfaces(key) ?? [])
    .filter((setting) => setting.family === family)
    .map(({ name }) => `/proc/sys/net/${family}/conf/*/${name}`);

function keysOf(areas: Asked['hostAreas']): string[] {
  const requirements: readonly HostRequirement[] = Object.values(areas).flatMap((area) => area.requirements);
  return [...new Set(requirements.flatMap(({ kernel }) => kernel?.key ?? []))].sort();
}
