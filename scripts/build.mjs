// Bundles the programs (dist/) and the policy pack (policy-packs/iso27017/dist). The libraries stay outside of the
// bundles, so that the protocols are those of the installed SDK.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';
import { buildPack } from './build-pack.mjs';
import { bundleSettings } from './bundle-settings.mjs';
import { writeWhole } from './write-whole.mjs';

export async function build(root) {
  const [files] = await Promise.all([bundlePrograms(root), buildPack({ root })]);
  // Last: by their age it is known whether all of it is up to date, and a wrong baseline stops the pack.
  for (const file of files) writeWhole(file.path, file.contents);
}

/** What runs as a process of its own, by its file's name in dist/. */
const programs = {
  yosai: 'lib/cli/main.ts',
  'rehearsal/language-host': 'lib/rehearsal/language-host/main.ts',
  'rehearsal/provider': 'lib/rehearsal/providers/main.ts',
};

async function bundlePrograms(root) {
  const { outputFiles } = await bundle({
    ...bundleSettings,
    entryPoints: Object.entries(programs).map(([out, file]) => ({ out, in: path.join(root, file) })),
    outdir: path.join(root, 'dist'),
  });
  return outputFiles;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await build(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'));
}
