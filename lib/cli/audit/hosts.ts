import { homedir } from 'node:os';
import path from 'node:path';
import type { Mistake, Result } from '../../baseline';
import { showFile, withoutRepeats } from '../../baseline/mistake';
import { readText } from '../../baseline/read-file';
import { show } from '../../baseline/show';
import type { Collectable } from '../../host-audit/facts/collect-host';
import type { Machine } from '../../host-audit/facts/ssh/connect';
import type { Login } from '../../host-audit/facts/ssh/credential';
import { type LoginSettings, loadLogin } from '../../host-audit/facts/ssh/load-login';
import { type Pin, parsePin, pinsFromConsole, pinsFromKnownHosts } from '../../host-audit/facts/ssh/pins';

/** A machine as people name it, wherever they do, before its keys are looked at. */
export interface MachineEntry {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly account: string;
  /** `agent`, or a file. */
  readonly key: string;
  readonly hostKeys: readonly string[];
  readonly consoleLog?: string;
  readonly knownHosts?: string;
  /** A mistake about one of its keys, such as `key` or `hostKeys`, and about the machine when none is named. */
  mistake(text: string, key?: string, place?: number): Mistake;
}

/** A host as people name it. */
export interface HostEntry extends MachineEntry {
  readonly is: Collectable['is'];
  readonly jumps: readonly MachineEntry[];
  readonly tunnel?: string;
}

/** Folders are told from; `~/` stands for the home folder. */
export function fileFrom(folder: string, file: string): string {
  return file.startsWith('~/') ? path.join(homedir(), file.slice(2)) : path.resolve(folder, file);
}

/** A console's log has some hundred kilobytes, a file of known hosts a line a host. */
const mostBytes = 16 * 1024 * 1024;

/** Looks up the keys of all hosts, of both sides, each file once; the result holds every mistake there is. */
export function readHosts(entries: readonly HostEntry[], settings: LoginSettings): Result<Collectable[]> {
  const mistakes: Mistake[] = [];
  const [logins, texts] = [new Map<string, Result<Login>>(), new Map<string, Result<string>>()];
  const once = <K, T>(known: Map<K, T>, key: K, make: () => T): T => {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  };
  const textOf = (file: string, entry: MachineEntry, key: string): string => {
    const text = once(texts, file, () => readText(file, mostBytes));
    if (text.ok) return text.value;
    mistakes.push(...text.mistakes.map((mistake) => entry.mistake(`${showFile(file)} ${mistake.text}`, key)));
    return '';
  };
  const machines = new Map<MachineEntry, Machine>();
  const machineOf = (entry: MachineEntry): Machine =>
    once(machines, entry, () => {
      const { name, address, port, account, key } = entry;
      const login = once(logins, key, () => loadLogin(key, settings));
      if (!login.ok) mistakes.push(...login.mistakes.map(({ file, text }) => keyMistake(entry, file, text)));
      const before = mistakes.length;
      const pins = pinsOf(entry, textOf, mistakes);
      if (pins.length === 0 && mistakes.length === before) mistakes.push(entry.mistake(noPin(entry)));
      return {
        name,
        address,
        port,
        account,
        pins,
        login: login.ok ? login.value : { kind: 'key', credentials: [] },
      };
    });
  const hosts = entries.map((entry) => ({
    way: {
      target: machineOf(entry),
      jumps: entry.jumps.map(machineOf),
      ...(entry.tunnel !== undefined && { tunnel: entry.tunnel }),
    },
    is: entry.is,
  }));
  // A key by which several are reached is wrong once.
  return mistakes.length > 0 ? { ok: false, mistakes: withoutRepeats(mistakes) } : { ok: true, value: hosts };
}

function keyMistake(entry: MachineEntry, file: string, text: string): Mistake {
  return entry.mistake(file === 'agent' ? text : `${showFile(file)} ${text}`, 'key');
}

type ReadText = (file: string, entry: MachineEntry, key: string) => string;

/** What the machine's own entry says, or else what the files say of it. */
function pinsOf(entry: MachineEntry, textOf: ReadText, mistakes: Mistake[]): Pin[] {
  const { hostKeys, consoleLog, knownHosts, address, port } = entry;
  const own = hostKeys.flatMap((text, place) => {
    const pin = parsePin(text);
    if (pin !== undefined) return [pin];
    const expected = 'expected SHA256: and 43 characters, a public key or a line of known_hosts';
    mistakes.push(entry.mistake(`${show(text)} is no host key; ${expected}`, 'hostKeys', place));
    return [];
  });
  const console = consoleLog === undefined ? [] : pinsFromConsole(textOf(consoleLog, entry, 'consoleLog'));
  if (own.length + console.length > 0 || knownHosts === undefined) return [...own, ...console];
  return pinsFromKnownHosts(textOf(knownHosts, entry, 'knownHosts'), address, port);
}

function noPin({ name, consoleLog, knownHosts, address, port }: MachineEntry): string {
  const looked = [
    ...(consoleLog === undefined ? [] : [`${showFile(consoleLog)} tells none`]),
    ...(knownHosts === undefined ? [] : [`${showFile(knownHosts)} has none for ${address} port ${port}`]),
  ];
  const found = looked.length === 0 ? '' : ` (${looked.join('; ')})`;
  return `no host key of ${name} is known${found}: whatever answers would be trusted; take its fingerprint from the console, or from \`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\` there, and name it by --host-key (the host alone), --known-hosts or an inventory's hostKeys`;
}
