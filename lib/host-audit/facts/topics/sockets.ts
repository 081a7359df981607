import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

const Socket = Type.Object(
  {
    /** As ss(8) names it: tcp, udp, raw, p_raw, p_dgr … */
    protocol: Type.String({ minLength: 1 }),
    /** Address without brackets and scope; `*` and `0.0.0.0` for any. */
    address: Type.String({ minLength: 1 }),
    /** Device to which it is bound, if it is. */
    device: Type.Optional(Type.String({ minLength: 1 })),
    /** Port; of raw sockets a protocol, of packet sockets a device. */
    port: Type.String({ minLength: 1 }),
    /** Processes that hold it, by number; none for the kernel's own. */
    processes: Type.Array(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);
export type Socket = Static<typeof Socket>;

/** Sockets as `ss -Hnp` prints them: netid, state, queues, own address, other address, processes. */
export const sockets = reader(Type.Array(Socket), (text) =>
  linesOf(text).map((line) => {
    const [, protocol, own, rest = ''] = /^(\S+) +\S+ +\d+ +\d+ +(\S+:\S+)(.*)$/.exec(line) ?? [];
    const [, address, device, port] = /^\[?([^%\]]+)\]?(?:%([^:\]]+)\]?)?:([^:]+)$/.exec(own ?? '') ?? [];
    if (protocol === undefined || address === undefined || port === undefined) {
      throw new NotUnderstood('a socket as ss -Hnp prints it', line);
    }
    const processes = [...rest.matchAll(/,pid=(\d+),fd=\d+\)/g)].map(([, pid]) => Number(pid));
    const isBound = device !== undefined;
    return { protocol, address, ...(isBound && { device }), port, processes: [...new Set(processes)] };
  }),
);

/** The program that each process runs, by the number of the process; the kernel's own run none. */
export const programs = reader(Type.Record(Type.String({ pattern: '^\\d+$' }), Type.String()), (text) =>
  Object.fromEntries(
    entriesOf(text).flatMap((line) => {
      const [, process, program] = /^\/proc\/(\d+)\t(.*)$/s.exec(line) ?? [];
      if (process === undefined || program === undefined) {
        throw new NotUnderstood('a process and its program', line);
      }
      // A service whose package was updated goes on with the old file until it is restarted.
      return program === '' ? [] : [[process, program.replace(/ \(deleted\)$/, '')]];
    }),
  ),
);

/** What ends with a zero byte each. */
function entriesOf(text: string): string[] {
  const entries = text.split('\0');
  if (entries.pop() !== '') throw new NotUnderstood('a process and its program', text);
  return entries;
}
