import { accountStates } from './accounts';
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
import { databasePasswordScheme, databasePort, databaseTrust } from './database';
import {
  fileCapabilities,
  openFolders,
  openLogFiles,
  rootPath,
  setuidFiles,
  unownedFiles,
  worldWritableFiles,
} from './files';
import { firewallPolicy, firewallRules } from './firewall';
import { journalFiles, logForwarding } from './logs';
import { scanAge, signatureAge } from './malware';
import { pamStates } from './pam';
import { passwordHashStates } from './password-hashes';
import { rootAccountStates } from './root-account';
import { failedUnits, hardeningApplied } from './services';
import { listeningSockets, packetSockets, socketOwners, sshdPort } from './sockets';
import { foreignSuites, securityOrigin, unauthenticatedSources } from './sources';
import type { StateCheck } from './state-check';
import { sudoStates } from './sudo';
import {
  brokenPackages,
  packageListAge,
  pendingSecurityUpdates,
  releaseSupport,
  restartWaits,
  runningKernel,
} from './updates';
import {
  backendCertificateDays,
  nginxCipherSuites,
  nginxTlsVersions,
  nginxVersionHidden,
} from './web-server';

/** Every check that a `state` of the baseline can name. */
export const stateChecks: Readonly<Record<string, StateCheck>> = {
  ...accountStates,
  ...pamStates,
  ...passwordHashStates,
  ...rootAccountStates,
  ...sudoStates,
  'apparmor-enabled': apparmorEnabled,
  'apparmor-enforced': apparmorEnforced,
  'audit-enabled': auditEnabled,
  'audit-lost': auditLost,
  'backend-certificate-days': backendCertificateDays,
  'broken-packages': brokenPackages,
  'clock-offset-ms': clockOffset,
  'clock-servers': clockServers,
  'clock-synchronised': clockSynchronised,
  'core-limit': coreLimit,
  'database-password-scheme': databasePasswordScheme,
  'database-port': databasePort,
  'database-trust': databaseTrust,
  'failed-units': failedUnits,
  'file-capabilities': fileCapabilities,
  'firewall-policy': firewallPolicy,
  'firewall-rules': firewallRules,
  'foreign-suites': foreignSuites,
  'hardening-applied': hardeningApplied,
  'hardware-clock-utc': hardwareClockUtc,
  'hypervisor-clock': hypervisorClock,
  'journal-files': journalFiles,
  'kernel-command-line': kernelCommandLine,
  'kernel-taint': kernelTaint,
  'listening-sockets': listeningSockets,
  'log-forwarding': logForwarding,
  'mount-options': mountOptions,
  'nginx-cipher-suites': nginxCipherSuites,
  'nginx-tls-versions': nginxTlsVersions,
  'nginx-version-hidden': nginxVersionHidden,
  'open-folders': openFolders,
  'open-log-files': openLogFiles,
  'package-list-age-hours': packageListAge,
  'packet-sockets': packetSockets,
  'pending-security-updates': pendingSecurityUpdates,
  'release-support': releaseSupport,
  'restart-waits-days': restartWaits,
  'root-path': rootPath,
  'running-kernel': runningKernel,
  'scan-age-hours': scanAge,
  'secure-boot': secureBoot,
  'security-origin': securityOrigin,
  'setuid-files': setuidFiles,
  'signature-age-days': signatureAge,
  'socket-owners': socketOwners,
  'sshd-port': sshdPort,
  'time-zone': timeZone,
  'unauthenticated-sources': unauthenticatedSources,
  'unowned-files': unownedFiles,
  'world-writable-files': worldWritableFiles,
};
