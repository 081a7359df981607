/**
 * A program tells mistakes of its configuration by the stack's file, which it takes to be their place. What came from
 * `--config` stands there.
 * @param overrides as `--config` takes them; a key without a namespace belongs to the project.
 */
export function blameOverrides(
  text: string,
  { project, stack }: { readonly project: string; readonly stack: string },
  overrides: readonly string[],
): string {
  return overrides.reduce((said, override) => {
    const [given = ''] = override.split('=');
    const key = given.includes(':') ? given : `${project}:${given}`;
    return said.replaceAll(`Pulumi.${stack}.yaml ${key}: `, `--config ${key}: `);
  }, text);
}
