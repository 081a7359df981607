import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'json-schema-to-typescript';

const header = `// Made from baselines/schema/*.schema.json by \`npm run generate\`. Change the schema, not this file.\n`;

/**
 * Makes the TypeScript types of every schema in `baselines/schema`, one file for all.
 * Throws when two schemas declare different types of the same name.
 */
export async function baselineTypes(root) {
  const folder = join(root, 'baselines', 'schema');
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.schema.json'))
    .sort();
  const declared = new Map();
  for (const file of files) {
    const { $id: _id, ...schema } = JSON.parse(readFileSync(join(folder, file), 'utf8'), plainReference);
    const text = await compile(schema, schema.title, {
      bannerComment: '',
      format: true,
      ignoreMinAndMaxItems: true,
      style: { singleQuote: true, printWidth: 110 },
    });
    for (const declaration of declarations(text)) {
      const name = /^export (?:interface|type) (\w+)/m.exec(declaration)[1];
      const earlier = declared.get(name);
      if (earlier !== undefined && bare(earlier.declaration) !== bare(declaration)) {
        throw new Error(`${file} and ${earlier.file} declare different types named ${name}; change a title`);
      }
      declared.set(name, earlier ?? { file, declaration });
    }
  }
  return `${header}\n${[...declared.values()].map((entry) => entry.declaration).join('\n\n')}\n`;
}

/** Draft-07 ignores what stands beside `$ref`; the generator would make a type of its own of it. */
function plainReference(_key, value) {
  return typeof value?.$ref === 'string' ? { $ref: value.$ref } : value;
}

/** Splits generated text into its top-level declarations, each with the comment above it. */
function declarations(text) {
  return text
    .replace(/\n +\*\n +\* This interface was referenced by .*\n.*(?=\n +\*\/)/g, '')
    .split(/^(?=\/\*\*$)|(?<!^ \*\/\n)^(?=export )/m)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A declaration without its comments: the same type may be described in other words elsewhere. */
function bare(declaration) {
  return declaration.replace(/\/\*\*.*?\*\/\s*/gs, '');
}
