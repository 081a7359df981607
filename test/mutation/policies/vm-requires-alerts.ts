import type { PlannedResource } from '../../../lib/resources/from-plan';
import { baseline } from '../../policy-packs/iso27017/support/pack-run';
import { metricAlertRows, metricAlertType } from '../support/alerts';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other, removal } from '../support/rows';
import { idsOfOtherTenants, tenantOf } from '../support/values';
import type { World } from '../support/world';

const machine = 'azure-native:compute:VirtualMachine';
const query = 'azure-native:monitor:ScheduledQueryRule';
const older = ['azure-native:insights:MetricAlert', 'azure-native:insights:ScheduledQueryRule'];
const asked = baseline.monitoring.alerts.queries.filter(({ of }) => of === 'machines');
const isForMachines = ({ name }: PlannedResource) => asked.some(({ id }) => name.endsWith(id));
const at = (alert: PlannedResource, world: World) =>
  world
    .ofType(machine)
    .filter((one) => tenantOf(one) === tenantOf(alert))
    .map(({ urn }) => urn);
const rows = metricAlertRows('machines', at);
const row = { of: query, where: isForMachines, at };

export const mutants: PolicyMutants = {
  broken: [
    ...rows.broken,
    change({ ...row, path: 'enabled', to: [false, 'false', absent, null] }),
    change({ ...row, path: 'actions.actionGroups', to: [[], absent] }),
    change({ ...row, path: 'actions', to: [{}, absent] }),
    change({
      ...row,
      path: 'criteria.allOf[].query',
      to: (before) => [
        'Heartbeat',
        '',
        absent,
        String(before).replace(/\d+/, '999'),
        `${before} | where false`,
      ],
    }),
    change({ ...row, path: 'criteria.allOf', to: [[], absent] }),
    change({
      ...row,
      path: 'scopes[]',
      to: (before, place) => [...idsOfOtherTenants(before, place), `${before}-other`, ''],
    }),
    change({ ...row, path: 'scopes', to: [[], absent] }),
    removal(row),
    addition((world) =>
      world.ofType(machine).map((one) => copied(one, 'unwatched', { vmName: `${one.inputs['vmName']}-2` })),
    ),
  ],
  harmless: [
    ...rows.harmless,
    other({
      of: query,
      where: isForMachines,
      path: 'criteria.allOf[].query',
      to: (before) => [String(before).replaceAll(' | ', '\n| '), ` ${before}  `],
    }),
    other({ of: query, path: 'severity', to: [0] }),
    other({ of: query, path: 'scopes[]', to: (before) => [String(before).toLowerCase()] }),
  ],
  unbroken: [
    {
      of: [query, metricAlertType],
      paths: ['criteria*', 'enabled', 'actions*', 'scopes*', 'targetResourceType'],
      because: 'alerts for other things are read to find those for machines',
    },
    { of: older, paths: [''], because: "the types' older names are read by the same code as the newer" },
    { paths: ['tags.yosai-tenant'], because: 'the tag tells whose logs are asked; the reference is tried' },
  ],
};
