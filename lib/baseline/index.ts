export { networkRange, type SubnetRole, slotCount, subnetRanges } from './addresses';
export {
  type Baseline,
  type BaselinePart,
  type EnvironmentBaseline,
  type EnvironmentPart,
  environmentParts,
} from './baseline';
export { fold } from './fold';
export { loadBaseline } from './load-baseline';
export { loadOffices } from './load-offices';
export { loadTenants } from './load-tenants';
export { type Mistake, type Result, renderMistake } from './mistake';
export {
  type OpenPort,
  openPorts,
  peersOf,
  type SecurityRule,
  type SubnetPlace,
  securityRules,
} from './network-rules';
export type * from './types.generated';
