import * as pulumi from '@pulumi/pulumi';

/** Types of Azure to which the program gives no name: the provider draws a new one for each replacement. */
const named = (type: string) => type.startsWith('azure-native:') && !type.endsWith(':RoleAssignment');

/**
 * Deletes a resource of a fixed name before its replacement is made. Pulumi's own order, replacement first, would
 * find the name taken, or worse: Azure would take the replacement for a change of the old one, which is then deleted.
 * https://www.pulumi.com/docs/iac/concepts/resources/options/deletebeforereplace/ (2026-11-24)
 */
const deleteFirst: pulumi.ResourceTransformation = ({ type, props, opts }) =>
  named(type) ? { props, opts: pulumi.mergeOptions({ deleteBeforeReplace: true }, opts) } : undefined;

/** Options of a component whose resources, at every depth, have fixed names. */
export function withFixedNames(
  opts: pulumi.ComponentResourceOptions | undefined,
): pulumi.ComponentResourceOptions {
  return pulumi.mergeOptions(opts, { transformations: [deleteFirst] });
}
