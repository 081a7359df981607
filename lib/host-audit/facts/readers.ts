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
import { hardeningMark, hardeningScript } from './topics/hardening';
import { kernelSettings } from './topics/kernel';
import { journalFiles, openConnections } from './topics/logs';
import { malwareScans, malwareSignatures } from './topics/malware';
import { builtinModules, loadedModules, modprobeSettings } from './topics/modules';
import { packages } from './topics/packages';
import { release } from './topics/release';
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

/** How the output of each command is read, by the fact's name. */
export const readers = {
  clock,
  apparmorInKernel,
  apparmorProfiles,
  auditRuleLines: fileLines,
  auditRules,
  auditStatus,
  builtinModules,
  clockSources,
  clockTracking,
  coreDumps,
  failedUnits,
  hardeningMark,
  hardeningScript,
  hardwareClock,
  journalFiles,
  kernelCommandLine,
  kernelSettings,
  kernelTaint,
  kernelTimes,
  loadedModules,
  malwareScans,
  malwareSignatures,
  modprobeSettings,
  mounts,
  openConnections,
  packageListTimes,
  packages,
  packageSources,
  pendingUpdates,
  release,
  restartAsked,
  runningKernel,
  secureBoot,
  sourceLines: fileLines,
  timeZone,
  units,
  updateSettings,
} satisfies Record<FactName, Reader>;

type Readers = typeof readers;

/** The type of the value of each fact. */
export type FactValues = { readonly [K in FactName]: Static<Readers[K]['schema']> };

/** Everything that was asked of a host. */
export type Facts = { readonly [K in FactName]: Fact<FactValues[K]> };
