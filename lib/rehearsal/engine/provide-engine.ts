import { homedir } from 'node:os';
import path from 'node:path';
import { buildEngine } from './build-engine';
import type { EngineResult } from './engine';
import { findEngine } from './find-engine';

export interface ProvideOptions {
  readonly module: string;
  readonly env: NodeJS.ProcessEnv;
  onProgress(text: string): void;
}

/** The official engine: the one on PATH when it fits, otherwise one that is built and kept. */
export async function provideEngine({ module, env, onProgress }: ProvideOptions): Promise<EngineResult> {
  const found = await findEngine(env);
  if (typeof found !== 'string') return { ok: true, value: found };
  const built = await buildEngine({ module, cache: cacheFolder(env), env, onProgress });
  if (built.ok) return built;
  return { ok: false, failure: { text: `${found}, and ${built.failure.text}` } };
}

/**
 * Where what was built is kept: `YOSAI_CACHE`, or the user's cache folder.
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
function cacheFolder(env: NodeJS.ProcessEnv): string {
  const own = env['YOSAI_CACHE'];
  if (own !== undefined && own !== '') return path.resolve(own);
  const common = env['XDG_CACHE_HOME'];
  return path.join(common !== undefined && common !== '' ? common : path.join(homedir(), '.cache'), 'yosai');
}
