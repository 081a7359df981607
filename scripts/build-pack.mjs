// Bundles the policy pack: rules, the parts of the baseline that they read, and the words of the catalogue, in one
// file that needs nothing but what its package.json declares.
//   node scripts/build-pack.mjs [--baselines DIR] [--out DIR] [--pack DIR]
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build as bundle } from 'esbuild';
import { bundleSettings } from './bundle-settings.mjs';
import { refuseWhenStale } from './pack-freshness.cjs';
import { writeWhole } from './write-whole.mjs';

/** What goes into the pack was refused; every mistake is a line of the message. */
export class BaselineMistakes extends Error {
  name = 'BaselineMistakes';
}

/**
 * Builds the pack; folders are absolute, and those of the repository when left out. One that `travels` goes where no
 * sources are, so it does not look for them, and to somebody whose registers of offices, access and exceptions are not
 * those of this repository, so it has none.
 */
export async function buildPack({ root, baselines, out, pack, travels = false }) {
  const packFolder = pack ?? path.join(root, 'policy-packs/iso27017');
  const baselineFolder = baselines ?? path.join(root, 'baselines');
  const registerFile = (name) => path.join(root, 'stacks/registers', `${name}.yaml`);
  const { registers, ...rest } = await readContent(root, baselineFolder, registerFile);
  const content = { ...rest, ...(travels ? noRegisters : registers) };
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
  checkDependencies(packFolder, metafile);
  const file = path.join(out ?? path.join(packFolder, 'dist'), 'index.js');
  if (travels) {
    writeWhole(file, `"use strict";${outputFiles[0].text}`);
    return file;
  }
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

/** What the bundle loads has to be installed with it. */
function checkDependencies(packFolder, { outputs }) {
  const { dependencies } = JSON.parse(readFileSync(path.join(packFolder, 'package.json'), 'utf8'));
  const loaded = Object.values(outputs).flatMap(({ imports }) => imports.map((one) => one.path));
  const names = loaded
    .filter((name) => !isBuiltin(name))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
  const missing = [...new Set(names)].filter((name) => dependencies[name] === undefined);
  if (missing.length === 0) return;
  throw new BaselineMistakes(
    `${path.join(packFolder, 'package.json')}: the pack loads ${missing.join(', ')}; add it to the dependencies`,
  );
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
  const baseline = loadBaseline(folder, { parts: [...packParts, 'hostAreas', 'controls', 'policies'] });
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
    catalogue: catalogueOf(baseline.value),
    registers: {
      operators: offices.value.offices.flatMap((office) => office.ranges),
      access: access.value,
      exceptions: exceptions.value.value.exceptions,
    },
  };
}

/** What a pack knows of the vendor's registers when they come by its configuration. */
const noRegisters = {
  operators: [],
  access: { groups: [], grants: [] },
  exceptions: [],
  withoutRegisters: true,
};

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

/** Without those of editors, such as Emacs' locks `.#tls.yaml`, which lead nowhere. */
function yamlFiles(folder) {
  return readdirSync(folder)
    .filter((name) => /^[^.].*\.yaml$/.test(name))
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
