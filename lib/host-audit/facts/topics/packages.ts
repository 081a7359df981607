import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

const Package = Type.Object(
  {
    /** As dpkg abbreviates it: what is wanted and what is, such as `ii`. */
    state: Type.String({ pattern: '^[a-zA-Z]{2,3}$' }),
    version: Type.String(),
  },
  { additionalProperties: false },
);

/** Whether a package is there, whatever is wanted of it; dpkg-query(1), db:Status-Abbrev. */
export function isInstalled(known: Static<typeof Package> | undefined): boolean {
  return known?.state[1] === 'i';
}

/** Every package that dpkg knows, by its name. */
export const packages = reader(Type.Record(Type.String(), Package), (text) =>
  Object.fromEntries(
    linesOf(text).map((line) => {
      const [state, name, version] = line.split('\t');
      if (state === undefined || name === undefined || version === undefined) {
        throw new NotUnderstood('state, name and version of a package', line);
      }
      return [name, { state: state.trim(), version }];
    }),
  ),
);
