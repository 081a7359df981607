// Bundles the policy pack: rules, the parts of the baseline that they read, and the words of the catalogue, in one
// file that needs nothing but @pulumi/policy and @pulumi/pulumi.
//   node scripts/build-pack.mjs [--baselines DIR] [--out DIR] [--pack DIR]
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build as bundle } from 'esbuild';
import { bundleSettings } from './bundle-settings.mjs';
import { refuseWhenStale } from './pack-freshness.cjs';
import { writeWhole } from './write-whole.mjs';

/** The baseline was refused; every mistake is a line of the message. */
export class BaselineMistakes extends Error {
  name = 'BaselineMistakes';
}

/** Builds the pack; folders are absolute, and those of the repository when left out. */
export async function buildPack({ root, baselines, out, pack }) {
  const packFolder = pack ?? path.join(root, 'policy-packs/iso27017');
  const baselineFolder = baselines ?? path.join(root, 'baselines');
  const registerFile = (name) => path.join(root, 'stacks/registers', `${name}.yaml`);
  const content = await readContent(root, baselineFolder, registerFile);
  const names = readdirSync(path.join(packFolder, 'policies'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.basename(file, '.ts'))
    .sort();
  checkNames(names, Object.keys(content.catalogue));
  const { outputFiles, metafile } = await bundle({
    ...bundleSettings,
    stdin: { contents: entry(names, content), resolveDir: packFolder, sourcefile: 'pack-entry.js' },
    absWorkingDir: packFolder,
    minify: true,
    charset: 'utf8',
    metafile: true,
    legalComments: 'none',
  });
  const sources = Object.keys(metafile.inputs).filter((file) => file !== 'pack-entry.js');
  const fromPack = (file) => path.relative(packFolder, file).split(path.sep).join('/');
  const folders = ['.', 'controls', 'policies'].map((name) => path.join(baselineFolder, name));
  const files = folders.flatMap((folder) => yamlFiles(folder)).map(fromPack);
  const stamp = {
    inputs: digests(packFolder, [
      ...sources,
      ...files,
      fromPack(registerFile('offices')),
      fromPack(registerFile('access')),
      fromPack(registerFile('exceptions')),
    ]),
    folders: Object.fromEntries([
      ['policies', names.map((name) => `${name}.ts`)],
      ...folders.map((folder) => [fromPack(folder), yamlFiles(folder).map((file) => path.basename(file))]),
    ]),
  };
  const guard = `(${refuseWhenStale})(__dirname,${JSON.stringify(stamp)});\n`;
  const file = path.join(out ?? path.join(packFolder, 'dist'), 'index.js');
  writeWhole(file, `"use strict";${guard}${outputFiles[0].text}`);
  return file;
}

/** Every rule by its file's name; the file's one export is the name in camel case. */
function entry(names, content) {
  const symbol = (name) => name.replace(/-(\w)/g, (_match, letter) => letter.toUpperCase());
  return [
    `import { servePack } from './index';`,
    ...names.map((name) => `import { ${symbol(name)} } from './policies/${name}';`),
    `servePack({ ...${JSON.stringify(content)}, rules: { ${names.map((name) => `'${name}': ${symbol(name)}`).join(', ')} } });`,
  ].join('\n');
}

function checkNames(rules, words) {
  const lines = [
    ...rules
      .filter((name) => !words.includes(name))
      .map((name) => `policies/${name}.ts has no words: write baselines/policies/${name}.yaml`),
    ...words
      .filter((name) => !rules.includes(name))
      .map((name) => `baselines/policies/${name}.yaml has no rule: write policies/${name}.ts`),
  ];
  if (lines.length > 0) throw new BaselineMistakes(lines.join('\n'));
}

async function readContent(root, folder, registerFile) {
  const {
    catalogueOf,
    loadAccess,
    loadBaseline,
    loadExceptions,
    loadOffices,
    loadTenants,
    packParts,
    renderMistake,
  } = await loadLibrary(root);
  const baseline = loadBaseline(folder, { parts: [...packParts, 'controls', 'policies'] });
  const offices = loadOffices(registerFile('offices'));
  // The pack needs no tenants; they are read so that whoever edits registers is told all mistakes at once.
  const tenants = baseline.ok ? loadTenants(registerFile('tenants'), baseline.value) : { ok: true };
  const access = baseline.ok
    ? loadAccess(registerFile('access'), baseline.value, tenants.ok ? tenants.value : undefined)
    : { ok: true };
  const exceptions = baseline.ok
    ? loadExceptions(registerFile('exceptions'), baseline.value, tenants.ok ? tenants.value : undefined)
    : { ok: true };
  const mistakes = [baseline, offices, tenants, access, exceptions].flatMap((result) =>
    result.ok ? [] : result.mistakes,
  );
  if (mistakes.length > 0) throw new BaselineMistakes(mistakes.map(renderMistake).join('\n'));
  return {
    baseline: Object.fromEntries(packParts.map((part) => [part, baseline.value[part]])),
    operators: offices.value.offices.flatMap((office) => office.ranges),
    access: access.value,
    exceptions: exceptions.value.exceptions,
    catalogue: catalogueOf(baseline.value),
  };
}

/** What reads baselines is TypeScript; it is bundled into a file that lives as long as it is loaded. */
async function loadLibrary(root) {
  const cache = path.join(root, 'node_modules/.cache/yosai');
  const { outputFiles } = await bundle({
    ...bundleSettings,
    stdin: {
      contents: `export { loadAccess, loadBaseline, loadExceptions, loadOffices, loadTenants, renderMistake } from './lib/baseline';
export { catalogueOf } from './policy-packs/iso27017/framework/catalogue';
export { packParts } from './policy-packs/iso27017/framework/parts';`,
      resolveDir: root,
    },
  });
  const file = path.join(cache, `baseline-${process.pid}-${Date.now()}.cjs`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, outputFiles[0].text);
  try {
    return createRequire(file)(file);
  } finally {
    rmSync(file);
  }
}

function yamlFiles(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => path.join(folder, name));
}

function digests(folder, files) {
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash('sha1')
        .update(readFileSync(path.resolve(folder, file)))
        .digest('base64'),
    ]),
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const option = { type: 'string' };
  const { values } = parseArgs({ options: { baselines: option, out: option, pack: option } });
  const absolute = (name) => (values[name] === undefined ? {} : { [name]: path.resolve(values[name]) });
  try {
    await buildPack({
      root: path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'),
      ...absolute('baselines'),
      ...absolute('out'),
      ...absolute('pack'),
    });
  } catch (error) {
    if (!(error instanceof BaselineMistakes)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
