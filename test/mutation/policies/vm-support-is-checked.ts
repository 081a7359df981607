import type { PlannedResource } from '../../../lib/resources/from-plan';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, configured, other } from '../support/rows';
import { ofMachines, scaleSet } from '../support/scale-set';

const extension = 'azure-native:compute:VirtualMachineExtension';
const feature = 'azure-native:features:SubscriptionFeatureRegistration';
const images = ['publisher', 'offer', 'sku'].flatMap((name) =>
  ofMachines(`storageProfile.imageReference.${name}`),
);
/** Long after every page was read, whatever the baseline says. */
const muchLater = { asOf: '2099-12-31' };
/** The same value in capitals, which names the same thing. */
const inCapitals = (before: unknown) => [String(before).toUpperCase()];

export const mutants: PolicyMutants = {
  specimens: (plan: readonly PlannedResource[]) => scaleSet(plan),
  noExample:
    'the same machine is accepted, and refused on the day on which the page of its vendor was read too long ago',
  broken: [
    configured(muchLater, change({ of: extension, path: ['publisher', 'type'], to: inCapitals })),
    configured(
      muchLater,
      change({ of: feature, path: ['providerNamespace', 'featureName'], to: inCapitals }),
    ),
    ...images.map((place) => configured(muchLater, change({ ...place, to: inCapitals }))),
  ],
  harmless: [
    other({ of: extension, path: ['publisher', 'type'], to: inCapitals }),
    ...images.map((place) => other({ ...place, to: inCapitals })),
  ],
};
