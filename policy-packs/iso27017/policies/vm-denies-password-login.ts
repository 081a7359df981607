import { machineOf, machineTypes } from '../azure/machines';
import { expectBoolean, undetermined, violated } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

/**
 * No virtual machine has a password to log in with. Left out, passwords are admitted; Windows machines always have
 * one. The password itself is never shown.
 * https://learn.microsoft.com/rest/api/compute/virtual-machines/create-or-update (2026-11-23)
 */
export const vmDeniesPasswordLogin: Rule = {
  types: machineTypes,
  check(resource, { baseline }) {
    const profile = machineOf(resource).key('osProfile');
    if (profile.isAbsent)
      return { notApplicable: 'the machine starts from a disk that has its users already' };
    const { passwordLogin } = baseline.virtualMachines.security;
    if (passwordLogin) return { notApplicable: 'the baseline admits passwords' };
    const linux = profile.key('linuxConfiguration');
    const windows = profile.key('windowsConfiguration');
    const password = profile.key('adminPassword');
    const noWindows = 'absent, as Windows takes a password';
    const results: Result[] = windows.isKnown
      ? [violated(windows, noWindows, 'a Windows machine')]
      : windows.isUnknown && !profile.isUnknown
        ? [undetermined(windows, noWindows)]
        : expectBoolean(linux.key('disablePasswordAuthentication'), true, { resource, value: false });
    if (password.isUnknown && !profile.isUnknown) return [...results, undetermined(password, 'absent')];
    const isSet = password.isKnown && password.text !== '';
    return isSet ? [...results, violated(password, 'absent', 'a password')] : results;
  },
};
