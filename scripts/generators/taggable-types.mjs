import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const header = `// Made from the declarations of @pulumi/azure-native by \`npm run generate\`: the types whose inputs take tags.
// The policy pack never loads that library, so what it has to know of it stands here.
`;

/** Folders of the library that hold no resources. */
const others = new Set(['bin', 'node_modules', 'types']);
const takesTags = /\n {4}tags\?: pulumi\.Input<\{\s*\[key: string\]: pulumi\.Input<string>;/;

/** Makes the list of the resource types that take tags, by module, from the installed library. */
export async function taggableTypes(root) {
  const library = join(root, 'node_modules', '@pulumi', 'azure-native');
  const { version } = JSON.parse(readFileSync(join(library, 'package.json'), 'utf8'));
  const modules = readdirSync(library, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !others.has(entry.name))
    .map(({ name }) => [name, classesOf(join(library, name))])
    .filter(([, classes]) => classes.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = modules.map(([name, classes]) => `  ${name}: '${classes.join(' ')}',`);
  return `${header}\n/** Class names by module, of version ${version.replace(/^v/, '')}. */
export const taggableClasses: Readonly<Record<string, string>> = {\n${lines.join('\n')}\n};\n`;
}

function classesOf(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.d.ts') && file !== 'index.d.ts' && !/^(get|list)[A-Z]/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const name = /export declare class (\w+) extends pulumi\.CustomResource/.exec(text)?.[1];
      const start = text.indexOf(`export interface ${name}Args {`);
      if (name === undefined || start < 0) return [];
      return takesTags.test(text.slice(start, text.indexOf('\n}\n', start))) ? [name] : [];
    })
    .sort();
}
