import type { SecretsBaseline } from './types.generated';

/** Where a resource of one type may hold a secret. */
export interface SecretSinks {
  /** Whether a secret may stand at a property path, such as `properties.value`. */
  readonly isAdmitted: (path: string) => boolean;
  /** Whether such a place lies inside what stands at the path. */
  readonly holdsAdmitted: (path: string) => boolean;
}

/** The places of a type, without API version, that the baseline lists. */
export function secretSinks({ sinks }: SecretsBaseline, type: string): SecretSinks {
  const paths = sinks.filter((sink) => sink.type === type).flatMap((sink) => sink.paths);
  return {
    isAdmitted: (path) => paths.includes(path),
    holdsAdmitted: (path) => paths.some((admitted) => admitted.startsWith(`${path}.`)),
  };
}
