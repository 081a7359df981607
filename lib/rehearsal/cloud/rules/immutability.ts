import { parseArmId } from '../arm-id';
import { CloudError } from '../cloud-error';
import { isType, type Rule, type RuleContext, valueAt } from '../rule';

const accountType = 'Microsoft.Storage/storageAccounts';
const containerType = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const policyPath = ['immutableStorageWithVersioning', 'immutabilityPolicy'];

/**
 * Under a locked immutability policy nothing is deleted, the policy is only ever made longer, and a lock is not taken
 * back; none is created locked. Every container counts as holding data, which the simulated cloud cannot see.
 * https://learn.microsoft.com/azure/storage/blobs/immutable-version-level-worm-policies
 * https://learn.microsoft.com/rest/api/storagerp/storage-accounts/create#accountimmutabilitypolicystate (2026-11-24)
 */
export const immutability: Rule = {
  put({ target, before, properties }) {
    if (!isType(target, accountType)) return;
    if (!isLocked(before?.properties)) {
      if (isLocked(properties) && !isEnabled(before?.properties)) refuseLockedAtOnce(target.id);
      return;
    }
    const [had, wanted] = [daysOf(before?.properties), daysOf(properties)];
    if (isLocked(properties) && wanted >= had) return;
    throw new CloudError(
      409,
      'ImmutabilityPolicyLocked',
      `The immutability policy of '${target.id}' is locked at ${had} days; it can be made longer, and neither shorter nor unlocked.`,
    );
  },
  delete(context) {
    const { store, target } = context;
    if (isType(target, containerType) && isLocked(accountOf(context)?.properties))
      throw new CloudError(
        409,
        'ContainerImmutableStorageWithVersioningEnabled',
        `The container '${target.id}' cannot be deleted, because its account has a locked immutability policy.`,
      );
    if (!isType(target, accountType) || !isLocked(context.resource.properties)) return;
    const containers = store.below(target.id).filter(({ id }) => isType(parseArmId(id), containerType));
    if (containers.length > 0)
      throw new CloudError(
        409,
        'StorageAccountImmutable',
        `The storage account '${target.id}' cannot be deleted, because its immutability policy is locked and it holds ${containers.length} container(s).`,
      );
  },
};

function accountOf({ store, target }: RuleContext) {
  return store.get(target.id.split('/').slice(0, -4).join('/'));
}

function refuseLockedAtOnce(id: string): never {
  throw new CloudError(
    400,
    'InvalidRequestPropertyValue',
    `The immutability policy of '${id}' can be created as Disabled or Unlocked only; lock it by an update.`,
  );
}

function isEnabled(properties: unknown): boolean {
  return valueAt(properties, 'immutableStorageWithVersioning', 'enabled') === true;
}

function isLocked(properties: unknown): boolean {
  return isEnabled(properties) && valueAt(properties, ...policyPath, 'state') === 'Locked';
}

function daysOf(properties: unknown): number {
  const days = valueAt(properties, ...policyPath, 'immutabilityPeriodSinceCreationInDays');
  return typeof days === 'number' ? days : 0;
}
