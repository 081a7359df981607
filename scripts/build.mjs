// Bundles the command line (dist/yosai.js), the simulated providers (dist/rehearsal/provider.js) and the policy pack
// (policy-packs/iso27017/dist). The libraries stay
// outside of the bundles, so that the protocols are those of the installed SDK.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';
import { buildPack } from './build-pack.mjs';
import { buildRehearsal } from './build-rehearsal.mjs';
import { bundleSettings } from './bundle-settings.mjs';
import { writeWhole } from './write-whole.mjs';

export async function build(root) {
  await Promise.all([buildCommandLine(root), buildRehearsal(root), buildPack({ root })]);
}

async function buildCommandLine(root) {
  const { outputFiles } = await bundle({
    ...bundleSettings,
    entryPoints: [path.join(root, 'lib/cli/main.ts')],
    outfile: path.join(root, 'dist/yosai.js'),
  });
  for (const file of outputFiles) writeWhole(file.path, file.contents);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await build(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'));
}
