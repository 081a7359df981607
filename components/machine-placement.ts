import { peersOf } from '../lib/baseline/network-rules';
import type { Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import { hostAddress } from './host-address';
import { rangeOf } from './network';

/** A machine and its place. */
export interface PlacedMachine {
  readonly role: string;
  /** Which of its role, from 1. */
  readonly number: number;
  /** Role of the subnet in which it stands. */
  readonly subnet: string;
  readonly address: string;
}

/**
 * The machines of a tenant in the order of the baseline's roles, each with a fixed address: hosts of a subnet are
 * numbered through, so one more machine of the last role moves no other.
 */
export function placeMachines(
  deployment: Deployment,
  tenant: Tenant,
  ranges: ReadonlyMap<string, string>,
): PlacedMachine[] {
  const taken = new Map<string, number>();
  return Object.entries(deployment.baseline.network.machineRoles).flatMap(([role, { subnet }]) =>
    Array.from({ length: tenant.machines[role] ?? 0 }, (_, index) => {
      const host = taken.get(subnet) ?? 0;
      taken.set(subnet, host + 1);
      return { role, number: index + 1, subnet, address: hostAddress(rangeOf(ranges, subnet), host) };
    }),
  );
}

/** Machine roles to whose subnet a flow leads from the gateway: they answer the customers' requests. */
export function rolesBehindGateway(deployment: Deployment): ReadonlySet<string> {
  const { flows, machineRoles } = deployment.baseline.network;
  const reached = new Set(
    flows.filter((flow) => peersOf(flow.from).includes('gateway')).flatMap((flow) => peersOf(flow.to)),
  );
  return new Set(
    Object.entries(machineRoles)
      .filter(([, { subnet }]) => reached.has(subnet))
      .map(([role]) => role),
  );
}
