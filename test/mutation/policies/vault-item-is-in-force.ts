import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other, rewritten } from '../support/rows';
import { notTrue } from '../support/values';
import { changed } from '../support/world';

const secret = 'azure-native:keyvault:Secret';
const key = 'azure-native:keyvault:Key';
const of = [secret, key];
const attributes = 'properties.attributes';
const past = Date.parse('2026-01-01T00:00:00Z') / 1000;
const future = Date.parse('2999-01-01T00:00:00Z') / 1000;

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: `${attributes}.enabled`, to: notTrue }),
    change({ of: secret, path: `${attributes}.expires`, to: [past, String(past), 0, 1, -1] }),
    change({ of, path: `${attributes}.notBefore`, to: [future, String(future), 'later', ''] }),
    // The first version has expired, and no other one is made.
    ...[absent, { lifetimeActions: [] }, { lifetimeActions: [{ action: { type: 'notify' } }] }].map(
      (policy) =>
        rewritten({
          of: key,
          path: `${attributes}.expires`,
          value: 'over, without a rotation',
          by: (one) => ({
            put: [
              changed(
                changed(one, `${attributes}.expires`.split('.'), past),
                ['properties', 'rotationPolicy'],
                policy,
              ),
            ],
          }),
        }),
    ),
  ],
  harmless: [
    other({ of, path: `${attributes}.enabled`, to: ['true', absent, null] }),
    other({ of, path: `${attributes}.notBefore`, to: [past, 0, absent] }),
    other({ of, path: `${attributes}.expires`, to: [future] }),
    other({ of: key, path: `${attributes}.expires`, to: [past] }),
  ],
  unbroken: [
    {
      of: key,
      paths: ['properties.rotationPolicy.*', `${attributes}.expires`],
      because:
        'a key that lasts is in force without a rotation, and one that the vault renews whatever its date is',
    },
  ],
};
