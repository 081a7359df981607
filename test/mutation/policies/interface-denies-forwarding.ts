import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other } from '../support/rows';
import { machineType, ofMachines, scaleSet, scaleSetType } from '../support/scale-set';
import { notFalse } from '../support/values';
import { changed } from '../support/world';

const of = 'azure-native:network:NetworkInterface';
const list = 'networkProfile.networkInterfaceConfigurations';
const configurations = ofMachines(list);
const forwarding = ofMachines(`${list}[].enableIPForwarding`);

/** A machine and a scale set that make interfaces with them, which forward nothing: the dev stack's are beside them. */
function makers(plan: readonly PlannedResource[]): PlannedResource[] {
  const machines = plan.filter(({ type }) => type === machineType).slice(0, 1);
  return [...machines.map((machine) => copied(machine, 'maker')), ...scaleSet(plan)].map((one) => {
    const path = one.type === scaleSetType ? ['virtualMachineProfile'] : [];
    const made = ['first', 'second'].map((name) => ({ name, enableIPForwarding: false }));
    return changed(one, [...path, 'networkProfile'], { networkInterfaceConfigurations: made });
  });
}

export const mutants: PolicyMutants = {
  specimens: makers,
  broken: [
    change({ of, path: 'enableIPForwarding', to: notFalse }),
    // One more interface beside those of the machines.
    addition((world) =>
      world.ofType(of).map((one) => changed(copied(one, 'router'), ['enableIPForwarding'], true)),
    ),
    ...forwarding.map((place) => change({ ...place, to: notFalse })),
    ...configurations.map((place) =>
      change({
        ...place,
        to: [
          [{ name: 'nic', enableIPForwarding: true }],
          [{ name: 'a', enableIPForwarding: false }, { enableIPForwarding: 'true' }],
        ],
      }),
    ),
    ...ofMachines(`${list}[]`).map((place) => change({ ...place, to: [{ enableIPForwarding: true }] })),
    ...ofMachines('networkProfile').map((place) =>
      change({ ...place, to: [{ networkInterfaceConfigurations: [{ enableIPForwarding: true }] }] }),
    ),
  ],
  harmless: [
    // Off when nothing is said.
    other({ of, path: 'enableIPForwarding', to: [absent, null, 'false', 'False'] }),
    other({ of, path: 'enableAcceleratedNetworking', to: [true, false] }),
    ...forwarding.map((place) => other({ ...place, to: [absent, false, 'false'] })),
    ...configurations.map((place) => other({ ...place, to: [absent, [], [{ name: 'nic' }]] })),
  ],
};
