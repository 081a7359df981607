import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** Name and contents of each YAML file in a folder, in alphabetical order; without the locks of editors. */
export function readYamlFiles(folder) {
  return readdirSync(folder)
    .filter((file) => /^[^.].*\.yaml$/.test(file))
    .sort()
    .map((file) => [file.replace(/\.yaml$/, ''), load(readFileSync(join(folder, file), 'utf8'))]);
}
