import { keyOf } from '../arm-id';
import { CloudError } from '../cloud-error';
import { isType, type Rule, textAt } from '../rule';
import type { Store } from '../store';

/** Types whose name is part of a public host name, and so unique among all customers. */
const global = [
  {
    type: 'Microsoft.Storage/storageAccounts',
    form: /^[a-z0-9]{3,24}$/,
    words: '3 to 24 small letters and digits',
    code: 'StorageAccountAlreadyTaken',
  },
  {
    type: 'Microsoft.KeyVault/vaults',
    form: /^(?=.{3,24}$)[a-zA-Z](?:-?[a-zA-Z0-9])*$/,
    words: '3 to 24 letters, digits and single hyphens, beginning with a letter',
    code: 'VaultAlreadyExists',
  },
] as const;

/**
 * Names of storage accounts and vaults are well formed and unique in the whole world; a vault keeps its name while it
 * can be recovered.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export const globalNames: Rule = {
  put({ store, target, before, now, properties }) {
    const kind = global.find(({ type }) => isType(target, type));
    if (kind === undefined || before !== undefined) return;
    if (!kind.form.test(target.name))
      throw new CloudError(
        400,
        'InvalidResourceName',
        `'${target.name}' is not a valid name of a resource of type '${target.type}', expected ${kind.words}.`,
      );
    const key = globalKey(target.type, target.name);
    const owner = store.names.get(key);
    if (owner !== undefined)
      throw new CloudError(409, kind.code, `The name '${target.name}' is already taken by '${owner}'.`);
    const recovers = textAt(properties, 'properties', 'createMode') === 'recover';
    if (!recovers) refuseRecoverable(store, key, target.name, now);
    store.names.putSync(key, target.id);
    store.softDeleted.removeSync(key);
  },
};

/** The key of a name that is unique in the world. */
export function globalKey(type: string, name: string): string {
  return keyOf(`${type}/${name}`);
}

/** Refuses a name that something deleted and recoverable still has. */
export function refuseRecoverable(store: Store, key: string, name: string, now: number): void {
  const kept = store.softDeleted.get(key);
  if (kept === undefined || kept.purgedAt <= now) return;
  const until = new Date(kept.purgedAt).toISOString();
  throw new CloudError(
    409,
    'ConflictError',
    `'${name}' already exists in deleted state: '${kept.id}' can be recovered until ${until}, and its name cannot be reused before.`,
  );
}
