import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

const PathOnHost = Type.Object(
  {
    path: Type.String({ pattern: '^/' }),
    /** The first letter of `ls -l`: `-` for a file, `d` for a folder. */
    type: Type.String({ pattern: '^[-bcdlps]$' }),
    /** Four octal digits. */
    mode: Type.String({ pattern: '^[0-7]{4}$' }),
    owner: Type.String({ minLength: 1 }),
    group: Type.String({ minLength: 1 }),
    /** Whether a list of access (acl(5)) gives more than the mode says. */
    hasAccessList: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type PathOnHost = Static<typeof PathOnHost>;

/** Rights of paths as `ls -dlb --time-style=+` prints them. */
export const pathRights = reader(Type.Array(PathOnHost), (text) =>
  linesOf(text).map((line) => {
    const [, type, letters, more, owner, group, path] =
      /^([-bcdlps])([-rwxsStT]{9})([.+]?) +\d+ (\S+) +(\S+) +(?:\d+, *)?\d+ +(\/.*)$/.exec(line) ?? [];
    const mode = letters === undefined ? undefined : modeOf(letters);
    if (type === undefined || mode === undefined || owner === undefined || group === undefined) {
      throw new NotUnderstood('a line of ls -l', line);
    }
    return { path: unescaped(path ?? ''), type, mode, owner, group, hasAccessList: more === '+' };
  }),
);

/** `rwxr-x---` as octal digits; the special bits stand in the letters of execution. */
export function modeOf(letters: string): string | undefined {
  const triples = letters.match(/.{3}/g) ?? [];
  const digits = triples.map((triple) => {
    const [, read, write, run] = /^([r-])([w-])([xstST-])$/.exec(triple) ?? [];
    if (read === undefined || run === undefined) return undefined;
    return (read === 'r' ? 4 : 0) + (write === 'w' ? 2 : 0) + (/[xst]/.test(run) ? 1 : 0);
  });
  if (digits.length !== 3 || digits.includes(undefined)) return undefined;
  const special = triples.reduce((sum, triple, index) => sum + (/[sStT]$/.test(triple) ? 4 >> index : 0), 0);
  return `${special}${digits.join('')}`;
}

/** `ls -b` writes what is no plain character with a backslash. */
const unescaped = (path: string) => path.replace(/\\([ \\])/g, '$1');
