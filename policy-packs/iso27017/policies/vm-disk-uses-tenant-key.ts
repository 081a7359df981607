import { itemsOf, type Value } from '../../../lib/resources/value';
import { machineOf, machineTypes } from '../azure/machines';
import { expect } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

const diskTypes = ['azure-native:compute:Disk', 'azure-native:compute:Snapshot'];
const expected = 'a disk encryption set';

/**
 * Every disk is encrypted with a key of the tenant's vault, by a disk encryption set; left out, Azure takes a key
 * of its own. That the set belongs to the same tenant is judged where references between tenants are. A disk
 * that is attached is judged where it is made.
 * https://learn.microsoft.com/azure/virtual-machines/disk-encryption (2026-11-23)
 */
export const vmDiskUsesTenantKey: Rule = {
  types: [...machineTypes, ...diskTypes],
  check(resource) {
    if (diskTypes.includes(resource.type))
      return encrypted(resource.properties.at('encryption.diskEncryptionSetId'));
    const storage = machineOf(resource).key('storageProfile');
    const disks = [storage.key('osDisk'), ...itemsOf(storage.key('dataDisks'))];
    return disks.flatMap((disk) =>
      disk.key('createOption').text?.toLowerCase() === 'attach'
        ? []
        : encrypted(disk.at('managedDisk.diskEncryptionSet.id')),
    );
  },
};

function encrypted(id: Value): Result[] {
  return expect(id, expected, ({ text }) => /\/diskencryptionsets\/[^/]+$/i.test(text ?? ''));
}
