import type { Mistake } from '../mistake';
import type { NetworkBaseline } from '../types.generated';
import type { Valid } from '../validate';
import { isAtLeast } from '../versions';
import { repeated } from './common';

/** Checks that each set of managed rules is listed once, in no ended version, and that gateways get one against attacks. */
export function checkWebFirewall({ document, value: network }: Valid<NetworkBaseline>): Mistake[] {
  const { ruleSets } = network.webFirewall;
  const path = ['webFirewall', 'ruleSets'];
  const isBuilt = ruleSets.some(({ against, version }) => against === 'attacks' && version !== undefined);
  return [
    ...repeated(
      document,
      'the rule set',
      ruleSets.map(({ type }, index) => ({ key: type.toLowerCase(), path: [...path, index, 'type'] })),
    ),
    ...ruleSets.flatMap(({ version, minimumVersion }, index) =>
      version === undefined || isAtLeast(version, minimumVersion)
        ? []
        : [
            document.mistake(
              [...path, index, 'version'],
              `${version} is older than minimumVersion ${minimumVersion}`,
            ),
          ],
    ),
    ...(isBuilt ? [] : [document.mistake(path, 'no set against attacks has a version for gateways to get')]),
  ];
}
