import type { Asked, Command } from './command';
import { accounts, groups, homes, nameSources, rootKeys, shadow, trustFiles } from './commands/accounts';
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
import { database } from './commands/database';
import { fileSearch, rootPathFiles, rootPathLines } from './commands/files';
import { firewall, oldFirewallTables } from './commands/firewall';
import { hardeningMark, hardeningScript } from './commands/hardening';
import { interfaceSettings, kernelSettings } from './commands/kernel';
import { journalFiles, openConnections } from './commands/logs';
import { malwareScans, malwareSignatures } from './commands/malware';
import { builtinModules, loadedModules, modprobeSettings } from './commands/modules';
import { packages } from './commands/packages';
import { pamLines } from './commands/pam';
import { pathRights } from './commands/paths';
import { aptSettings, chronyDirectives, settingLines, systemdSettings } from './commands/settings';
import { listeningSockets, packetSockets, programs } from './commands/sockets';
import {
  sshdEffective,
  sshdForAdministrator,
  sshdForAuditor,
  sshdForRoot,
  sshdLines,
  sshdListeners,
} from './commands/ssh';
import { sudoersCheck, sudoRules } from './commands/sudo';
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
import { shownCertificate, webServer } from './commands/web-server';

/** A command for each fact, by the fact's name; the same baseline gives the same commands in the same order. */
export const commandsFor = (asked: Asked) =>
  ({
    accounts,
    apparmorInKernel,
    apparmorProfiles,
    aptSettings: aptSettings(asked),
    auditRuleLines,
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
    fileCapabilities: fileSearch,
    firewall,
    groups,
    hardeningMark,
    hardeningScript,
    hardwareClock,
    homes,
    interfaceSettings: interfaceSettings(asked),
    journalFiles,
    kernelCommandLine,
    kernelSettings: kernelSettings(asked),
    kernelTaint,
    kernelTimes,
    listeningSockets,
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
    packetSockets,
    pamLines,
    pathRights: pathRights(asked),
    pendingUpdates,
    programs,
    release,
    restartAsked,
    rootKeys,
    rootPathFiles: rootPathFiles(asked),
    rootPathLines,
    runningKernel,
    secureBoot,
    settingLines: settingLines(asked),
    shadow,
    shownCertificate: shownCertificate(asked),
    sourceLines,
    sshd: sshdEffective,
    sshdForAdministrator: sshdForAdministrator(asked),
    sshdForAuditor: sshdForAuditor(asked),
    sshdForRoot: sshdForRoot(asked),
    sshdLines,
    sshdListeners,
    sudoersCheck,
    sudoRules,
    systemdSettings,
    timeZone: timeZone(asked),
    trustFiles,
    units: units(asked),
    unusualFiles: fileSearch,
    updateSettings,
    webServer,
  }) satisfies Record<string, Command>;

export type Commands = ReturnType<typeof commandsFor>;
export type FactName = keyof Commands;
