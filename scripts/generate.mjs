// Writes the files that are made from others, or says which of them are stale.
//   node scripts/generate.mjs           writes what has changed
//   node scripts/generate.mjs --check   writes nothing; exit code 1 when a file is stale
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { azureModels } from './generators/azure-models.mjs';
import { baselineTypes } from './generators/baseline-types.mjs';
import { controlTable } from './generators/control-table.mjs';
import { hostPages } from './generators/host-pages.mjs';
import { policyPages } from './generators/policy-pages.mjs';
import { probePage } from './generators/probe-page.mjs';
import { taggableTypes } from './generators/taggable-types.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Each makes one file: `file` from the root, `make(root)` its whole text. */
const generators = [
  { file: 'lib/baseline/types.generated.ts', make: baselineTypes },
  { file: 'docs/controls.md', make: controlTable },
  { file: 'docs/hosts.md', make: hostPages },
  { file: 'docs/policies.md', make: policyPages },
  { file: 'docs/probes.md', make: probePage },
  { file: 'policy-packs/iso27017/azure/taggable-types.generated.ts', make: taggableTypes },
  { file: 'lib/rehearsal/providers/azure-native/models.generated.json', make: azureModels },
];

const unknown = process.argv.slice(2).filter((argument) => argument !== '--check');
if (unknown.length > 0) {
  console.error(`generate: unknown argument ${unknown.join(' ')}; only --check is known`);
  process.exit(2);
}
const checking = process.argv.includes('--check');

const stale = [];
for (const { file, make } of generators) {
  const path = join(root, file);
  const text = await make(root);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (before === text) continue;
  stale.push(file);
  if (!checking) writeFileSync(path, text);
}

for (const file of stale) {
  const shown = relative(process.cwd(), join(root, file));
  console.log(checking ? `stale: ${shown}; run \`npm run generate\`` : `written: ${shown}`);
}
if (checking && stale.length > 0) process.exit(1);
