import path from 'node:path';
import { build as bundle } from 'esbuild';
import { bundleSettings } from './bundle-settings.mjs';
import { writeWhole } from './write-whole.mjs';

/** Bundles the simulated providers, which the official engine starts as plugins, into one file. */
export async function buildRehearsal(root) {
  const { outputFiles } = await bundle({
    ...bundleSettings,
    entryPoints: [path.join(root, 'lib/rehearsal/providers/main.ts')],
    outfile: path.join(root, 'dist/rehearsal/provider.js'),
  });
  for (const file of outputFiles) writeWhole(file.path, file.contents);
}
