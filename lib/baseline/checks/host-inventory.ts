import { slotCount } from '../addresses';
import type { Baseline } from '../baseline';
import { canonicalAddress } from '../canonical-address';
import type { Mistake } from '../mistake';
import { type Path, show } from '../show';
import type { SoundItem } from '../sound-items';
import type { HostDefaults, InventoryHost, InventoryJumpHost } from '../types.generated';
import type { YamlDocument } from '../yaml-document';
import { repeated, unknown } from './common';

/** Checks the hosts of an inventory against each other, its jump hosts and the network baseline. */
export function checkHostInventory(
  document: YamlDocument,
  hosts: readonly SoundItem<InventoryHost>[],
  jumpHosts: readonly SoundItem<InventoryJumpHost>[],
  { network }: Pick<Baseline, 'network'>,
): Mistake[] {
  const defaults = defaultsIn(document);
  const slots = slotCount(network);
  const roles = Object.keys(network.machineRoles);
  const jumps = namesIn(document);
  const named = (list: string, items: readonly SoundItem<{ name: string }>[]) =>
    repeated(
      document,
      'the name',
      // Files are named after hosts, and some systems take both cases for one.
      items.map(({ item, index }) => ({ key: item.name.toLowerCase(), path: [list, index, 'name'] })),
    );
  return [
    ...named('hosts', hosts),
    ...named('jumpHosts', jumpHosts),
    ...repeated(
      document,
      'the way to',
      hosts.map(({ item, index }) => ({
        key: wayOf(item, defaults),
        path: ['hosts', index],
        owner: `host ${item.name}`,
      })),
    ),
    ...withPorts(document, 'hosts', hosts),
    ...withPorts(document, 'jumpHosts', jumpHosts),
    ...unknownJumps(document, ['defaults', 'via'], defaults.via, jumps),
    ...hosts.flatMap(({ item: { role, tenantSlot, via }, index }) => [
      ...unknown(document, ['hosts', index, 'role'], 'machine role', role, roles),
      ...unknownJumps(document, ['hosts', index, 'via'], via, jumps),
      ...(tenantSlot === undefined || tenantSlot < slots
        ? []
        : [
            document.mistake(
              ['hosts', index, 'tenantSlot'],
              `${tenantSlot} is not a slot of the address plan, whose slots are 0 to ${slots - 1}`,
            ),
          ]),
    ]),
  ];
}

/** Of the defaults what can be compared; that the rest is wrong is told already. */
function defaultsIn({ value }: YamlDocument): Pick<HostDefaults, 'port' | 'tunnel' | 'via'> {
  const { defaults } = (value ?? {}) as { defaults?: Record<string, unknown> | null };
  const { port, tunnel, via } = defaults ?? {};
  const isList = Array.isArray(via) && via.every((name) => typeof name === 'string');
  return {
    ...(typeof port === 'number' && { port }),
    ...(typeof tunnel === 'string' && { tunnel }),
    ...(isList && { via }),
  };
}

/** Names of all jump hosts, also of those with which something else is wrong: who goes through them is not at fault. */
function namesIn({ value }: YamlDocument): string[] {
  const { jumpHosts } = (value ?? {}) as { jumpHosts?: unknown };
  if (!Array.isArray(jumpHosts)) return [];
  return jumpHosts.flatMap((entry: { name?: unknown } | null) =>
    typeof entry?.name === 'string' ? [entry.name] : [],
  );
}

/** A single colon ends no address: IPv6 has two or more. */
function withPorts(
  document: YamlDocument,
  list: string,
  items: readonly SoundItem<{ address?: string }>[],
): Mistake[] {
  return items.flatMap(({ item: { address = '' }, index }) => {
    const [, host, port] = /^([^:]+):(\d+)$/.exec(address) ?? [];
    if (host === undefined) return [];
    const text = `${show(address)} has a port; write \`address: ${host}\` and \`port: ${port}\``;
    return [document.mistake([list, index, 'address'], text)];
  });
}

/** The same address may be another machine behind another tunnel or jump host. */
function wayOf(host: InventoryHost, defaults: ReturnType<typeof defaultsIn>): string {
  const { address = host.name, port = defaults.port ?? 22 } = host;
  const [via, tunnel] = [host.via ?? defaults.via ?? [], host.tunnel ?? defaults.tunnel];
  const through = tunnel === undefined ? '' : ` by ${tunnel}`;
  const over = via.length === 0 ? '' : ` via ${via.join(', ')}`;
  return `${canonicalAddress(address)} port ${port}${over}${through}`;
}

function unknownJumps(
  document: YamlDocument,
  path: Path,
  via: readonly string[] = [],
  jumps: readonly string[],
): Mistake[] {
  if (jumps.length === 0 && via.length > 0) {
    return [document.mistake(path, 'there are no jump hosts; list them under jumpHosts')];
  }
  return via.flatMap((name, place) => unknown(document, [...path, place], 'jump host', name, jumps));
}
