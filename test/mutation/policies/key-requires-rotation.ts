import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { notTrue } from '../support/values';

const of = 'azure-native:keyvault:Key';
const set = 'azure-native:compute:DiskEncryptionSet';
const account = 'azure-native:storage:StorageAccount';
const vault = 'azure-native:recoveryservices:Vault';
const actions = 'properties.rotationPolicy.lifetimeActions';
const rotated = (trigger: object, type: unknown = 'Rotate') => [{ action: { type }, trigger }];
const withKey = ({ inputs }: { readonly inputs: object }) => JSON.stringify(inputs).includes('"keyVaultUri"');

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'properties.rotationPolicy', to: [absent, null, {}, { lifetimeActions: [] }] }),
    change({
      of,
      path: actions,
      to: [
        absent,
        [],
        rotated({}),
        rotated({ timeAfterCreate: 'P2Y' }),
        rotated({ timeAfterCreate: 'P365D' }),
        rotated({ timeAfterCreate: 'P11M' }),
        rotated({ timeAfterCreate: 'soon' }),
        rotated({ timeBeforeExpiry: 'P60D' }, 'Notify'),
      ],
    }),
    change({ of, path: `${actions}[].action.type`, to: ['notify', 'Notify', '', absent] }),
    change({
      of,
      path: `${actions}[].trigger.timeBeforeExpiry`,
      to: ['P29D', 'P7D', 'P1M', 'P4W', '30', '', absent],
    }),
    change({ of: set, path: 'rotationToLatestKeyVersionEnabled', to: [...notTrue, absent, null] }),
    change({
      of: account,
      where: withKey,
      path: 'encryption.keyVaultProperties.keyVersion',
      to: ['0123456789abcdef0123456789abcdef', 'latest', 1],
    }),
    change({
      of: vault,
      path: 'properties.encryption.keyVaultProperties.keyUri',
      to: (before) => [`${before}/0123456789abcdef0123456789abcdef`, `${before}/1/`, '', 'a key', absent],
    }),
  ],
  harmless: [
    other({
      of,
      path: actions,
      to: [
        rotated({ timeBeforeExpiry: 'P60D' }),
        rotated({ timeBeforeExpiry: 'P2M' }, 'rotate'),
        rotated({ timeAfterCreate: 'P10M' }),
        rotated({ timeAfterCreate: 'P335D' }),
        [...rotated({ timeBeforeExpiry: 'P10D' }, 'Notify'), ...rotated({ timeBeforeExpiry: 'P30D' })],
      ],
    }),
    other({ of, path: `${actions}[].action.type`, to: ['Rotate', 'ROTATE'] }),
    other({ of: account, path: 'encryption.keyVaultProperties.keyVersion', to: [absent, ''] }),
    other({
      of: vault,
      path: 'properties.encryption.keyVaultProperties.keyUri',
      to: (before) => [`${before}/`, String(before).replace('https', 'HTTPS')],
    }),
  ],
};
