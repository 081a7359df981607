import type { HostRequirement } from '../../../baseline/types.generated';
import type { Asked, Command } from '../command';

/** The kernel settings that any requirement names, `key = value` a line; some are readable for root alone. */
export const kernelSettings = ({ hostAreas }: Asked): Command => ({
  run: ['/usr/sbin/sysctl', '--ignore', ...keysOf(hostAreas)],
  asRoot: true,
  // 1 where a setting is not there.
  good: [0, 1],
});

function keysOf(areas: Asked['hostAreas']): string[] {
  const requirements: readonly HostRequirement[] = Object.values(areas).flatMap((area) => area.requirements);
  return [...new Set(requirements.flatMap(({ kernel }) => kernel?.key ?? []))].sort();
}
