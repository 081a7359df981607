// TypeScript of the repository, for the benchmark: bundled, as everything here is that runs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleSettings } from '../bundle-settings.mjs';

/** Bundles a module of this text, with the repository as its folder, into a file that `require` loads. */
export async function bundleLibrary(root, name, contents) {
  const { outputFiles } = await build({
    ...bundleSettings,
    stdin: { contents, resolveDir: root, loader: 'ts' },
  });
  const file = path.join(root, 'node_modules/.cache/yosai', `bench-${name}.cjs`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, outputFiles[0].text);
  return file;
}

export function loadLibrary(file) {
  return createRequire(file)(file);
}
