export { networkRange, slotCount, subnetRanges } from './addresses';
export { type EnvironmentBaseline, environmentParts } from './baseline';
export {
  grantsAt,
  isValidOn,
  registerOn,
} from './grants';
export { loadAccess } from './load-access';
export { loadAuditKey } from './load-audit-key';
export { loadBaseline } from './load-baseline';
export { loadBundleSigning } from './load-bundle-signing';
export { loadExceptions } from './load-exceptions';
export { loadHostInventory } from './load-host-inventory';
export { loadOffices } from './load-offices';
export { loadTenants, parseTenants } from './load-tenants';
export { type Mistake, type Result, renderMistake } from './mistake';
export {
  openPorts,
  type SecurityRule,
  type SubnetPlace,
  securityRules,
} from './network-rules';
export type * from './types.generated';
