import type { Static } from '@sinclair/typebox';
import type { FactName } from '../collector/all-commands';
import type { Fact, Reader } from './fact';
import { fileLines } from './file-lines';
import { database } from './topics/database';
import { fileCapabilities, unusualFiles } from './topics/files';
import { firewall, oldFirewallTables } from './topics/firewall';
import { kernelSettings } from './topics/kernel';
import { packages } from './topics/packages';
import { pathRights } from './topics/paths';
import { programs, sockets } from './topics/sockets';
import { sshdListeners, sshdOptions } from './topics/ssh';
import { shownCertificate, webServer } from './topics/web-server';

/** How the output of each command is read, by the fact's name. */
export const readers = {
  database,
  fileCapabilities,
  firewall,
  kernelSettings,
  listeningSockets: sockets,
  oldFirewallTables,
  packages,
  packetSockets: sockets,
  pathRights,
  programs,
  rootPathFiles: unusualFiles,
  rootPathLines: fileLines,
  shownCertificate,
  sshd: sshdOptions,
  sshdForAdministrator: sshdOptions,
  sshdForAuditor: sshdOptions,
  sshdForRoot: sshdOptions,
  sshdLines: fileLines,
  sshdListeners,
  unusualFiles,
  webServer,
} satisfies Record<FactName, Reader>;

type Readers = typeof readers;

/** The type of the value of each fact. */
export type FactValues = { readonly [K in FactName]: Static<Readers[K]['schema']> };

/** Everything that was asked of a host. */
export type Facts = { readonly [K in FactName]: Fact<FactValues[K]> };
