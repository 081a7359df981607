import type { Baseline, BaselinePart } from '../../../lib/baseline/baseline';

/** The parts of the baseline that rules read, and that are built into the pack. */
export const packParts = [
  'network',
  'regions',
  'tags',
  'tls',
  'virtualMachines',
  'dataStores',
  'access',
  'secrets',
  'lifecycle',
  'monitoring',
  'support',
  'exceptions',
  'resourceTypes',
  'claims',
] as const satisfies readonly BaselinePart[];

export type PackBaseline = Pick<Baseline, (typeof packParts)[number]>;
