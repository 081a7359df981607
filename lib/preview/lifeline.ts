import { preload } from './preload';

/** The file descriptor at which a child holds a pipe to this process. */
export const lifelineDescriptor = 3;

/**
 * Makes a process, and everything that it has started, end when the process that started it is gone: a preview that
 * is killed cannot end its program and packs itself, and a pack would wait for it forever.
 */
export const lifeline = preload(`
import { Socket } from 'node:net';
const group = process.platform === 'win32' ? process.pid : -process.pid;
new Socket({ fd: ${lifelineDescriptor} }).on('close', () => process.kill(group, 'SIGKILL')).resume().unref();
`);
