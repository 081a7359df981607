import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process that holds a lock, as the official engine writes it into its own, too. */
export interface Holder {
  readonly pid: number;
  readonly hostname: string;
}

/** Whether the process has ended; of one on another machine nobody here can tell. */
export function isGone({ pid, hostname: host }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/**
 * Whether nothing is left of a process but its entry: in a container often nobody takes the entries of orphans away.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function isZombie(pid: number): boolean {
  try {
    // The name in parentheses may hold anything, so the state is what follows the last one.
    return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Who holds a lock, from its file; `undefined` when it is not there or not whole. */
export function readHolder(file: string): Holder | undefined {
  try {
    const { pid, hostname: host } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
    return typeof host === 'string' ? { pid, hostname: host } : undefined;
  } catch {
    return undefined;
  }
}
