import type { Static } from '@sinclair/typebox';
import type { FactName } from '../collector/all-commands';
import type { Fact, Reader } from './fact';
import { fileLines } from './file-lines';
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
import { firewall } from './topics/firewall';
import { hardeningMark, hardeningScript } from './topics/hardening';
import { kernelSettings } from './topics/kernel';
import { journalFiles, openConnections } from './topics/logs';
import { malwareScans, malwareSignatures } from './topics/malware';
import { builtinModules, loadedModules, modprobeSettings } from './topics/modules';
import { packages } from './topics/packages';
import { pathRights } from './topics/paths';
import { release } from './topics/release';
import { programs, sockets } from './topics/sockets';
import { sshdListeners, sshdOptions } from './topics/ssh';
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
  apparmorInKernel,
  apparmorProfiles,
  auditRuleLines: fileLines,
  auditRules,
  auditStatus,
  builtinModules,
  clock,
  clockSources,
  clockTracking,
  coreDumps,
  database,
  failedUnits,
  fileCapabilities,
  firewall,
  hardeningMark,
  hardeningScript,
  hardwareClock,
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
  openConnections,
  packageListTimes,
  packageSources,
  packages,
  packetSockets: sockets,
  pathRights,
  pendingUpdates,
  programs,
  release,
  restartAsked,
  rootPathFiles: unusualFiles,
  rootPathLines: fileLines,
  runningKernel,
  secureBoot,
  shownCertificate,
  sourceLines: fileLines,
  sshd: sshdOptions,
  sshdForAdministrator: sshdOptions,
  sshdForAuditor: sshdOptions,
  sshdForRoot: sshdOptions,
  sshdLines: fileLines,
  sshdListeners,
  timeZone,
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
