import type { Static } from '@sinclair/typebox';
import type { FactName } from '../collector/all-commands';
import type { Fact, Reader } from './fact';
import { fileLines } from './file-lines';
import { accounts, groups, homes, nameSources, rootKeys, shadow, trustFiles } from './topics/accounts';
import { auditRules, auditStatus } from './topics/audit';
import {
  apparmorInKernel,
  apparmorProfiles,
  coreDumps,
  kernelCommandLine,
  kernelTaint,
  mounts,
  secureBoot,
} from './topics/boot';
import { clock, clockSources, clockTracking, hardwareClock, timeZone } from './topics/clock';
import { database } from './topics/database';
import { fileCapabilities, unusualFiles } from './topics/files';
import { firewall, oldFirewallTables } from './topics/firewall';
import { hardeningMark, hardeningScript } from './topics/hardening';
import { interfaceSettings, kernelSettings } from './topics/kernel';
import { journalFiles, openConnections } from './topics/logs';
import { malwareScans, malwareSignatures } from './topics/malware';
import { builtinModules, loadedModules, modprobeSettings } from './topics/modules';
import { packages } from './topics/packages';
import { pamLines } from './topics/pam';
import { pathRights } from './topics/paths';
import { release } from './topics/release';
import { aptSettings, chronyDirectives, settingLines, systemdSettings } from './topics/settings';
import { programs, sockets } from './topics/sockets';
import { sshdListeners, sshdOptions } from './topics/ssh';
import { sudoersCheck, sudoRules } from './topics/sudo';
import { failedUnits, units } from './topics/units';
import {
  kernelTimes,
  packageListTimes,
  packageSources,
  pendingUpdates,
  restartAsked,
  runningKernel,
  updateSettings,
} from './topics/updates';
import { shownCertificate, webServer } from './topics/web-server';

/** How the output of each command is read, by the fact's name. */
export const readers = {
  accounts,
  apparmorInKernel,
  apparmorProfiles,
  aptSettings,
  auditRuleLines: fileLines,
  auditRules,
  auditStatus,
  builtinModules,
  chronyDirectives,
  clock,
  clockSources,
  clockTracking,
  coreDumps,
  database,
  failedUnits,
  fileCapabilities,
  firewall,
  groups,
  hardeningMark,
  hardeningScript,
  hardwareClock,
  homes,
  interfaceSettings,
  journalFiles,
  kernelCommandLine,
  kernelSettings,
  kernelTaint,
  kernelTimes,
  listeningSockets: sockets,
  loadedModules,
  malwareScans,
  malwareSignatures,
  modprobeSettings,
  mounts,
  nameSources,
  oldFirewallTables,
  openConnections,
  packageListTimes,
  packages,
  packageSources,
  packetSockets: sockets,
  pamLines,
  pathRights,
  pendingUpdates,
  programs,
  release,
  restartAsked,
  rootKeys,
  rootPathFiles: unusualFiles,
  rootPathLines: fileLines,
  runningKernel,
  secureBoot,
  settingLines,
  shadow,
  shownCertificate,
  sourceLines: fileLines,
  sshd: sshdOptions,
  sshdForAdministrator: sshdOptions,
  sshdForAuditor: sshdOptions,
  sshdForRoot: sshdOptions,
  sshdLines: fileLines,
  sshdListeners,
  sudoersCheck,
  sudoRules,
  systemdSettings,
  timeZone,
  trustFiles,
  units,
  unusualFiles,
  updateSettings,
  webServer,
} satisfies Record<FactName, Reader>;

type Readers = typeof readers;

/** The type of the value of each fact. */
export type FactValues = { readonly [K in FactName]: Static<Readers[K]['schema']> };

/** Everything that was asked of a host. */
export type Facts = { readonly [K in FactName]: Fact<FactValues[K]> };
