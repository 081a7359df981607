// One audit of one host in a process of its own, as goss runs in one: the benchmark sets them side by side.
//   node scripts/bench/one-host.mjs LIBRARY ROOT SETTINGS
// The file of settings is JSON: the way to the host, and what is `meant`, requirements by their ids and facts by their
// names. Prints one line of JSON: seconds from before the connection to the verdicts, and these.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { audit, readAsked } from './one-audit.mjs';

const [file, root, settingsFile] = process.argv.slice(2);
// Not by library.mjs, which loads what bundles.
const library = createRequire(file)(file);
const { way, meant } = JSON.parse(readFileSync(settingsFile, 'utf8'));
const asked = readAsked(library, root, meant);
const started = performance.now();
const { verdicts } = await audit(library, asked, way);
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, verdicts }));
