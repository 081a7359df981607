import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

const closed = { additionalProperties: false } as const;

/** The files of the journal that outlive a restart. */
export const journalFiles = reader(
  Type.Array(
    Type.Object({ bytes: Type.Integer({ minimum: 0 }), file: Type.String({ pattern: '^/' }) }, closed),
  ),
  (text) =>
    linesOf(text).map((line) => {
      const [, bytes, file] = /^(\d+) (\/.*)$/.exec(line) ?? [];
      if (file === undefined) throw new NotUnderstood('the size and path of a file', line);
      return { bytes: Number(bytes), file };
    }),
);

const Connection = Type.Object(
  {
    /** Address and port of this side, such as `127.0.0.1:514`, and of the other. */
    local: Type.String(),
    peer: Type.String(),
    /** Names of the programs that hold it. */
    programs: Type.Array(Type.String()),
  },
  closed,
);
export type Connection = Static<typeof Connection>;

/** TCP connections that are open. */
export const openConnections = reader(Type.Array(Connection), (text) =>
  linesOf(text).map((line) => {
    const [, local, peer, users = ''] = /^\d+\s+\d+\s+(\S+)\s+(\S+)(?:\s+users:\((.*)\))?/.exec(line) ?? [];
    if (local === undefined || peer === undefined) throw new NotUnderstood('a connection of ss', line);
    return { local, peer, programs: [...users.matchAll(/\("([^"]*)"/g)].map(([, name]) => name ?? '') };
  }),
);
