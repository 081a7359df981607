import type { HardenedHost } from '../../../components/hardening/host';
import { repositoryBaseline } from './deployment';

/** A machine of the first tenant with a baseline of its own, which a test may change. */
export function exampleHost(role: string): HardenedHost {
  return {
    baseline: repositoryBaseline(),
    tenantSlot: 0,
    role,
    hostName: `aoba-${role}-1`,
    privateNames: [],
  };
}

/** The state that a requirement of the example names. */
export function stateIn({ baseline }: HardenedHost, id: string) {
  const all = Object.values(baseline.hostAreas).flatMap(({ requirements }) => requirements);
  const state = all.find((requirement) => requirement.id === id)?.state;
  if (state === undefined) throw new Error(`no state ${id}`);
  return state;
}

/** Leaves a requirement out. */
export function without({ baseline }: HardenedHost, id: string): void {
  for (const area of Object.values(baseline.hostAreas)) {
    area.requirements = area.requirements.filter((requirement) => requirement.id !== id);
  }
}
