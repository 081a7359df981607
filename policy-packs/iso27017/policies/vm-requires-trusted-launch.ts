import { machineOf, machineTypes } from '../azure/machines';
import { expectBoolean, expectWord } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * Virtual machines start by trusted launch as the baseline asks, said explicitly: whether Azure uses it for a
 * machine that does not ask depends on image, size and API version.
 * https://learn.microsoft.com/azure/virtual-machines/trusted-launch (2026-11-23)
 */
export const vmRequiresTrustedLaunch: Rule = {
  types: machineTypes,
  check(resource, { baseline }) {
    const { type, secureBoot, vTpm } = baseline.virtualMachines.security;
    const profile = machineOf(resource).key('securityProfile');
    return [
      ...expectWord(profile.key('securityType'), [type]),
      ...expectBoolean(profile.at('uefiSettings.secureBootEnabled'), secureBoot),
      ...expectBoolean(profile.at('uefiSettings.vTpmEnabled'), vTpm),
    ];
  },
};
