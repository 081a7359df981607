import type { Resource } from '../../../lib/resources/resource';
import type { Context } from '../framework/rule';
import { tagOf } from './tags';

/**
 * Whether a storage account is the store of the operators' audit log: an asset of the operator in the service that
 * belongs to no tenant, unless its tags give it another purpose. `undefined` while its tags are not known.
 */
export function isAuditStore(account: Resource, context: Context): boolean | undefined {
  const [scope, owner, tenant, purpose] = (['scope', 'owner', 'tenant', 'purpose'] as const).map((fact) =>
    tagOf(account, fact, context),
  );
  const isOther =
    (scope?.isKnown && scope.text !== 'cloud-service') ||
    (owner?.isKnown && owner.text !== 'operator') ||
    (purpose?.isKnown && purpose.text !== 'audit-log') ||
    tenant?.isKnown;
  if (isOther) return false;
  if (scope?.isUnknown || owner?.isUnknown || tenant?.isUnknown || purpose?.isUnknown) return undefined;
  return scope?.text === 'cloud-service' && owner?.text === 'operator';
}
