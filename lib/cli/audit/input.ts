import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadBaseline, loadExceptions, type Mistake, type Result } from '../../baseline';
import type { Baseline } from '../../baseline/baseline';
import { canonicalAddress } from '../../baseline/canonical-address';
import { showFile } from '../../baseline/mistake';
import { showPath } from '../../baseline/show';
import type { PromisesByArea } from '../../host-audit/checks/check-host';
import { type Commands, commandsFor } from '../../host-audit/collector/all-commands';
import type { Collectable } from '../../host-audit/facts/collect-host';
import { type KeptDocument, readDocument } from '../../host-audit/facts/read-document';
import { type Algorithms, algorithmsOf } from '../../host-audit/facts/ssh/algorithms';
import { passphraseVariable } from '../../host-audit/facts/ssh/load-login';
import { HostExceptions } from '../../host-audit/host-exceptions';
import { dayAt } from '../../lifecycle/calendar';
import { requiredBaselines } from '../required-baselines';
import { type HostEntry, readHosts } from './hosts';
import { fromInventory } from './inventory';
import { fromCommandLine, roleMistakes } from './named-hosts';
import type { AuditOptions } from './options';
import { shardOf } from './options';
import { fromOutputs, slotMistakes } from './outputs';

/** What hosts are judged by, and what they are asked. */
export interface Judgement {
  readonly baseline: Baseline;
  readonly commands: Commands;
  readonly algorithms: Algorithms;
  readonly promises: PromisesByArea;
  readonly exceptions: HostExceptions;
}

/** Loads what hosts are judged by from the project's folder. */
export function readJudgement({ cwd }: Pick<AuditOptions, 'cwd'>): Result<Omit<Judgement, 'exceptions'>> {
  const folder = requiredBaselines(cwd);
  if (!folder.ok) return folder;
  const loaded = loadBaseline(folder.value);
  if (!loaded.ok) return loaded;
  const baseline = loaded.value;
  const algorithms = algorithmsOf(baseline);
  if (typeof algorithms === 'string') return refuse(path.join(folder.value, 'hosts'), algorithms);
  return {
    ok: true,
    value: { baseline, commands: commandsFor(baseline), algorithms, promises: promisesOf(baseline) },
  };
}

/** The exceptions of hosts that count on the day of a moment, in milliseconds: those of the register, or none. */
export function readExceptions(
  { cwd, exceptions }: Pick<AuditOptions, 'cwd' | 'exceptions'>,
  baseline: Baseline,
  now: number,
): Result<HostExceptions> {
  const file = exceptions ?? path.resolve(cwd, 'stacks/registers/exceptions.yaml');
  const days = { today: dayAt(now), endsSoonDays: baseline.exceptions.endsSoonDays };
  if (exceptions === undefined && !existsSync(file)) return { ok: true, value: new HostExceptions([], days) };
  const loaded = loadExceptions(file, baseline);
  if (!loaded.ok) return loaded;
  const { document, value } = loaded.value;
  const entries = (value.hostExceptions ?? []).map((exception, index) => {
    const at = ['hostExceptions', index];
    return {
      exception,
      at: { file: showFile(file), line: document.placeOf(at).line, path: showPath(at) },
    };
  });
  return { ok: true, value: new HostExceptions(entries, days) };
}

/** Promises that name an area of requirements, also those of which it is not the only mechanism. */
function promisesOf({ controls }: Baseline): PromisesByArea {
  const promises = new Map<string, string[]>();
  for (const { id, keptBy } of controls.flatMap((control) => control.promises)) {
    for (const { by, ref } of keptBy) {
      if (by === 'host') promises.set(ref, [...(promises.get(ref) ?? []), id]);
    }
  }
  return promises;
}

/** The hosts that are meant, wherever they are named, with their keys; or every mistake, before anything is connected. */
export function readTargets(
  hosts: readonly string[],
  options: AuditOptions,
  { baseline, algorithms }: Pick<Judgement, 'baseline' | 'algorithms'>,
): Result<readonly Collectable[]> {
  const entries = entriesOf(hosts, options, baseline);
  if (!entries.ok) return entries;
  const { env } = process;
  return readHosts(shardOf(entries.value, options.shard), {
    admitted: algorithms.signature,
    ...(env['SSH_AUTH_SOCK'] !== undefined && { agentSocket: env['SSH_AUTH_SOCK'] }),
    ...(env[passphraseVariable] !== undefined && { passphrase: env[passphraseVariable] }),
  });
}

function entriesOf(hosts: readonly string[], options: AuditOptions, baseline: Baseline): Result<HostEntry[]> {
  const { inventory, outputs } = options;
  if (hosts.length === 0) {
    const ofNamed = {
      '--role': options.role,
      '--platform': options.platform,
      '--unmanaged': options.unmanaged || undefined,
      '--host-key': options.hostKey[0],
    };
    const [unused] = Object.entries(ofNamed).filter(([, value]) => value !== undefined);
    if (unused !== undefined && (inventory ?? outputs) !== undefined) {
      return refuse(unused[0], 'is for hosts on the command line, and none is named there');
    }
  }
  const sources = [
    ...(hosts.length > 0 ? [fromCommandLine(hosts, options, baseline)] : []),
    ...(inventory === undefined ? [] : [fromInventory(inventory, options, baseline)]),
    ...(outputs === undefined ? [] : [fromOutputs(outputs, options, baseline)]),
  ];
  if (sources.length === 0)
    return refuse('the hosts', 'none is named; name one, or take --inventory, --outputs or --facts');
  const mistakes = sources.flatMap((source) => (source.ok ? [] : source.mistakes));
  if (mistakes.length > 0) return { ok: false, mistakes };
  const entries = sources.flatMap((source) => (source.ok ? source.value : []));
  const seen = new Set<string>();
  const ways = new Map<string, string>();
  const twice = entries.flatMap((entry) => {
    const { name, mistake } = entry;
    const way = wayOf(entry);
    const other = ways.get(way);
    const isTwice = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    ways.set(way, other ?? name);
    if (isTwice) return [mistake(`another host is named ${name}, too`)];
    return other === undefined ? [] : [mistake(`leads to the same machine as ${other}`)];
  });
  return twice.length > 0 ? { ok: false, mistakes: twice } : { ok: true, value: entries };
}

/** The same address may be another machine behind another tunnel or jump host. */
function wayOf({ name, address, port, jumps, tunnel = '' }: HostEntry): string {
  const through = jumps.map((jump) => `${canonicalAddress(jump.address)} ${jump.port}`);
  return JSON.stringify([canonicalAddress(address), port, through, tunnel, tunnel.includes('%n') && name]);
}

/** The documents that are to be judged anew. */
export function readDocuments(hosts: readonly string[], options: AuditOptions): Result<readonly string[]> {
  if (hosts.length > 0 || options.inventory !== undefined || options.outputs !== undefined) {
    return refuse('--facts', 'stands beside hosts; judge what was collected, or collect, one at a time');
  }
  const [unused] = [
    ...waysGiven(options),
    ...(options.platform === undefined ? [] : ['--platform']),
    ...(options.unmanaged ? ['--unmanaged'] : []),
  ];
  if (unused !== undefined) return refuse(unused, 'stands beside --facts, with which no host is reached');
  return { ok: true, value: shardOf(options.facts, options.shard) };
}

/** Options that say how hosts are reached, as far as they were given. */
function waysGiven({ identity, hostKey, knownHosts, consoleLogs, jump, tunnel }: AuditOptions): string[] {
  const given: Readonly<Record<string, boolean>> = {
    '--identity': identity !== 'agent',
    '--host-key': hostKey.length > 0,
    '--known-hosts': knownHosts !== undefined,
    '--console-logs': consoleLogs !== undefined,
    '--jump': jump.length > 0,
    '--tunnel': tunnel !== undefined,
  };
  return Object.keys(given).filter((name) => given[name]);
}

/** A document, held to the role that the command line names, when it names one; its role and slot must be known. */
export function readKept(
  file: string,
  { role }: Pick<AuditOptions, 'role'>,
  { network }: Pick<Baseline, 'network'>,
): Result<KeptDocument> {
  const read = readDocument(file);
  if (!read.ok) return read;
  const host = { ...read.value.host, ...(role !== undefined && { role }) };
  const mistakes = [
    ...roleMistakes(host.role, network).map((mistake) =>
      role === undefined ? { ...mistake, file, path: 'host.role' } : mistake,
    ),
    ...slotMistakes(host.tenantSlot, network).map((text) => ({ file, path: 'host.tenantSlot', text })),
  ];
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: { ...read.value, host } };
}

function refuse(file: string, text: string): { ok: false; mistakes: Mistake[] } {
  return { ok: false, mistakes: [{ file, text }] };
}
