import { statSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '../baseline';
import { showFile } from '../baseline/mistake';

/** The folder with the baselines of a project; people who call from elsewhere are told what to name. */
export function requiredBaselines(cwd: string): Result<string> {
  const folder = path.resolve(cwd, 'baselines');
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return { ok: true, value: folder };
  const text = `${showFile(path.resolve(cwd))} has no folder baselines; name the folder of a project that has one`;
  return { ok: false, mistakes: [{ file: '--cwd', text }] };
}
