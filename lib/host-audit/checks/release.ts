import type { Facts } from '../facts/readers';

/**
 * The major release of Debian that a host has, by its package base-files, whose version begins with it; `undefined`
 * where that is not known.
 */
export function releaseOf({ packages }: Pick<Facts, 'packages'>): number | undefined {
  if (!('value' in packages)) return undefined;
  const major = /^(\d+)(?:\.|\+|$)/.exec(packages.value['base-files']?.version ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}
