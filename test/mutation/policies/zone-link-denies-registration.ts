import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other } from '../support/rows';
import { notFalse } from '../support/values';
import { changed } from '../support/world';

const of = 'azure-native:privatedns:VirtualNetworkLink';

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'registrationEnabled', to: [...notFalse, absent, null] }),
    // A second one beside the hub's, for a zone of its own.
    addition((world) =>
      world
        .ofType(of)
        .map((link) =>
          changed(
            copied(link, 'second', { privateZoneName: 'inside.example' }),
            ['registrationEnabled'],
            true,
          ),
        ),
    ),
  ],
  harmless: [
    other({ of, path: 'registrationEnabled', to: ['false', 'False'] }),
    other({ of, path: 'resolutionPolicy', to: ['Default', absent] }),
  ],
};
