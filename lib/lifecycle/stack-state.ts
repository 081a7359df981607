import type { Result } from '../baseline/mistake';

/** A resource of a stack, as far as its deletion is concerned. */
export interface StackResource {
  readonly urn: string;
  /** Type token without API version. */
  readonly type: string;
  readonly name: string;
  /** The provider's id, where the stack was deployed. */
  readonly id?: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Options by which the engine deletes it in its state only. */
  readonly retainOnDelete?: true;
  readonly deletedWith?: string;
  /** URNs of what each input was made from. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
}

/**
 * Reads the resources of a stack from the text of `pulumi stack export` or of a `plan.json`. Resources that were only
 * read, and providers, belong to nobody and are left out. `file` is the name that mistakes give the text.
 * https://www.pulumi.com/docs/iac/cli/commands/pulumi_stack_export/
 */
export function readStackState(file: string, text: string): Result<StackResource[]> {
  const wrong = (what: string): Result<StackResource[]> => ({ ok: false, mistakes: [{ file, text: what }] });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return wrong('is not JSON; expected what `pulumi stack export` or `yosai preview` writes');
  }
  const root = objectOf(document);
  const list = objectOf(root['deployment'])['resources'] ?? root['resources'];
  // An emptied stack is exported without the list.
  const resources = list ?? ('deployment' in root ? [] : undefined);
  if (!Array.isArray(resources)) {
    return wrong('has no resources; expected what `pulumi stack export` or `yosai preview` writes');
  }
  const read: StackResource[] = [];
  for (const [index, entry] of resources.map(objectOf).entries()) {
    const resource = toResource(entry);
    if (resource === undefined) return wrong(`has no URN at resources[${index}]`);
    if (!isOnlyRead(entry) && !resource.type.startsWith('pulumi:providers:')) read.push(resource);
  }
  return { ok: true, value: read };
}

function toResource(entry: Readonly<Record<string, unknown>>): StackResource | undefined {
  const { urn, id, parent, custom, inputs } = entry;
  // A plan keeps them below `options`.
  const { retainOnDelete, deletedWith } = { ...objectOf(entry['options']), ...entry };
  if (typeof urn !== 'string' || !/^urn:pulumi:[^:]+::[^:]+::[^:]+:.*::./.test(urn)) return undefined;
  const [, , qualified = '', ...name] = urn.split('::');
  return {
    urn,
    type: (qualified.split('$').at(-1) ?? '')
      .replace(/\/v\d{8}[a-z]*:/, ':')
      .replace(/^azure-native_[a-z\d]+_v\d{8}[a-z]*:/, 'azure-native:'),
    name: name.join('::'),
    custom: custom === true,
    inputs: objectOf(inputs),
    ...(typeof id === 'string' && id !== '' && { id }),
    ...(typeof parent === 'string' && { parent }),
    ...dependenciesOf(entry),
    ...(retainOnDelete === true && { retainOnDelete }),
    ...(typeof deletedWith === 'string' && deletedWith !== '' && { deletedWith }),
  };
}

function dependenciesOf({ propertyDependencies }: Readonly<Record<string, unknown>>) {
  const lists = Object.entries(objectOf(propertyDependencies)).filter(
    (entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) && entry[1].every((urn) => typeof urn === 'string'),
  );
  return lists.length === 0 ? {} : { propertyDependencies: Object.fromEntries(lists) };
}

function isOnlyRead({ external, operation }: Readonly<Record<string, unknown>>): boolean {
  return external === true || operation === 'read';
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
