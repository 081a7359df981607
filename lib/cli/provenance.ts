import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileDigests, Provenance } from '../preview/provenance';
import { baselinesOf } from './catalogue';
import { sourceStateOf } from './source-state';

/** What is asked for the provenance of a plan. */
export interface ProvenanceRequest {
  readonly version: string;
  /** Folder of the Pulumi project. */
  readonly projectRoot: string;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

/** Reads from what a plan is about to be made. */
export async function provenanceOf(request: ProvenanceRequest): Promise<Provenance> {
  const { version, projectRoot, config, now } = request;
  const found = baselinesOf(projectRoot);
  // Where they are, a stack of ours is told from the folder above its baselines.
  const folderOf = (key: string, fallback: string) =>
    found === undefined ? undefined : digestsIn(path.resolve(path.dirname(found), config[key] ?? fallback));
  const baselines = folderOf('yosai:baselines', 'baselines');
  const registers = folderOf('yosai:registers', 'stacks/registers');
  const source = await sourceStateOf(projectRoot);
  return {
    madeAt: `${new Date(now).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`,
    tool: `yosai ${version}`,
    ...(source !== undefined && { source }),
    inputs: {
      config: digestOf(configText(request)),
      ...(baselines !== undefined && { baselines }),
      ...(registers !== undefined && { registers }),
    },
  };
}

/**
 * Digests of the documents in a folder and below it; nothing where there is no such folder. What is called so and is no
 * file, such as the lock that an editor leaves beside a document that is open, is none.
 */
export function digestsIn(folder: string): FileDigests | undefined {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ya?ml|json)$/.test(file) && isFile(path.join(folder, file)))
    .map((file) => [file.split(path.sep).join('/'), digestOf(readFileSync(path.join(folder, file)))] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(files);
}

function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() === true;
}

/** A secret is left out: a short one could be guessed from the digest. */
function configText({ config, secretKeys }: ProvenanceRequest): string {
  const entries = Object.entries(config)
    .map(([key, value]) => [key, secretKeys.includes(key) ? null : value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries);
}

function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The time that a plan is given: that of the clock, or of SOURCE_DATE_EPOCH, so that one commit gives one file.
 * https://reproducible-builds.org/docs/source-date-epoch/ (2026-11-27)
 * @returns milliseconds since 1970-01-01 UTC, or what is wrong with the variable.
 */
export function timeOfMaking(env: NodeJS.ProcessEnv, clock: number): number | string {
  const text = env['SOURCE_DATE_EPOCH'];
  if (text === undefined || text === '') return clock;
  const seconds = Number(text);
  const inReach = /^\d+$/.test(text) && seconds < Date.UTC(10_000, 0) / 1000;
  return inReach ? seconds * 1000 : `found '${text}', expected whole seconds since 1970-01-01 UTC`;
}
