import { groupBy } from '../findings/group-by';
import { type AzureId, parseAzureId } from './azure-id';
import { NamedResources } from './named-resources';
import type { Resource } from './resource';
import type { Value } from './value';

/** Resources by the top-level property whose value was made from theirs. */
export type Dependencies = (resource: Resource, property: string) => readonly Resource[];

/** What a reference leads to: a resource of the stack, something outside of it, or what only deployment tells. */
export type Target =
  | { readonly kind: 'resource'; readonly resource: Resource }
  | { readonly kind: 'outside'; readonly id: string }
  | { readonly kind: 'unknown' };

/** The property that names a resource, where it is not the type's own name followed by `Name`. */
const nameProperties: Readonly<Record<string, string>> = {
  'azure-native:storage:StorageAccount': 'accountName',
  'azure-native:compute:VirtualMachine': 'vmName',
  'azure-native:managedidentity:UserAssignedIdentity': 'resourceName',
  'azure-native:monitor:PrivateLinkScope': 'scopeName',
  'azure-native:network:IpGroup': 'ipGroupsName',
  'azure-native:network:PublicIPAddress': 'publicIpAddressName',
  'azure-native:network:WebApplicationFirewallPolicy': 'policyName',
  'azure-native:recoveryservices:ProtectionPolicy': 'policyName',
};

export const resourceGroupType = 'azure-native:resources:ResourceGroup';

/** All resources of a stack, and what leads from one to another. */
export class StackView {
  readonly #named: NamedResources;
  readonly #byType: ReadonlyMap<string, readonly Resource[]>;

  constructor(
    readonly resources: readonly Resource[],
    private readonly dependencies: Dependencies = () => [],
  ) {
    this.#named = new NamedResources(resources, nameOf, groupOf);
    this.#byType = groupBy(resources, ({ type }) => type);
  }

  ofType(...types: readonly string[]): readonly Resource[] {
    const [only = ''] = types;
    if (types.length === 1) return this.#byType.get(only) ?? [];
    return this.resources.filter(({ type }) => types.includes(type));
  }

  /**
   * The resource of a type that is named so in a resource group. Where a group is not known, the name decides, unless
   * several have it.
   */
  find(type: string, resourceGroup: Value | string | undefined, name: string): Resource | undefined {
    const said = typeof resourceGroup === 'object' ? resourceGroup.text : resourceGroup;
    const group = said?.toLowerCase();
    const named = this.#named.of(name.toLowerCase(), group).filter((resource) => resource.type === type);
    const inGroup = named.find((resource) => group !== undefined && groupOf(resource) === group);
    if (inGroup !== undefined) return inGroup;
    return named.length === 1 ? named[0] : undefined;
  }

  /** The resources of the stack that an Azure id names or lies in: from the innermost to the resource group. */
  along(id: AzureId): Resource[] {
    const inside = id.segments
      .toReversed()
      .flatMap(({ name }) => this.#named.of(name, id.resourceGroup))
      .filter((resource) => isServedIn(id.subscription, resource));
    const group = this.#named
      .of(id.resourceGroup ?? '', undefined)
      .filter((resource) => resource.type === resourceGroupType && isServedIn(id.subscription, resource));
    return [...inside, ...group];
  }

  /**
   * The resource inside which another stands and which it names, such as the network of a subnet; one made in the
   * same program is known by what the name was made from.
   */
  holderOf(resource: Resource, type: string): Resource | undefined {
    const name = resource.properties.key(namePropertyOf(type));
    if (name.text !== undefined)
      return this.find(type, resource.properties.key('resourceGroupName'), name.text);
    return this.madeFrom(resource, name).find((candidate) => candidate.type === type);
  }

  /** Follows a property that holds the id of a resource of the given type. */
  follow(holder: Resource, reference: Value, type: string): Target {
    if (reference.isUnknown) {
      const made = this.madeFrom(holder, reference).filter((resource) => resource.type === type);
      const [only] = made;
      return only !== undefined && made.length === 1
        ? { kind: 'resource', resource: only }
        : { kind: 'unknown' };
    }
    const text = reference.text ?? '';
    const id = parseAzureId(text);
    const last = id?.segments.at(-1);
    const resource = id && last && this.#inside(type, id, last.name);
    return resource === undefined ? { kind: 'outside', id: text } : { kind: 'resource', resource };
  }

  /** The resource that an id names: of several with the name, the one inside what the id says that it is in. */
  #inside(type: string, id: AzureId, name: string): Resource | undefined {
    const around = id.segments.at(-2);
    return this.#named
      .of(name, id.resourceGroup)
      .find(
        (resource) =>
          resource.type === type &&
          isServedIn(id.subscription, resource) &&
          (around === undefined || mayBeIn(resource, around)),
      );
  }

  /** The resources from whose outputs a property was made. */
  madeFrom(holder: Resource, value: Value): readonly Resource[] {
    const [property = ''] = value.path.split(/[.[]/, 1);
    return this.dependencies(holder, property);
  }
}

/** The Azure name that the program gives a resource, in lower case. */
export function nameOf(resource: Resource): string | undefined {
  return resource.properties.key(namePropertyOf(resource.type)).text?.toLowerCase();
}

function namePropertyOf(type: string): string {
  const className = type.split(':').at(-1) ?? '';
  return nameProperties[type] ?? `${className.charAt(0).toLowerCase()}${className.slice(1)}Name`;
}

/** Whether what a resource says of the one around it, such as `virtualNetworkName`, is not another name. */
function mayBeIn(
  { properties }: Resource,
  around: { readonly type: string; readonly name: string },
): boolean {
  const said = properties.keyInAnyCase(`${around.type.replace(/s$/, '')}name`).text;
  return said === undefined || said.toLowerCase() === around.name;
}

function groupOf(resource: Resource): string | undefined {
  return resource.properties.key('resourceGroupName').text?.toLowerCase();
}

const subscriptionForm = /^\/subscriptions\/([^/]+)/;

/**
 * Whether a resource may be in a subscription, in lower case: that of the provider which makes it. Where a plan does not
 * tell it, as when it comes from the environment, that of `beside` counts, an id of something that is in the same one;
 * where nothing tells it, or an id names none, any does.
 */
export function isServedIn(
  subscription: string | undefined,
  { provider }: Resource,
  beside?: string,
): boolean {
  const said =
    provider.key('subscriptionId').text ?? subscriptionForm.exec(beside?.trim().toLowerCase() ?? '')?.[1];
  const own = said?.trim().toLowerCase();
  return own === undefined || subscription === undefined || own === subscription;
}
