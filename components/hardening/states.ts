import { requirementsOf } from '../../lib/baseline/host-requirements';
import type { HostState } from '../../lib/baseline/types.generated';
import type { HardenedHost } from './host';
import { scopeOf } from './settings';

/** The requirement of a named check, if one asks for it on such a machine. */
export function stateOf(host: HardenedHost, is: string): HostState | undefined {
  return requirementsOf(host.baseline.hostAreas, 'state', scopeOf(host)).find((state) => state.is === is);
}

/** What requirements of a named check admit, all of them together; empty where none asks for it. */
export function listedFor(host: HardenedHost, is: string): string[] {
  const states = requirementsOf(host.baseline.hostAreas, 'state', scopeOf(host));
  return states.filter((state) => state.is === is).flatMap(({ only }) => only ?? []);
}

/** Whether a requirement asks that a unit runs on such a machine. */
export function runs(host: HardenedHost, unit: string): boolean {
  const units = requirementsOf(host.baseline.hostAreas, 'unit', scopeOf(host));
  return units.some(({ name, is }) => name === unit && is === 'running');
}
