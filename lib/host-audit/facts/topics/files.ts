import { type Static, Type } from '@sinclair/typebox';
import { NotUnderstood, reader } from '../fact';

const UnusualFile = Type.Object(
  {
    /** What is out of the ordinary; one file may be listed for several reasons. */
    kind: Type.Union([
      Type.Literal('setid'),
      Type.Literal('open'),
      Type.Literal('unowned'),
      Type.Literal('log'),
    ]),
    path: Type.String({ pattern: '^/' }),
    /** As find(1) writes it: `f` for a file, `d` for a folder. */
    type: Type.String({ pattern: '^[a-zA-Z]$' }),
    /** Octal digits without leading zeros. */
    mode: Type.String({ pattern: '^[0-7]{1,4}$' }),
    /** Name, or number where there is none. */
    owner: Type.String({ minLength: 1 }),
    group: Type.String({ minLength: 1 }),
  },
  { additionalProperties: false },
);
export type UnusualFile = Static<typeof UnusualFile>;

const kinds: readonly string[] = ['setid', 'open', 'unowned', 'log'];

/** Entries of a search through all files, each ended by a null byte, as a path may hold everything else. */
function entriesOf(text: string): { kind: string; entry: string; rest: string[] }[] {
  return text
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [kind = '', ...rest] = entry.split('\t');
      return { kind, entry, rest };
    });
}

/** What a search has found by itself. */
export const unusualFiles = reader(Type.Array(UnusualFile), (text) =>
  entriesOf(text)
    .filter(({ kind }) => kind !== 'capable' && kind !== 'incapable')
    .map(({ kind, entry, rest: [mode = '', owner = '', group = '', type = '', ...path] }) => {
      if (!kinds.includes(kind) || path.length === 0) {
        throw new NotUnderstood('kind, rights, owner, group, type and path of a file', entry);
      }
      return { kind: kind as UnusualFile['kind'], path: path.join('\t'), type, mode, owner, group };
    }),
);

const Capable = Type.Object(
  {
    path: Type.String({ pattern: '^/' }),
    /** As cap_to_text(3) writes them, such as `cap_net_raw=ep`. */
    capabilities: Type.String({ minLength: 1 }),
  },
  { additionalProperties: false },
);

/**
 * Programs with capabilities, as getcap(8) prints them within a search; older versions have ` =` before those. Where it
 * could not look, nothing is known.
 */
export const fileCapabilities = reader(Type.Array(Capable), (text) =>
  entriesOf(text).flatMap(({ kind, rest }) => {
    const said = rest.join('\t');
    if (kind === 'incapable') throw new NotUnderstood('that /usr/sbin/getcap runs', said);
    if (kind !== 'capable') return [];
    const [, path, capabilities] = /^(\/.*?)(?: =)? ([a-z0-9_,]*[=+-].*)$/s.exec(said) ?? [];
    if (path === undefined || capabilities === undefined) {
      throw new NotUnderstood('a file and its capabilities', said);
    }
    return [{ path, capabilities }];
  }),
);
