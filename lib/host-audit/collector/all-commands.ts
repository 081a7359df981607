import type { Asked, Command } from './command';
import { auditRuleLines, auditRules, auditStatus } from './commands/audit';
import {
  apparmorInKernel,
  apparmorProfiles,
  coreDumps,
  kernelCommandLine,
  kernelTaint,
  mounts,
  secureBoot,
} from './commands/boot';
import { clock, clockSources, clockTracking, hardwareClock, timeZone } from './commands/clock';
import { hardeningMark, hardeningScript } from './commands/hardening';
import { kernelSettings } from './commands/kernel';
import { journalFiles, openConnections } from './commands/logs';
import { malwareScans, malwareSignatures } from './commands/malware';
import { builtinModules, loadedModules, modprobeSettings } from './commands/modules';
import { packages } from './commands/packages';
import { failedUnits, units } from './commands/units';
import {
  kernelTimes,
  packageListTimes,
  packageSources,
  pendingUpdates,
  release,
  restartAsked,
  runningKernel,
  sourceLines,
  updateSettings,
} from './commands/updates';

/** A command for each fact, by the fact's name; the same baseline gives the same commands in the same order. */
export const commandsFor = (asked: Asked) =>
  ({
    // First, because it is compared with the auditor's clock at the start.
    clock,
    apparmorInKernel,
    apparmorProfiles,
    auditRuleLines,
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
    kernelSettings: kernelSettings(asked),
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
    sourceLines,
    timeZone: timeZone(asked),
    units: units(asked),
    updateSettings,
  }) satisfies Record<string, Command>;

export type Commands = ReturnType<typeof commandsFor>;
export type FactName = keyof Commands;
