import type { HostRequirement } from '../../../baseline/types.generated';
import type { Asked, Command } from '../command';

const properties = [
  'Id',
  'Names',
  'LoadState',
  'ActiveState',
  'SubState',
  'UnitFileState',
  'WantedBy',
  'RequiredBy',
];

/** What systemd knows of each unit that a requirement names, `Property=value` a line and an empty line between units. */
export const units = ({ hostAreas }: Asked): Command => ({
  run: ['systemctl', 'show', `--property=${properties.join(',')}`, '--', ...unitNames(hostAreas)],
  seconds: 30,
});

/** The units that failed and stayed so, one a line, its name first. */
export const failedUnits: Command = {
  run: [
    'systemctl',
    'list-units',
    '--all',
    '--state=failed',
    '--full',
    '--plain',
    '--no-legend',
    '--no-pager',
  ],
  seconds: 30,
};

function unitNames(areas: Asked['hostAreas']): string[] {
  const requirements: readonly HostRequirement[] = Object.values(areas).flatMap((area) => area.requirements);
  return [...new Set(requirements.flatMap(({ unit }) => unit?.name ?? []))].sort();
}
