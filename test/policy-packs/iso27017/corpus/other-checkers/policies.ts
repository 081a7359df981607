import type { Rule } from '../../../../../policy-packs/iso27017/framework/rule';
import { defenderPlanMeetsBaseline } from '../../../../../policy-packs/iso27017/policies/defender-plan-meets-baseline';
import { gatewayInspectsRequestBody } from '../../../../../policy-packs/iso27017/policies/gateway-inspects-request-body';
import { gatewayRequiresModernTls } from '../../../../../policy-packs/iso27017/policies/gateway-requires-modern-tls';
import { gatewayRequiresWafPrevention } from '../../../../../policy-packs/iso27017/policies/gateway-requires-waf-prevention';
import { keyVaultDeniesPublicNetwork } from '../../../../../policy-packs/iso27017/policies/key-vault-denies-public-network';
import { keyVaultRequiresPurgeProtection } from '../../../../../policy-packs/iso27017/policies/key-vault-requires-purge-protection';
import { keyVaultRequiresRbac } from '../../../../../policy-packs/iso27017/policies/key-vault-requires-rbac';
import { nsgRulesMatchRole } from '../../../../../policy-packs/iso27017/policies/nsg-rules-match-role';
import { roleAssignmentDeniesPrivilegedRole } from '../../../../../policy-packs/iso27017/policies/role-assignment-denies-privileged-role';
import { secretValueStaysInVault } from '../../../../../policy-packs/iso27017/policies/secret-value-stays-in-vault';
import { storageDeniesPublicAccess } from '../../../../../policy-packs/iso27017/policies/storage-denies-public-access';
import { storageRequiresCustomerManagedKey } from '../../../../../policy-packs/iso27017/policies/storage-requires-customer-managed-key';
import { storageRequiresTls } from '../../../../../policy-packs/iso27017/policies/storage-requires-tls';
import { subnetRequiresNsg } from '../../../../../policy-packs/iso27017/policies/subnet-requires-nsg';
import { vaultItemRequiresExpiry } from '../../../../../policy-packs/iso27017/policies/vault-item-requires-expiry';
import { vmDeniesPasswordLogin } from '../../../../../policy-packs/iso27017/policies/vm-denies-password-login';
import { vmDeniesPublicAddress } from '../../../../../policy-packs/iso27017/policies/vm-denies-public-address';
import { vmDiskUsesTenantKey } from '../../../../../policy-packs/iso27017/policies/vm-disk-uses-tenant-key';
import { vmExtensionIsAllowed } from '../../../../../policy-packs/iso27017/policies/vm-extension-is-allowed';
import { vmRequiresEncryptionAtHost } from '../../../../../policy-packs/iso27017/policies/vm-requires-encryption-at-host';

/** The policies that make the promises of other checkers' rules. */
export const policies: Readonly<Record<string, Rule>> = {
  'defender-plan-meets-baseline': defenderPlanMeetsBaseline,
  'gateway-inspects-request-body': gatewayInspectsRequestBody,
  'gateway-requires-modern-tls': gatewayRequiresModernTls,
  'gateway-requires-waf-prevention': gatewayRequiresWafPrevention,
  'key-vault-denies-public-network': keyVaultDeniesPublicNetwork,
  'key-vault-requires-purge-protection': keyVaultRequiresPurgeProtection,
  'key-vault-requires-rbac': keyVaultRequiresRbac,
  'nsg-rules-match-role': nsgRulesMatchRole,
  'role-assignment-denies-privileged-role': roleAssignmentDeniesPrivilegedRole,
  'secret-value-stays-in-vault': secretValueStaysInVault,
  'storage-denies-public-access': storageDeniesPublicAccess,
  'storage-requires-customer-managed-key': storageRequiresCustomerManagedKey,
  'storage-requires-tls': storageRequiresTls,
  'subnet-requires-nsg': subnetRequiresNsg,
  'vault-item-requires-expiry': vaultItemRequiresExpiry,
  'vm-denies-password-login': vmDeniesPasswordLogin,
  'vm-denies-public-address': vmDeniesPublicAddress,
  'vm-disk-uses-tenant-key': vmDiskUsesTenantKey,
  'vm-extension-is-allowed': vmExtensionIsAllowed,
  'vm-requires-encryption-at-host': vmRequiresEncryptionAtHost,
};
