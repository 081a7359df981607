import type { Resource } from '../../../lib/resources/resource';
import { isRotated } from '../azure/key-rotation';
import { expect, expectAbsent, expectBoolean, undetermined, violated } from '../framework/expect';
import type { Context, Result, Rule } from '../framework/rule';

const keyType = 'azure-native:keyvault:Key';
const setType = 'azure-native:compute:DiskEncryptionSet';
const accountType = 'azure-native:storage:StorageAccount';
const vaultType = 'azure-native:recoveryservices:Vault';

/** The address of a key in whichever version is newest. */
const unversioned = /^https:\/\/[^/]+\/keys\/[^/]+\/?$/i;

/**
 * A vault renews its keys by itself, the baseline's days before they expire, and what encrypts with one takes up the new
 * version: disk encryption sets because they are told to, storage and backups because they name no version. Left out,
 * nothing is renewed, and a set stays with the version that it was given.
 * https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation,
 * https://learn.microsoft.com/azure/virtual-machines/disk-encryption#automatic-key-rotation-of-customer-managed-keys,
 * https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview#update-the-key-version,
 * https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk (2026-11-27)
 */
export const keyRequiresRotation: Rule = {
  types: [keyType, setType, accountType, vaultType],
  check(resource, context) {
    const { type, properties } = resource;
    if (type === keyType) return judgeKey(resource, context);
    if (type === setType)
      return expectBoolean(properties.key('rotationToLatestKeyVersionEnabled'), true, {
        resource,
        value: false,
      });
    if (type === accountType) {
      const named = properties.at('encryption.keyVaultProperties');
      if (named.isAbsent) return { notApplicable: 'the account uses no key of a vault' };
      return expectAbsent(named.key('keyVersion'));
    }
    const named = properties.at('properties.encryption.keyVaultProperties');
    if (named.isAbsent) return { notApplicable: 'the backups use no key of a vault' };
    return expect(named.key('keyUri'), 'the address of a key without its version', ({ text }) =>
      unversioned.test(text?.trim() ?? ''),
    );
  },
};

function judgeKey({ properties }: Resource, { baseline }: Context): Result[] {
  const { keyVault } = baseline.dataStores;
  const key = properties.key('properties');
  const place = key.at('rotationPolicy.lifetimeActions');
  const expected = `with a rotation at least ${keyVault.rotateBeforeExpiryDays} days before the key expires`;
  const isKept = isRotated(key, keyVault);
  if (isKept === undefined) return [undetermined(place, expected)];
  return isKept ? [] : [violated(place, expected, place.isAbsent ? 'nothing' : 'none')];
}
