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
import { listeningSockets, packetSockets, socketOwners, sshdPort } from './sockets';
import type { StateCheck } from './state-check';
import {
  backendCertificateDays,
  nginxCipherSuites,
  nginxTlsVersions,
  nginxVersionHidden,
} from './web-server';

/** Every check that a `state` of the baseline can name. */
export const stateChecks: Readonly<Record<string, StateCheck>> = {
  'backend-certificate-days': backendCertificateDays,
  'database-password-scheme': databasePasswordScheme,
  'database-port': databasePort,
  'database-trust': databaseTrust,
  'file-capabilities': fileCapabilities,
  'firewall-policy': firewallPolicy,
  'firewall-rules': firewallRules,
  'listening-sockets': listeningSockets,
  'nginx-cipher-suites': nginxCipherSuites,
  'nginx-tls-versions': nginxTlsVersions,
  'nginx-version-hidden': nginxVersionHidden,
  'open-folders': openFolders,
  'open-log-files': openLogFiles,
  'packet-sockets': packetSockets,
  'root-path': rootPath,
  'setuid-files': setuidFiles,
  'socket-owners': socketOwners,
  'sshd-port': sshdPort,
  'unowned-files': unownedFiles,
  'world-writable-files': worldWritableFiles,
};
