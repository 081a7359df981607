import { execFile, spawn } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, existsSync, lstatSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { SourceState } from '../preview/provenance';

/** A repository that takes longer is too large to be asked before every preview. */
const timeLimitMs = 10_000;
/** Of a larger file that git does not know, its size counts and not what is in it. */
const largestRead = 16 * 1024 * 1024;

/**
 * Commit of the git working tree around a folder, and whether something differs from it. Nothing where git is missing
 * or too slow, where there is no commit, and where git ignores the folder: then its commit says nothing of it.
 * https://git-scm.com/docs/git-diff and https://git-scm.com/docs/git-ls-files (2026-11-27)
 */
export async function sourceStateOf(folder: string): Promise<SourceState | undefined> {
  const signal = AbortSignal.timeout(timeLimitMs);
  try {
    const root = (await git(['rev-parse', '--show-toplevel'], folder, signal)).trimEnd();
    const commit = (await git(['rev-parse', '--verify', 'HEAD'], folder, signal)).trimEnd();
    if (await isIgnored(folder, signal)) return undefined;
    const changes = createHash('sha256');
    const isChanged = await hashTree(root, changes, signal);
    return { commit, ...(isChanged && { changes: changes.digest('hex') }) };
  } catch {
    return undefined;
  }
}

/** Nothing of what a repository configures is run, and nothing is written into it. */
const settings = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];
const env = () => ({ ...withoutRepository(process.env), GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' });

/**
 * Variables by which git is told of a repository, as its hooks are: that may be another one than the folder's.
 * https://git-scm.com/docs/githooks#_description (2026-11-27)
 */
const ofRepository =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES)$/;

function withoutRepository(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !ofRepository.test(name)));
}

async function git(args: readonly string[], cwd: string, signal: AbortSignal): Promise<string> {
  const { stdout } = await promisify(execFile)('git', [...settings, ...args], {
    cwd,
    env: env(),
    signal,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** `git check-ignore` ends with 0 for what is ignored, and with 1 for what is not. */
async function isIgnored(folder: string, signal: AbortSignal): Promise<boolean> {
  return git(['check-ignore', '--quiet', folder], folder, signal).then(
    () => true,
    (error: { readonly code?: unknown }) => {
      if (error.code === 1) return false;
      throw error;
    },
  );
}

/** Hashes what differs from the commit of a working tree and of each submodule in it; says whether anything does. */
async function hashTree(root: string, hash: Hash, signal: AbortSignal): Promise<boolean> {
  const tracked = await hashTracked(root, hash, signal);
  const unknown = await hashUnknown(root, hash, signal);
  let isChanged = tracked || unknown;
  for (const submodule of await submodulesOf(root, signal)) {
    hash.update(`\0${submodule}\0`);
    if (await hashTree(path.join(root, submodule), hash, signal)) isChanged = true;
  }
  return isChanged;
}

/**
 * The submodules that are checked out, by their folders.
 * https://git-scm.com/docs/git-ls-files#_output (2026-11-27)
 */
async function submodulesOf(root: string, signal: AbortSignal): Promise<string[]> {
  const listed = await git(['ls-files', '--stage', '-z'], root, signal);
  return listed
    .split('\0')
    .filter((entry) => entry.startsWith('160000 '))
    .map((entry) => entry.slice(entry.indexOf('\t') + 1))
    .filter((folder) => existsSync(path.join(root, folder, '.git')));
}

async function hashTracked(root: string, hash: Hash, signal: AbortSignal): Promise<boolean> {
  // Whatever is configured: of another commit of a submodule it is told here, of changes inside of one below.
  const submodules = ['--submodule=short', '--ignore-submodules=dirty'];
  const args = ['diff', 'HEAD', '--binary', '--no-color', '--no-ext-diff', '--no-textconv', ...submodules];
  const child = spawn('git', [...settings, ...args], {
    cwd: root,
    env: env(),
    signal,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  let found = false;
  child.stdout.on('data', (piece: Buffer) => {
    found = true;
    hash.update(piece);
  });
  if ((await ended) !== 0) throw new Error('git diff failed');
  return found;
}

/** Files that git neither knows nor ignores; what yosai itself writes by default is left out. */
async function hashUnknown(root: string, hash: Hash, signal: AbortSignal): Promise<boolean> {
  const listed = await git(['ls-files', '--others', '--exclude-standard', '-z'], root, signal);
  const files = listed.split('\0').filter((file) => file !== '' && !file.split('/').includes('out'));
  for (const file of files.sort()) {
    signal.throwIfAborted();
    const place = path.join(root, file);
    const state = lstatSync(place);
    hash.update(`\0${file}\0${state.size}\0`);
    if (state.isSymbolicLink()) hash.update(readlinkSync(place));
    else if (state.isFile() && state.size <= largestRead) {
      await pipeline(createReadStream(place), async (pieces) => {
        for await (const piece of pieces) hash.update(piece as Buffer);
      });
    }
  }
  return files.length > 0;
}
