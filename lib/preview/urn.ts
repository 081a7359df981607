/** Type of the resource that the SDK registers first: the root of the stack. */
export const stackType = 'pulumi:pulumi:Stack';
/** Type of a reference to the outputs of another stack. */
export const stackReferenceType = 'pulumi:pulumi:StackReference';
const providerPrefix = 'pulumi:providers:';

/**
 * Builds a URN as the official engine does: the types of all ancestors but the stack qualify the resource's own.
 * https://www.pulumi.com/docs/iac/concepts/resources/names/#urns
 */
export function buildUrn(stack: string, project: string, parent: string, type: string, name: string): string {
  const parentType = parent === '' ? '' : qualifiedType(parent);
  const qualified = parentType === '' || parentType === stackType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** The types of a resource and its ancestors, joined by `$`. */
function qualifiedType(urn: string): string {
  return urn.split('::')[2] ?? '';
}

/** The resource's own type. */
export function typeOf(urn: string): string {
  return qualifiedType(urn).split('$').at(-1) ?? '';
}

/** The resource's name, which may itself contain `::`. */
export function nameOf(urn: string): string {
  return urn.split('::').slice(3).join('::');
}

export function isProviderType(type: string): boolean {
  return type.startsWith(providerPrefix);
}

/** `azure-native` of `azure-native:network:VirtualNetwork`; `azure-native` too of its provider's type. */
export function packageOf(type: string): string {
  return isProviderType(type) ? type.slice(providerPrefix.length) : (type.split(':')[0] ?? '');
}

/**
 * Name of the provider that the engine supplies when a resource names none: `default_3_28_0` for version 3.28.0, and
 * with the address of its plugin where the package names one.
 */
export function defaultProvider(
  packageName: string,
  version: string,
  url = '',
): { type: string; name: string } {
  const [release = '', ...rest] = version.replace(/^v/, '').split(/[-+](.*)/s);
  const parts = version === '' ? [] : [release, ...rest].filter((part) => part !== '');
  const suffix = [
    ...parts.map((part) => part.replace(/[.+]/g, '_')),
    ...(url === '' ? [] : [qualifiedName(url)]),
  ];
  return { type: `${providerPrefix}${packageName}`, name: ['default', ...suffix].join('_') };
}

/** An address as part of a name: every character that a name may not have becomes `_`. */
function qualifiedName(text: string): string {
  const segments = text.split('/').filter((segment) => segment !== '');
  return segments.map((segment) => segment.replace(/[^A-Za-z0-9_.-]/g, '_')).join('/');
}
