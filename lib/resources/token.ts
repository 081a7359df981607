/** A type token without the API version, and whether one was given. */
export interface TypeToken {
  readonly type: string;
  readonly defaultVersion: boolean;
}

/**
 * Azure Native writes the API version into the module (`network/v20240301`) or, in packages generated for one
 * version, into the package (`azure-native_network_v20240301`).
 * https://www.pulumi.com/registry/packages/azure-native/version-guide/ (2026-11-23)
 */
const versioned = /^azure-native(_[a-z0-9]+_v\d{8}[a-z]*)?:([a-z0-9]+)(\/v\d{8}[a-z]*)?:(\w+)$/i;

/** Takes the API version out of a type token; other providers' tokens stay as they are. */
export function parseToken(token: string): TypeToken {
  const match = versioned.exec(token);
  if (match === null) return { type: token, defaultVersion: true };
  const [, packageVersion, module, moduleVersion, name] = match;
  return {
    type: `azure-native:${module}:${name}`,
    defaultVersion: packageVersion === undefined && moduleVersion === undefined,
  };
}
