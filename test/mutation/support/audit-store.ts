import type { PlannedResource } from '../../../lib/resources/from-plan';
import { tagsOf, tenantOf } from './values';

export const accountType = 'azure-native:storage:StorageAccount';

/** The accounts that keep the operators' audit log, by the tags that the baseline gives them. */
export function isAuditStore(account: PlannedResource): boolean {
  const { 'yosai-scope': scope, 'yosai-owner': owner, 'yosai-purpose': purpose } = tagsOf(account);
  return (
    scope === 'cloud-service' &&
    owner === 'operator' &&
    tenantOf(account) === undefined &&
    (purpose === undefined || purpose === 'audit-log')
  );
}

/** Tags by which an account is another one: how a store that lies about itself stays out of sight. */
export const tagsThatTellTheStore = [
  'tags.yosai-scope',
  'tags.yosai-owner',
  'tags.yosai-purpose',
  'tags.yosai-tenant',
];
export const whyTagsTell =
  'tags say which account is the store; one that calls itself another is out of sight (docs/limits.md)';
