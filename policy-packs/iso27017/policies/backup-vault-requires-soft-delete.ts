import { expectAtLeast, expectWord } from '../framework/expect';
import type { Rule } from '../framework/rule';

/** What Azure calls the states of soft delete, from the weakest. */
const states = ['Disabled', 'Enabled', 'AlwaysON'];

/**
 * Deleted backups can be brought back for at least the baseline's days, and nobody can turn that off first. Left out, a
 * backup vault keeps them for 14 days, and whoever may can turn it off.
 * https://learn.microsoft.com/azure/backup/backup-azure-enhanced-soft-delete-about (2026-11-27)
 */
export const backupVaultRequiresSoftDelete: Rule = {
  types: ['azure-native:recoveryservices:Vault'],
  check(resource, { baseline }) {
    const { softDeleteState, softDeleteDays } = baseline.dataStores.backup;
    const settings = resource.properties.at('properties.securitySettings.softDeleteSettings');
    return [
      ...expectWord(settings.key('softDeleteState'), states.slice(states.indexOf(softDeleteState)), {
        resource,
        value: 'Enabled',
      }),
      ...expectAtLeast(settings.key('softDeleteRetentionPeriodInDays'), softDeleteDays, 'days', {
        resource,
        value: 14,
      }),
    ];
  },
};
