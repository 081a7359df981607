// Bundles the programs (dist/) and the policy pack (policy-packs/iso27017/dist). The libraries stay outside of the
// bundles, so that the protocols are those of the installed SDK.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';
import { buildPack } from './build-pack.mjs';
import { bundleSettings } from './bundle-settings.mjs';
import { writeWhole } from './write-whole.mjs';

export async function build(root) {
  await Promise.all([buildPrograms(root), buildPack({ root })]);
}

/** What runs as a process of its own, by its file's name in dist/. */
const programs = {
  yosai: 'lib/cli/main.ts',
  'rehearsal/language-host': 'lib/rehearsal/language-host/main.ts',
  'rehearsal/provider': 'lib/rehearsal/providers/main.ts',
};

async function buildPrograms(root) {
  const { outputFiles } = await bundle({
    ...bundleSettings,
    entryPoints: Object.entries(programs).map(([out, file]) => ({ out, in: path.join(root, file) })),
    outdir: path.join(root, 'dist'),
  });
  for (const file of outputFiles) writeWhole(file.path, file.contents);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await build(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'));
}
