import { createHash } from 'node:crypto';
import type { Wire, WireObject } from '../../wire/values';

/** What Azure takes and never gives back, by type; `[]` stands for every item of a list. */
const writeOnly: Readonly<Record<string, readonly string[]>> = {
  'microsoft.compute/virtualmachines': ['osProfile.customData', 'osProfile.adminPassword', 'userData'],
  'microsoft.compute/virtualmachines/extensions': ['protectedSettings'],
  'microsoft.keyvault/vaults/secrets': ['properties.value'],
  'microsoft.network/applicationgateways': ['sslCertificates[].data', 'sslCertificates[].password'],
};

export interface Sealed {
  /** The properties without what is never given back. */
  readonly open: WireObject;
  /** By path, a hash of what was taken out, by which a change is seen. */
  readonly hashes: Readonly<Record<string, string>>;
}

/**
 * Takes out of the properties what Azure never gives back, so that it does not stand in the database either: only a
 * hash with the resource's id does. A secret in any other property stands there as Azure itself would keep it.
 */
export function seal(id: string, type: string, properties: WireObject): Sealed {
  const hashes: Record<string, string> = {};
  let open = properties;
  for (const path of writeOnly[type.toLowerCase()] ?? []) {
    open = without(open, path.split('.'), '', (found, value) => {
      hashes[found] = createHash('sha256')
        .update(`${id.toLowerCase()} ${JSON.stringify(value)}`)
        .digest('hex');
    }) as WireObject;
  }
  return { open, hashes };
}

function without(
  value: Wire,
  path: readonly string[],
  at: string,
  taken: (path: string, value: Wire) => void,
): Wire {
  const [step = '', ...rest] = path;
  const name = step.replace('[]', '');
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const item = value[name];
  if (item === undefined) return value;
  const here = at === '' ? name : `${at}.${name}`;
  if (rest.length === 0) {
    taken(here, item);
    return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
  }
  if (!step.endsWith('[]') || !Array.isArray(item))
    return { ...value, [name]: without(item, rest, here, taken) };
  return { ...value, [name]: item.map((one, index) => without(one, rest, `${here}[${index}]`, taken)) };
}
