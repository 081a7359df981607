import { requirementsOf } from '../../lib/baseline/host-requirements';
import type { HardenedHost } from './host';
import { scopeOf } from './settings';

/** Debian packages that a machine gets, in alphabetical order. */
export function packagesOf(host: HardenedHost): string[] {
  return [...host.baseline.hosts.tools, ...required(host, true)].sort();
}

/** Debian packages that a machine must not have. */
export function unwantedPackages(host: HardenedHost): string[] {
  return required(host, false);
}

function required(host: HardenedHost, installed: boolean): string[] {
  return requirementsOf(host.baseline.hostAreas, 'package', scopeOf(host))
    .filter((debian) => debian.installed === installed)
    .map(({ name }) => name);
}
