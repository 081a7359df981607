import type { Mistake } from '../../baseline';
import { slotCount } from '../../baseline/addresses';
import type { Baseline } from '../../baseline/baseline';
import { readText } from '../../baseline/read-file';
import { show } from '../../baseline/show';
import { nameForm } from '../file-name';
import type { HostEntry } from './hosts';
import { addressForm, type Entries, jumpsOf, logOf, named, tunnelOf, wrongHost } from './machine';
import type { AuditOptions } from './options';

/**
 * The machines in the outputs of a stack (`pulumi stack output --json`) or of its plan: `machineAddresses` and `slot` of
 * the one tenant, or of each. A machine's name is `<tenant>-<role>-<number>`.
 */
export function fromOutputs(
  file: string,
  options: AuditOptions,
  { network }: Pick<Baseline, 'network'>,
): Entries {
  const text = readText(file, largestOutputsBytes);
  if (!text.ok) return text;
  const refuse = (found: string): Entries => ({ ok: false, mistakes: [{ file, text: found }] });
  let json: unknown;
  try {
    json = JSON.parse(text.value);
  } catch (error) {
    return refuse(`could not be read as JSON: ${(error as Error).message}`);
  }
  const outputs = record(record(json)?.['outputs']) ?? record(json) ?? {};
  const { tenant: one, tenants: several } = outputs;
  const tenants: [string, unknown][] = [
    ...(one === undefined ? [] : [['tenant', one] as [string, unknown]]),
    ...Object.entries(record(several) ?? {}).map(([name, tenant]): [string, unknown] => [
      `tenants.${name}`,
      tenant,
    ]),
  ];
  const mistakes: Mistake[] = [];
  const machines = tenants.flatMap(([path, tenant]) => {
    const [addresses, slot] = ['machineAddresses', 'slot'].map((key) => record(tenant)?.[key]);
    const known = record(addresses);
    mistakes.push(
      ...slotMistakes(slot, network).map((found) => ({ file, path: `${path}.slot`, text: found })),
    );
    // A tenant of which nothing is known would go unseen.
    if (known === undefined)
      mistakes.push({ file, path: `${path}.machineAddresses`, text: notDeployed(addresses) });
    return Object.entries(known ?? {}).map(([name, address]) => [name, address, slot] as const);
  });
  if (machines.length === 0) return refuse('has no machineAddresses; expected the outputs of a tenant stack');
  const jumps = jumpsOf(options, mistakes);
  const roles = Object.keys(network.machineRoles);
  const value = machines.flatMap(([name, address, slot]): HostEntry[] => {
    const role = roles.find((known) => new RegExp(`-${known}-\\d+$`).test(name));
    if (
      role === undefined ||
      typeof address !== 'string' ||
      !addressForm.test(address) ||
      !nameForm.test(name)
    ) {
      mistakes.push({
        file,
        path: `machineAddresses.${name}`,
        text: `found ${show(address)}, expected the address of a machine whose name ends in a role and a number`,
      });
      return [];
    }
    const entry = named(address, '--outputs', options, []);
    if (entry === undefined) return wrongHost('--outputs', address, mistakes);
    return [
      {
        ...entry,
        name,
        ...logOf(name, undefined, options),
        mistake: (found) => ({ file, path: `machineAddresses.${name}`, text: found }),
        is: { role, onAzure: true, ...(typeof slot === 'number' && { tenantSlot: slot }) },
        jumps,
        ...tunnelOf(options.tunnel),
      },
    ];
  });
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value };
}

const notDeployed = (found: unknown) =>
  `found ${show(found)}, expected the addresses of the tenant's machines; it may not be deployed yet`;

/** What is wrong with the slot of a tenant, where one is said. */
export function slotMistakes(slot: unknown, network: Baseline['network']): string[] {
  const slots = slotCount(network);
  const isKnown = slot === undefined || (Number.isInteger(slot) && Number(slot) >= 0 && Number(slot) < slots);
  return isKnown
    ? []
    : [`${show(slot)} is not a slot of the address plan, whose slots are 0 to ${slots - 1}`];
}

/** A plan of 200 tenants has some 60 MB. */
const largestOutputsBytes = 256 * 1024 * 1024;

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
