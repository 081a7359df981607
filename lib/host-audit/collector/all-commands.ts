import type { Asked, Command } from './command';
import { database } from './commands/database';
import { fileCapabilities, rootPathFiles, rootPathLines, unusualFiles } from './commands/files';
import { firewall, oldFirewallTables } from './commands/firewall';
import { kernelSettings } from './commands/kernel';
import { packages } from './commands/packages';
import { pathRights } from './commands/paths';
import { listeningSockets, packetSockets, programs } from './commands/sockets';
import {
  sshdEffective,
  sshdForAdministrator,
  sshdForAuditor,
  sshdForRoot,
  sshdLines,
  sshdListeners,
} from './commands/ssh';
import { shownCertificate, webServer } from './commands/web-server';

/** A command for each fact, by the fact's name; the same baseline gives the same commands in the same order. */
export const commandsFor = (asked: Asked) =>
  ({
    database,
    fileCapabilities,
    firewall,
    kernelSettings: kernelSettings(asked),
    listeningSockets,
    oldFirewallTables,
    packages,
    packetSockets,
    pathRights: pathRights(asked),
    programs,
    rootPathFiles: rootPathFiles(asked),
    rootPathLines,
    shownCertificate: shownCertificate(asked),
    sshd: sshdEffective,
    sshdForAdministrator: sshdForAdministrator(asked),
    sshdForAuditor: sshdForAuditor(asked),
    sshdForRoot: sshdForRoot(asked),
    sshdLines,
    sshdListeners,
    unusualFiles,
    webServer,
  }) satisfies Record<string, Command>;

export type Commands = ReturnType<typeof commandsFor>;
export type FactName = keyof Commands;
