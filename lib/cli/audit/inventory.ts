import path from 'node:path';
import { loadHostInventory } from '../../baseline';
import type { Baseline } from '../../baseline/baseline';
import type { HostDefaults, InventoryHost, InventoryJumpHost } from '../../baseline/types.generated';
import type { YamlDocument } from '../../baseline/yaml-document';
import { fileFrom, type HostEntry, type MachineEntry } from './hosts';
import { type Entries, keyFile, logOf, tunnelOf } from './machine';
import type { AuditOptions } from './options';

/** The hosts of an inventory. */
export function fromInventory(
  file: string,
  options: AuditOptions,
  baseline: Pick<Baseline, 'network' | 'secrets'>,
): Entries {
  const inventory = loadHostInventory(file, baseline);
  if (!inventory.ok) return inventory;
  const { document, value } = inventory.value;
  const { defaults = {}, jumpHosts = [], hosts } = value;
  const folder = path.dirname(file);
  const knownHosts = value.knownHosts ?? options.knownHosts;
  const machine = (list: string, index: number, entry: InventoryHost | InventoryJumpHost): MachineEntry => ({
    name: entry.name,
    address: entry.address ?? entry.name,
    port: entry.port ?? defaults.port ?? 22,
    account: entry.account ?? defaults.account ?? options.account,
    key: keyFile(entry.key ?? defaults.key, folder, options),
    hostKeys: entry.hostKeys ?? [],
    ...logOf(entry.name, entry.consoleLog && fileFrom(folder, entry.consoleLog), options),
    ...(knownHosts !== undefined && {
      knownHosts: value.knownHosts === undefined ? fileFrom('.', knownHosts) : fileFrom(folder, knownHosts),
    }),
    mistake: mistakeIn(document, list, index),
  });
  const jumps = new Map(jumpHosts.map((entry, index) => [entry.name, machine('jumpHosts', index, entry)]));
  return {
    ok: true,
    value: hosts.map((entry, index) => ({
      ...machine('hosts', index, entry),
      is: isOf(entry, defaults),
      jumps: (entry.via ?? defaults.via ?? []).flatMap((name) => jumps.get(name) ?? []),
      ...tunnelOf(entry.tunnel ?? defaults.tunnel),
    })),
  };
}

/** A mistake stands where the value is, or at the machine where it has none of its own. */
function mistakeIn(document: YamlDocument, list: string, index: number): MachineEntry['mistake'] {
  return (text, key, place) => {
    const entry = (document.value as Record<string, Record<string, unknown>[]>)[list]?.[index] ?? {};
    const own = key !== undefined && Object.hasOwn(entry, key) ? [key] : [];
    return document.mistake([list, index, ...own, ...(place === undefined ? [] : [place])], text);
  };
}

function isOf({ role, tenantSlot, ...entry }: InventoryHost, defaults: HostDefaults): HostEntry['is'] {
  const release = entry.release ?? defaults.release;
  const managed = entry.managed ?? defaults.managed;
  return {
    role,
    onAzure: (entry.platform ?? defaults.platform) === 'azure',
    ...(managed !== undefined && { managed }),
    ...(release !== undefined && { release }),
    ...(tenantSlot !== undefined && { tenantSlot }),
  };
}
