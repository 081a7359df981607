import { existsSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import path from 'node:path';
import type { Mistake, Result } from '../../baseline';
import { show } from '../../baseline/show';
import { fileNameOf, shortened } from '../file-name';
import { fileFrom, type HostEntry, type MachineEntry } from './hosts';
import type { AuditOptions } from './options';

export type Entries = Result<HostEntry[]>;

/** The file of the key that lets the auditor in: what the entry says, from its folder, or the command line. */
export function keyFile(key: string | undefined, folder: string, { identity }: AuditOptions): string {
  if (key === 'agent' || (key === undefined && identity === 'agent')) return 'agent';
  return key === undefined ? fileFrom('.', identity) : fileFrom(folder, key);
}

export const tunnelOf = (tunnel: string | undefined) => (tunnel === undefined ? {} : { tunnel });

/** The log of a machine's console: its own, or the one by its name in the folder of logs. */
export function logOf(
  name: string,
  own: string | undefined,
  { consoleLogs }: AuditOptions,
): { consoleLog?: string } {
  if (own !== undefined) return { consoleLog: own };
  if (consoleLogs === undefined) return {};
  const file = path.join(consoleLogs, `${name}.log`);
  return existsSync(file) ? { consoleLog: file } : {};
}

const accountForm = /^[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,127}$/;
export const addressForm = /^[A-Za-z0-9:][A-Za-z0-9.:_-]{0,252}$/;

/** `account@address:port`, of which account and port may be left out; an IPv6 address with a port is in brackets. */
function parseHost(text: string, { account }: AuditOptions) {
  const at = text.lastIndexOf('@');
  const [user, rest] = at < 0 ? [account, text] : [text.slice(0, at), text.slice(at + 1)];
  const [, bracketed, plain, digits] =
    /^(?:\[([^\]]+)\]|([^:]+|[^[\]]*:[^[\]]*:[^[\]]*))(?::(\d{1,5}))?$/.exec(rest) ?? [];
  const address = bracketed ?? plain ?? '';
  const port = digits === undefined ? 22 : Number(digits);
  if (!accountForm.test(user) || !addressForm.test(address) || port < 1 || port > 65_535) return undefined;
  if (address.includes(':') && !isIPv6(address)) return undefined;
  return { account: user, address, port };
}

/** A machine as the command line names it; `undefined` where it is none. */
export function named(
  host: string,
  what: string,
  options: AuditOptions,
  hostKeys: readonly string[],
): MachineEntry | undefined {
  const parsed = parseHost(host, options);
  if (parsed === undefined) return undefined;
  const { address, port } = parsed;
  const flags: Record<string, string> = {
    key: '--identity',
    hostKeys: '--host-key',
    knownHosts: '--known-hosts',
  };
  const name = shortened(`${fileNameOf(address)}${port === 22 ? '' : `-${port}`}`);
  return {
    ...parsed,
    name,
    key: keyFile(undefined, '.', options),
    hostKeys,
    ...logOf(address, undefined, options),
    ...(options.knownHosts !== undefined && { knownHosts: fileFrom('.', options.knownHosts) }),
    mistake: (text, key = '') => ({ file: flags[key] ?? `${what} ${show(host)}`, text }),
  };
}

/** Tells that a host is none. */
export function wrongHost(what: string, host: string, mistakes: Mistake[]): [] {
  mistakes.push({
    file: what,
    text: `found ${show(host)}, expected account@address:port, such as auditor@server.example`,
  });
  return [];
}

export function jumpsOf(options: AuditOptions, mistakes: Mistake[]): MachineEntry[] {
  return options.jump.flatMap(
    (host) => named(host, '--jump', options, []) ?? wrongHost('--jump', host, mistakes),
  );
}
