import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent, type Steps, unknown, valueAt } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, made, other, rewritten } from '../support/rows';
import { machineType as of, ofMachines, scaleSet, scaleSetType } from '../support/scale-set';
import { tenantOf } from '../support/values';
import { changed, type World } from '../support/world';

const list = 'osProfile.linuxConfiguration.ssh.publicKeys';
const steps = list.split('.');
const path = '/home/yosai-admin/.ssh/authorized_keys';
const brought = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample me@home';

/** The scale set's machines admit the key of the first machine. */
function specimens(plan: readonly PlannedResource[]): PlannedResource[] {
  const first = plan.find(({ type }) => type === of);
  const from = first?.propertyDependencies?.['osProfile'] ?? [];
  return scaleSet(plan).map((set) => ({
    ...set,
    propertyDependencies: { virtualMachineProfile: from },
  }));
}

/** Machines of a tenant admit what another tenant's admit. */
const shared = (machine: PlannedResource, world: World) => {
  const others = world.ofType(of).filter((one) => tenantOf(one) !== tenantOf(machine));
  const from = others[0]?.propertyDependencies?.['osProfile'];
  if (from === undefined) throw new Error('no other tenant has a machine: correct the table of mutants');
  return { ...machine, propertyDependencies: { ...machine.propertyDependencies, osProfile: from } };
};
const withItem = (machine: PlannedResource, at: Steps, to: unknown) =>
  changed(machine, [...steps, ...at], to);

export const mutants: PolicyMutants = {
  specimens,
  broken: [
    ...ofMachines(`${list}[].keyData`).map((place) =>
      change({ ...place, to: [brought, '', 0, absent, null] }),
    ),
    ...ofMachines(`${list}[].path`).map((place) =>
      change({
        ...place,
        to: [
          '/root/.ssh/authorized_keys',
          '/home/me/.ssh/authorized_keys',
          path.toUpperCase(),
          '',
          absent,
          null,
        ],
      }),
    ),
    ...ofMachines(list).map((place) =>
      change({
        ...place,
        to: [
          [{ path, keyData: brought }],
          [{ path }],
          {},
          brought,
          [
            { path, keyData: unknown },
            { path, keyData: brought },
          ],
        ],
      }),
    ),
    rewritten({
      of,
      path: list,
      value: "the stack's key and one that somebody brings along",
      by: (machine) => ({
        put: [withItem(machine, [], [valueAt(machine.inputs, [...steps, 0]), { path, keyData: brought }])],
      }),
    }),
    rewritten({
      of,
      path: `${list}[0].keyData`,
      value: "another tenant's key",
      by: (machine, world) => ({ put: [shared(machine, world)] }),
      // Which of the two has it too much, the plan does not say.
      at: (_machine, world) => world.ofType(of, scaleSetType).map(({ urn }) => urn),
    }),
    change({
      of: [of, scaleSetType],
      path: 'tags.yosai-tenant',
      to: (before) => ['kita', 'minato'].filter((tenant) => tenant !== before),
      at: (_machine, world) => world.ofType(of, scaleSetType).map(({ urn }) => urn),
      unknown: 'a tag that is not known is told of by the policy about references between tenants',
    }),
    rewritten({
      of,
      path: `${list}[0].keyData`,
      value: 'made from what is no key',
      isOpen: true,
      by: (machine) => {
        const random = made('random:index/randomPassword:RandomPassword', 'random', { length: 32 });
        const propertyDependencies = { ...machine.propertyDependencies, osProfile: [random.urn] };
        return { put: [random, { ...machine, propertyDependencies }] };
      },
    }),
  ],
  harmless: [
    ...ofMachines(list).map((place) => other({ ...place, to: [[], absent, null] })),
    ...ofMachines('osProfile').map((place) => other({ ...place, to: [absent] })),
    // Known from an earlier deployment, and still made from the stack's key.
    rewritten({
      of,
      path: `${list}[0].keyData`,
      value: 'known',
      by: (machine) => ({
        put: [
          {
            ...withItem(machine, [0, 'keyData'], brought),
            propertyDependencies: machine.propertyDependencies ?? {},
          },
        ],
      }),
    }),
  ],
};
