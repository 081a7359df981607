import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

const closed = { additionalProperties: false } as const;
const id = Type.Integer({ minimum: 0, maximum: 0xffff_ffff });
const line = Type.Integer({ minimum: 1 });

/** Where a password is kept: in shadow(5), nowhere, or as a hash that everybody reads. */
const password = Type.Union(['shadowed', 'empty', 'none', 'hash'].map((state) => Type.Literal(state)));

/** Numbers of lines that begin with + or -, which bring in accounts of NIS; nsswitch.conf(5), compat mode. */
const nisLines = Type.Array(line);

const Account = Type.Object(
  { line, name: Type.String(), password, uid: id, gid: id, home: Type.String(), shell: Type.String() },
  closed,
);
export type Account = Static<typeof Account>;

/** The accounts of passwd(5), in the order of the file. */
export const accounts = reader(Type.Object({ nisLines, entries: Type.Array(Account) }, closed), (text) =>
  entriesOf(text, 7, ([line, name, password, uid, gid, home, shell]) => ({
    line: Number(line),
    name,
    password,
    uid: idOf(uid),
    gid: idOf(gid),
    home,
    shell,
  })),
);

const sources = Type.Array(Type.String({ minLength: 1 }));

/** The sources of accounts, groups and rules of sudo, such as `files`, which is what holds without a line. */
export const nameSources = reader(
  Type.Object({ passwd: sources, group: sources, sudoers: sources }, closed),
  (text) => {
    const found: Record<'passwd' | 'group' | 'initgroups' | 'sudoers', string[]> = {
      passwd: ['files'],
      group: ['files'],
      initgroups: [],
      sudoers: ['files'],
    };
    for (const line of linesOf(text)) {
      // Brackets hold what is done after an answer.
      const [, name = '', rest = ''] =
        /^\s*(\w+)\s*:(.*)$/.exec(line.replace(/#.*$|\[[^\][]*\]/g, ' ')) ?? [];
      if (!Object.hasOwn(found, name)) throw new NotUnderstood('passwd:, group: or sudoers:', line);
      found[name as keyof typeof found] = rest.split(/\s+/).filter((word) => word !== '');
    }
    const { initgroups, ...others } = found;
    // The groups of an account come from there, where it is written.
    return { ...others, group: [...new Set([...others.group, ...initgroups])] };
  },
);

const Group = Type.Object(
  { line, name: Type.String(), password, gid: id, members: Type.Array(Type.String()) },
  closed,
);

/** The groups of group(5), in the order of the file. */
export const groups = reader(Type.Object({ nisLines, entries: Type.Array(Group) }, closed), (text) =>
  entriesOf(text, 5, ([line, name, password, gid, members]) => ({
    line: Number(line),
    name,
    password,
    gid: idOf(gid),
    members: members.split(',').filter((member) => member !== ''),
  })),
);

/** Schemes by the prefix of their hashes; crypt(5). */
const schemes: Readonly<Record<string, string>> = {
  y: 'yescrypt',
  gy: 'gost-yescrypt',
  7: 'scrypt',
  '2a': 'bcrypt',
  '2b': 'bcrypt',
  '2x': 'bcrypt',
  '2y': 'bcrypt',
  6: 'sha512crypt',
  5: 'sha256crypt',
  sha1: 'sha1crypt',
  md5: 'sunmd5',
  1: 'md5crypt',
  3: 'nt',
};

const Entry = Type.Object(
  {
    line,
    name: Type.String(),
    /** Whether the field begins with an exclamation mark: what follows is kept, but matches nothing. */
    isLocked: Type.Boolean(),
    /** `empty` without a password, `none` where nothing matches, or the scheme of the hash. */
    scheme: Type.String({ minLength: 1 }),
  },
  closed,
);

/** The entries of shadow(5), in the order of the file; no hash. */
export const shadow = reader(Type.Object({ nisLines, entries: Type.Array(Entry) }, closed), (text) =>
  entriesOf(text, 6, ([line, name, ...flags]) => ({
    line: Number(line),
    name,
    isLocked: flagOf(flags[0]),
    scheme: schemeOf(flagOf(flags[0]), flagOf(flags[1]), flagOf(flags[2]), flags[3]),
  })),
);

function flagOf(text: string): boolean {
  if (!/^[01]$/.test(text)) throw new NotUnderstood('0 or 1', text);
  return text === '1';
}

/** What has no prefix may be of the traditional scheme or of none. */
function schemeOf(isLocked: boolean, isThere: boolean, isMark: boolean, prefix: string): string {
  if (!isThere) return isLocked ? 'none' : 'empty';
  return isMark ? 'none' : (schemes[prefix] ?? 'unknown');
}

const Home = Type.Object(
  { path: Type.String(), uid: id, mode: Type.Integer({ minimum: 0, maximum: 0o7777 }) },
  closed,
);

/** Home folders with their owners and rights, and the paths of those that are not there. */
export const homes = reader(
  Type.Object({ present: Type.Array(Home), missing: Type.Array(Type.String()) }, closed),
  (text) => {
    const present: Static<typeof Home>[] = [];
    const missing: string[] = [];
    for (const said of linesOf(text)) {
      const gone = /^missing (\/.*)$/.exec(said)?.[1];
      const [, uid, mode, path] = /^(\d+) ([0-7]{1,4}) (\/.*)$/.exec(said) ?? [];
      if (gone !== undefined) missing.push(gone);
      else if (path !== undefined)
        present.push({ path, uid: Number(uid), mode: Number.parseInt(mode ?? '', 8) });
      else throw new NotUnderstood('UID, mode and path of a home folder', said);
    }
    return { present, missing };
  },
);

/** Paths of files that let others in without asking. */
export const trustFiles = reader(Type.Array(Type.String({ pattern: '^/' })), (text) => [
  ...new Set(linesOf(text)),
]);

/** Numbers of keys that sshd takes for root, by the file in which they stand. */
export const rootKeys = reader(Type.Record(Type.String(), Type.Integer({ minimum: 1 })), (text) =>
  Object.fromEntries(
    linesOf(text).map((said) => {
      const [, count, path] = /^(\d+):(\/.*)$/.exec(said) ?? [];
      if (count === undefined || path === undefined) throw new NotUnderstood('count:path', said);
      return [path, Number(count)];
    }),
  ),
);

/** The fields of a line; that there are as many as must be is known by then. */
type Fields = [string, string, string, string, string, string, string];

function entriesOf<T>(text: string, count: number, toEntry: (fields: Fields) => T) {
  const nisLines: number[] = [];
  const entries: T[] = [];
  for (const said of linesOf(text)) {
    const fields = said.split(':');
    if (/^[+-]/.test(fields[1] ?? '')) {
      nisLines.push(Number(fields[0]));
    } else if (fields.length === count) {
      entries.push(toEntry(fields as Fields));
    } else {
      throw new NotUnderstood(`${count} fields`, said);
    }
  }
  if (entries.length === 0) throw new NotUnderstood('an entry at least', text);
  return { nisLines, entries };
}

function idOf(text: string): number {
  if (!/^\d+$/.test(text)) throw new NotUnderstood('a number', text);
  return Number(text);
}
