import { grantPlatformAccess } from '../../components/access';
import { CorporateNetwork } from '../../components/corporate-network';
import { PlatformHub } from '../../components/platform-hub';
import type { Inputs } from '../inputs/read-inputs';

/** Builds what is there once in an environment, and says what tenants' stacks need of it. */
export function buildPlatform({ deployment, access, operators, onCall, auditLogLocked }: Inputs) {
  const hub = new PlatformHub('hub', { deployment, operators, onCall, auditLogLocked });
  const corporate = new CorporateNetwork('corporate', { deployment });
  grantPlatformAccess({ deployment, access, hub, corporate });
  return {
    resourceGroupName: hub.resourceGroupName,
    virtualNetworkName: hub.virtualNetworkName,
    virtualNetworkId: hub.virtualNetworkId,
    firewallAddress: hub.firewallAddress,
    monitorScopeName: hub.monitorScopeName,
    alertGroupId: hub.alertGroupId,
    vaultName: hub.vaultName,
    auditStoreId: hub.auditStoreId,
    corporateNetworkId: corporate.virtualNetworkId,
  };
}
