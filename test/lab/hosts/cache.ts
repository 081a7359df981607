import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { takeFolder } from '../../../lib/rehearsal/exclusive';

/** What nobody has used for so long is deleted when something else is made. */
const keptMs = 7 * 24 * 3_600_000;
/** Nobody takes so long to make something. */
const unfinishedMs = 3 * 3_600_000;

/**
 * Where images and saved machines are kept: `YOSAI_LAB_CACHE`, or `yosai/lab` in the user's cache folder. CI keeps this
 * folder between its runs.
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const own = env['YOSAI_LAB_CACHE'];
  if (own !== undefined && own !== '') return path.resolve(own);
  const common = env['XDG_CACHE_HOME'];
  const root = common !== undefined && common !== '' ? common : path.join(homedir(), '.cache');
  return path.join(root, 'yosai', 'lab');
}

export interface Kept {
  readonly folder: string;
  /** Whether it had to be made now. */
  readonly made: boolean;
}

/**
 * A folder of the cache, made by `make` when it is not there: whole or not at all, and once, also when two labs start
 * together. What `make` leaves behind when it throws is deleted.
 * @param kind such as `images`.
 * @param name what tells it from others of its kind, with a digest of what it is made from.
 */
export async function keep(
  kind: string,
  name: string,
  make: (folder: string) => Promise<void>,
): Promise<Kept> {
  const shelf = path.join(cacheFolder(), kind);
  const folder = path.join(shelf, name);
  mkdirSync(shelf, { recursive: true, mode: 0o700 });
  const giveBack = await waitFor(folder);
  try {
    if (existsSync(folder)) {
      const now = new Date();
      utimesSync(folder, now, now);
      return { folder, made: false };
    }
    forgetOld(shelf);
    const work = mkdtempSync(path.join(shelf, '.making-'));
    try {
      await make(work);
      renameSync(work, folder);
    } finally {
      if (!holdsMount(work)) rmSync(work, { recursive: true, force: true });
    }
    return { folder, made: true };
  } finally {
    giveBack();
  }
}

async function waitFor(folder: string): Promise<() => void> {
  for (;;) {
    const taken = takeFolder(folder);
    if (taken.ok) return taken.giveBack;
    await delay(500);
  }
}

function forgetOld(shelf: string): void {
  for (const name of readdirSync(shelf)) {
    if (name.endsWith('.lock')) continue;
    const place = path.join(shelf, name);
    const used = statSync(place, { throwIfNoEntry: false })?.mtimeMs;
    // What was never finished is left by a lab that was killed.
    const most = name.startsWith('.') ? unfinishedMs : keptMs;
    if (used !== undefined && Date.now() - used > most && !holdsMount(place)) {
      rmSync(place, { recursive: true, force: true });
    }
  }
}

/** Whether something is mounted in a folder: a builder that was killed left it, and deleting would reach through it. */
function holdsMount(folder: string): boolean {
  return readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .some((line) => line.split(' ')[1]?.startsWith(`${folder}/`));
}
