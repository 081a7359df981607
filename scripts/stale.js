const { existsSync, readdirSync, statSync } = require('node:fs');
const path = require('node:path');

/** What the bundles are made of. An installed package has none of it, and is never rebuilt. */
const sources = ['lib', 'baselines', 'policy-packs', 'stacks/registers', 'package-lock.json'];
const built = 'dist/yosai.js';

/**
 * Builds the command line and the policy pack when a source is newer than they are, so that nobody runs old code;
 * with `whenMissing` only when they are not there at all.
 */
async function buildWhenStale(root, { whenMissing }) {
  if (!existsSync(path.join(root, 'scripts', 'build.mjs')) || !existsSync(path.join(root, 'lib'))) return;
  const output = path.join(root, built);
  const age = existsSync(output) ? statSync(output).mtimeMs : 0;
  if (whenMissing && age > 0) return;
  if (age > newestIn(sources.map((source) => path.join(root, source)))) return;
  const { build } = await import('./build.mjs');
  await build(root);
}

function newestIn(places) {
  let newest = 0;
  for (const place of places) {
    const stats = statSync(place, { throwIfNoEntry: false });
    if (stats === undefined) continue;
    newest = Math.max(newest, stats.mtimeMs);
    if (!stats.isDirectory()) continue;
    const names = readdirSync(place).filter((name) => name !== 'dist' && name !== 'node_modules');
    newest = Math.max(newest, newestIn(names.map((name) => path.join(place, name))));
  }
  return newest;
}

module.exports = { buildWhenStale };
