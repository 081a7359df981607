import type { Mistake } from '../../baseline';
import type { Baseline } from '../../baseline/baseline';
import { nearest } from '../../baseline/nearest';
import { show } from '../../baseline/show';
import { type Entries, jumpsOf, named, tunnelOf, wrongHost } from './machine';
import type { AuditOptions } from './options';

/** The hosts that are named on the command line. */
export function fromCommandLine(
  hosts: readonly string[],
  options: AuditOptions,
  { network }: Pick<Baseline, 'network'>,
): Entries {
  const { role = '', hostKey } = options;
  const mistakes: Mistake[] = [...roleMistakes(options.role, network)];
  if (hostKey.length > 0 && hosts.length > 1) {
    const text = 'is of one host, and several are named; take --known-hosts, or an inventory';
    mistakes.push({ file: '--host-key', text });
  }
  const entries = hosts.flatMap(
    (host) => named(host, 'the host', options, hostKey) ?? wrongHost('the host', host, mistakes),
  );
  const jumps = jumpsOf(options, mistakes);
  const names = new Map<string, string>();
  for (const { name, address, port } of entries) {
    if (names.has(name)) mistakes.push({ file: 'the host', text: `${address} port ${port} is named twice` });
    names.set(name, address);
  }
  if (mistakes.length > 0) return { ok: false, mistakes };
  const is = { role, onAzure: options.platform === 'azure', ...(options.unmanaged && { managed: false }) };
  return { ok: true, value: entries.map((entry) => ({ ...entry, is, jumps, ...tunnelOf(options.tunnel) })) };
}

/** What is wrong with a role that the command line names, or that is missing there. */
export function roleMistakes(role: string | undefined, { machineRoles }: Baseline['network']): Mistake[] {
  const roles = Object.keys(machineRoles);
  if (role !== undefined && roles.includes(role)) return [];
  const near = role === undefined ? undefined : nearest(role, roles);
  const text = role === undefined ? 'is missing' : `there is no machine role ${show(role)}`;
  return [
    {
      file: '--role',
      text: `${text}; known are ${roles.join(', ')}`,
      ...(near !== undefined && { suggestion: near }),
    },
  ];
}
