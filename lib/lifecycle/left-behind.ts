/** A resource, and what the engine is told of its deletion. */
export interface Deletable {
  readonly urn: string;
  /** Type token without API version. */
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly retainOnDelete?: boolean;
  /** URN of the resource with which it is said to go. */
  readonly deletedWith?: string;
  /** URNs of what each input was made from. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
}

/** A resource that the engine takes out of its state without asking Azure to delete it. */
export interface LeftBehind {
  readonly urn: string;
  readonly option: 'retainOnDelete' | 'deletedWith';
}

const vaultType = 'azure-native:keyvault:Vault';
/** What Resource Manager deletes with its vault and never alone. */
const vaultItems: readonly string[] = ['azure-native:keyvault:Key', 'azure-native:keyvault:Secret'];

/**
 * Resources for which the engine asks Azure nothing when it deletes them, and which no other deletion of the stack
 * surely takes along: only the keys and secrets of a vault that is deleted itself go with it. That a group or an account
 * around the others is deleted is not believed: it may be kept, shared or locked, and the engine's record of the
 * deletion would say the same.
 * https://www.pulumi.com/docs/iac/concepts/resources/options/retainondelete/,
 * https://www.pulumi.com/docs/iac/concepts/resources/options/deletedwith/ (2026-11-27)
 */
export function leftBehind(resources: readonly Deletable[]): LeftBehind[] {
  const vaults = resources.filter((one) => one.type === vaultType && optionOf(one) === undefined);
  return resources.flatMap((resource) => {
    const option = optionOf(resource);
    if (option === undefined) return [];
    const goes = vaultItems.includes(resource.type) && vaults.some((vault) => isIn(resource, vault));
    return goes ? [] : [{ urn: resource.urn, option }];
  });
}

function optionOf({ retainOnDelete, deletedWith = '' }: Deletable): LeftBehind['option'] | undefined {
  if (retainOnDelete === true) return 'retainOnDelete';
  return deletedWith === '' ? undefined : 'deletedWith';
}

function isIn({ inputs, propertyDependencies, deletedWith = '' }: Deletable, vault: Deletable): boolean {
  if (deletedWith !== '' && deletedWith !== vault.urn) return false;
  if (propertyDependencies?.['vaultName']?.includes(vault.urn) === true) return true;
  const name = inputs['vaultName'];
  return typeof name === 'string' && name === vault.inputs['vaultName'];
}
