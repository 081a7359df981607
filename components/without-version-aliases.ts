import type * as pulumi from '@pulumi/pulumi';

const versionedToken = /^azure-native:([a-z0-9]+)\/v\d{8}[a-z]*:(\w+)$/;
const plainToken = /^azure-native:([a-z0-9]+):(\w+)$/;

type Aliases = NonNullable<pulumi.ResourceOptions['aliases']>;

/**
 * Takes the aliases off azure-native's resources by which a stack of another API version would be adopted. Each
 * resource declares dozens of them and the SDK resolves each; an environment that never used those versions has
 * no need of any. Only aliases of the resource's own module and class that differ in the API version go. Those
 * that name another module stay, because the type moved; so do those with a name, parent or URN, and one that
 * the program repeats beside the library's own, because the program meant it.
 *
 * Register it with `pulumi.runtime.registerStackTransformation`: that runs in the constructor, before the
 * aliases are resolved. The newer `registerResourceTransform` is a call to the engine and back for each resource,
 * and comes after the work that this saves.
 */
export const withoutVersionAliases: pulumi.ResourceTransformation = ({ type, props, opts }) => {
  const { aliases } = opts;
  if (!Array.isArray(aliases)) return undefined;
  const [, module, name] = plainToken.exec(type) ?? [];
  if (module === undefined) return undefined;
  return { props, opts: { ...opts, aliases: keptAliases(aliases, module, name) } };
};

function keptAliases(aliases: Aliases, module: string, name: string | undefined): Aliases {
  const seen = new Set<string>();
  const kept = new Map<unknown, Aliases[number]>();
  for (const alias of aliases) {
    const token = typeOnly(alias);
    const [, aliasModule, aliasName] = (token && versionedToken.exec(token)) || [];
    const differsInVersion = aliasModule === module && aliasName === name;
    if (token === undefined || !differsInVersion || seen.has(token)) kept.set(token ?? alias, alias);
    else seen.add(token);
  }
  return [...kept.values()];
}

/** The type that an alias names, when it names nothing else. */
function typeOnly(alias: Aliases[number]): string | undefined {
  if (typeof alias !== 'object' || alias === null || !('type' in alias)) return undefined;
  return Object.keys(alias).length === 1 && typeof alias.type === 'string' ? alias.type : undefined;
}
