import { auditEnabled, auditLost, kernelCommandLine } from './audit';
import { apparmorEnabled, apparmorEnforced, coreLimit, kernelTaint, mountOptions, secureBoot } from './boot';
import {
  clockOffset,
  clockServers,
  clockSynchronised,
  hardwareClockUtc,
  hypervisorClock,
  timeZone,
} from './clock';
import { journalFiles, logForwarding } from './logs';
import { scanAge, signatureAge } from './malware';
import { failedUnits, hardeningApplied } from './services';
import { foreignSuites, securityOrigin, unauthenticatedSources } from './sources';
import type { StateCheck } from './state-check';
import {
  brokenPackages,
  packageListAge,
  pendingSecurityUpdates,
  releaseSupport,
  restartWaits,
  runningKernel,
} from './updates';

export type { StateCheck };

/** Every check that a `state` of the baseline can name. */
export const stateChecks: Readonly<Record<string, StateCheck>> = {
  'apparmor-enabled': apparmorEnabled,
  'apparmor-enforced': apparmorEnforced,
  'audit-enabled': auditEnabled,
  'audit-lost': auditLost,
  'broken-packages': brokenPackages,
  'clock-offset-ms': clockOffset,
  'clock-servers': clockServers,
  'clock-synchronised': clockSynchronised,
  'core-limit': coreLimit,
  'failed-units': failedUnits,
  'foreign-suites': foreignSuites,
  'hardening-applied': hardeningApplied,
  'hardware-clock-utc': hardwareClockUtc,
  'hypervisor-clock': hypervisorClock,
  'journal-files': journalFiles,
  'kernel-command-line': kernelCommandLine,
  'kernel-taint': kernelTaint,
  'log-forwarding': logForwarding,
  'mount-options': mountOptions,
  'package-list-age-hours': packageListAge,
  'pending-security-updates': pendingSecurityUpdates,
  'release-support': releaseSupport,
  'restart-waits-days': restartWaits,
  'running-kernel': runningKernel,
  'scan-age-hours': scanAge,
  'secure-boot': secureBoot,
  'security-origin': securityOrigin,
  'signature-age-days': signatureAge,
  'time-zone': timeZone,
  'unauthenticated-sources': unauthenticatedSources,
};
