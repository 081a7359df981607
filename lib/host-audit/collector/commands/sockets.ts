import type { Command } from '../command';

/** Sockets of TCP and UDP that wait for others, with the processes that hold them, which root alone sees of all. */
export const listeningSockets: Command = {
  run: ['/usr/bin/ss', '-Hlntup'],
  asRoot: true,
  bytes: 1024 * 1024,
};

/** Sockets that read raw packets: those of packet(7) and of raw(7). */
export const packetSockets: Command = { run: ['/usr/bin/ss', '-Hanp0w'], asRoot: true };

/**
 * Which program each process runs, so that no process can hide behind a name that it gives itself. Entries end with a
 * zero byte, because the path of a program may hold anything else.
 */
export const programs: Command = {
  run: [
    ...(['/usr/bin/find', '/proc', '-maxdepth', '2', '-ignore_readdir_race'] as const),
    ...['-path', '/proc/[0-9]*/exe', '-printf', '%h\\t%l\\0'],
  ],
  asRoot: true,
  // 1 for the kernel's own processes, which run no program, and for those that have just ended.
  good: [0, 1],
};
