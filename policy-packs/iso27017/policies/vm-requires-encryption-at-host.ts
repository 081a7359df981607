import { machineOf, machineTypes } from '../azure/machines';
import { expectBoolean } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * The host encrypts the disks and caches of virtual machines; left out, it does not.
 * https://learn.microsoft.com/azure/virtual-machines/disk-encryption (2026-11-23)
 */
export const vmRequiresEncryptionAtHost: Rule = {
  types: machineTypes,
  check: (resource, { baseline }) =>
    expectBoolean(
      machineOf(resource).at('securityProfile.encryptionAtHost'),
      baseline.virtualMachines.security.encryptionAtHost,
      { resource, value: false },
    ),
};
