'use strict';

/**
 * Stands at the start of the bundled policy pack. Where the pack's sources stand beside the bundle, as they do in a
 * checkout, it ends the process when one of them is not what the bundle was made from; an installed pack has no
 * sources, and is not asked. Nothing but this text reaches the bundle, so it uses nothing from outside.
 *
 * `inputs` maps files, from the pack's folder, to their digests; `folders` maps folders to the files in them.
 */
function refuseWhenStale(bundleFolder, { inputs, folders }) {
  const { existsSync, readdirSync, readFileSync } = require('node:fs');
  const { createHash } = require('node:crypto');
  const { join, resolve } = require('node:path');
  const pack = resolve(bundleFolder, '..');
  if (!existsSync(join(pack, 'index.ts'))) return;
  const changed = findChange();
  if (changed === undefined) return;
  process.stderr.write(
    `policy pack iso27017: ${changed} since the pack was built. Run \`npm run build\` in the repository and start again.\n`,
  );
  process.exit(1);

  function findChange() {
    for (const [folder, names] of Object.entries(folders)) {
      const found = existsSync(join(pack, folder)) ? readdirSync(join(pack, folder)) : [];
      const source = /^[^.].*\.(ts|yaml)$/;
      const added = found.find((name) => source.test(name) && !names.includes(name));
      if (added !== undefined) return `${join(folder, added)} was added`;
    }
    for (const [file, digest] of Object.entries(inputs)) {
      const path = join(pack, file);
      if (!existsSync(path)) return `${file} was removed`;
      const actual = createHash('sha1').update(readFileSync(path)).digest('base64');
      if (actual !== digest) return `${file} was changed`;
    }
    return undefined;
  }
}

module.exports = { refuseWhenStale };
