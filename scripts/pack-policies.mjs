// Packs the policy pack as an npm tarball that can be installed anywhere:
//   npm run pack:policies [-- --out DIR]     writes DIR/yosai-policy-iso27017-<version>.tgz; DIR is `out` when left out
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BaselineMistakes, buildPack } from './build-pack.mjs';
import { readOptions } from './read-options.mjs';

/**
 * The tarball's path. What goes into it stands in a folder of its own, because the bundle in the repository holds the
 * repository's registers, and the licence stands at its root.
 */
export async function packPolicies({ root, out }) {
  const pack = path.join(root, 'policy-packs/iso27017');
  const staged = mkdtempSync(path.join(tmpdir(), 'yosai-pack-'));
  try {
    await buildPack({ root, out: path.join(staged, 'dist'), travels: true });
    for (const name of ['package.json', 'PulumiPolicy.yaml', 'README.md']) {
      copyFileSync(path.join(pack, name), path.join(staged, name));
    }
    copyFileSync(path.join(root, 'LICENSE'), path.join(staged, 'LICENSE'));
    mkdirSync(out, { recursive: true });
    // On Windows npm is a script, which only a shell starts.
    const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', out], {
      cwd: staged,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    return path.join(out, tarballIn(packed));
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

/** npm 12 writes an object by package name, older ones a list. */
function tarballIn(packed) {
  const [{ filename }] = Object.values(JSON.parse(packed));
  return filename;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = readOptions({
    usage: `Usage: npm run pack:policies [-- --out DIR]

Packs the policy pack as an npm tarball that can be installed anywhere, and prints its path.

  --out DIR  where to write yosai-policy-iso27017-<version>.tgz; \`out\` when left out
  --help     this text
`,
    options: { out: { type: 'string', default: 'out' } },
  });
  try {
    const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
    const tarball = await packPolicies({ root, out: path.resolve(values.out) });
    console.log(path.relative(process.cwd(), tarball));
  } catch (error) {
    if (!(error instanceof BaselineMistakes)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
