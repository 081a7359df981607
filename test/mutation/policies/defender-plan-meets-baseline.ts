import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent, unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, leftOpen, other, removal } from '../support/rows';
import { spellings } from '../support/values';
import type { World } from '../support/world';

const of = 'azure-native:security:Pricing';
const everyPlan = (_resource: PlannedResource, world: World) => world.ofType(of).map(({ urn }) => urn);
const hasExtensions = ({ inputs }: PlannedResource) =>
  Array.isArray(inputs['extensions']) && inputs['extensions'].length > 0;
const scanning = (isEnabled: unknown) => [{ name: 'AgentlessVmScanning', isEnabled }];
const machine =
  'subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm';

/** A plan of another name beside those of the baseline. */
const another = (extensions: unknown) =>
  addition((world) =>
    world
      .ofType(of)
      .slice(0, 1)
      .map((plan) =>
        copied(plan, 'posture', { pricingName: 'CloudPosture', subPlan: undefined, extensions }),
      ),
  );

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'pricingTier', to: ['Free', 'free', 'Basic', '', true, 0, absent, null] }),
    change({ of, path: 'subPlan', to: ['P1', 'PerTransaction', 'P', '', 0, absent, null] }),
    change({ of, path: 'extensions[].isEnabled', to: ['True', 'true', true, '', 'on', absent, null] }),
    change({ of, path: 'extensions[].name', to: ['FileIntegrityMonitoring', '', absent] }),
    change({
      of,
      where: hasExtensions,
      path: 'extensions',
      to: [[], absent, null, {}, 'none', [...scanning('True'), ...scanning('False')]],
    }),
    // One plan is not set for the subscription any more.
    change({
      of,
      at: everyPlan,
      path: 'pricingName',
      to: ['Containers', 'VirtualMachine', '', absent, null],
    }),
    change({ of, at: everyPlan, path: 'scopeId', to: [machine, '', absent, null] }),
    removal({ of, at: everyPlan }),
    // A machine is taken out of its plan.
    addition((world) =>
      world.ofType(of).map((plan) => copied(plan, 'free', { scopeId: machine, pricingTier: 'Free' })),
    ),
    ...[scanning('True'), scanning(true), [...scanning('False'), { name: 'sensitivedatadiscovery' }]].map(
      another,
    ),
    ...[scanning(unknown), [{ name: unknown, isEnabled: 'True' }], unknown].map((extensions) =>
      leftOpen(another(extensions)),
    ),
  ],
  harmless: [
    other({ of, path: 'pricingTier', to: spellings('Standard') }),
    other({ of, path: ['subPlan', 'pricingName'], to: (before) => spellings(String(before)) }),
    other({ of, path: 'extensions[].isEnabled', to: ['false', false] }),
    other({ of, path: 'extensions[].name', to: (before) => spellings(String(before)) }),
    other({ of, path: 'scopeId', to: (before) => [`/${before}`, `/${before}/`, `${before}`.toUpperCase()] }),
    ...[absent, [], scanning('False'), [{ name: 'ContainerSensor', isEnabled: 'True' }]].map(another),
  ],
};
