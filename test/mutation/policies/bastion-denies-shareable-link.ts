import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other } from '../support/rows';
import { notFalse } from '../support/values';
import { changed } from '../support/world';

const of = 'azure-native:network:BastionHost';
const switches = ['enableShareableLink', 'enableIpConnect'];

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: switches, to: notFalse }),
    change({
      of,
      path: 'sku.name',
      to: ['Developer', 'developer', 'DEVELOPER', ' Developer ', 'Standard2', 'Free', '', 0, true],
    }),
    change({ of, path: 'sku', to: [{ name: 'Developer' }] }),
    // A second one beside the hub's.
    addition((world) =>
      world
        .ofType(of)
        .flatMap((host) => [
          ...switches.map((name) => changed(copied(host, name), [name], true)),
          changed(copied(host, 'shared'), ['sku'], { name: 'Developer' }),
        ]),
    ),
  ],
  harmless: [
    // Off when nothing is said.
    other({ of, path: switches, to: [absent, null, 'false', 'False'] }),
    other({ of, path: 'sku.name', to: ['Premium', 'Basic', 'premium', 'STANDARD'] }),
    // Standard when nothing is said.
    other({ of, path: ['sku.name', 'sku'], to: [absent, null] }),
    other({ of, path: ['disableCopyPaste', 'enableFileCopy', 'enableKerberos'], to: [true, false] }),
    other({ of, path: 'scaleUnits', to: [3, 50] }),
  ],
};
