import type { HostRequirement } from '../../../baseline/types.generated';
import type { Asked, Command } from '../command';

/**
 * Who owns what any requirement names, and with which rights, as `ls -dl` prints it, which also tells whether a list
 * of access stands beside the mode; of a symbolic link, what it leads to. One that is not there is left out.
 */
export const pathRights = ({ hostAreas }: Asked): Command => {
  const paths = pathsOf(hostAreas);
  const tests = paths.flatMap((path, index) => [...(index === 0 ? [] : ['-o']), '-path', path]);
  return {
    run: [
      ...(['/usr/bin/find', '-L', ...new Set(paths.map(startOf)), '-maxdepth', '1'] as const),
      ...['(', ...tests, ')', '-exec', '/usr/bin/ls', '-dlLb', '--time-style=+', '{}', '+'],
    ] as [string, ...string[]],
    asRoot: true,
    mayVanish: true,
  };
};

function pathsOf(areas: Asked['hostAreas']): string[] {
  const requirements: readonly HostRequirement[] = Object.values(areas).flatMap((area) => area.requirements);
  return [...new Set(requirements.flatMap(({ path }) => path?.path ?? []))].sort();
}

/** Where the search begins: the path itself, or the folder of a pattern, which stands for names in one folder. */
const startOf = (path: string) => (path.includes('*') ? path.slice(0, path.lastIndexOf('/')) || '/' : path);
