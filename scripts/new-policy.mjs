// Makes the four files of a new policy: words, rule, test and mutants. They fail until they are filled in.
//   npm run new:policy -- <subject>-<requirement>
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOptions } from './read-options.mjs';

const form = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

function files(name) {
  const symbol = name.replace(/-(\w)/g, (_match, letter) => letter.toUpperCase());
  return {
    [`baselines/policies/${name}.yaml`]: `# What must be true, affirmatively; how much a violation harms (critical, high, medium, low); whether it blocks
# (mandatory, advisory); and one imperative sentence that names the Azure property.
title:
  ja: ''
  en: ''
severity: ''
enforcement: ''
fix:
  ja: ''
  en: ''
`,
    [`policy-packs/iso27017/policies/${name}.ts`]: `import type { Rule } from '../framework/rule';

/**
 * One sentence of what is promised; what Azure does when the property is left out; and the page that says so, with
 * the day on which it was read.
 */
export const ${symbol}: Rule = {
  types: [],
  check() {
    throw new Error('${name} has no logic yet: write its check in policies/${name}.ts');
  },
};
`,
    [`test/policy-packs/iso27017/${name}.test.ts`]: `import { ${symbol} } from '../../../policy-packs/iso27017/policies/${name}';
import { describePolicy } from './support/describe-policy';

// Give each verdict rows whose names a reader understands; the suite fails while one has none.
describePolicy('${name}', ${symbol}, {
  compliant: {},
  violated: {},
  undetermined: {},
  notApplicable: {},
});
`,
    [`test/mutation/policies/${name}.ts`]: `import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';

const of = '';

/** Changes of the dev stack's plan that the policy has to refuse, and some that it must not. */
export const mutants: PolicyMutants = {
  // The first value of the first row becomes the example in docs/policies.md.
  broken: [change({ of, path: '', to: [] })],
  harmless: [other({ of, path: '', to: [] })],
};
`,
  };
}

const { values, positionals } = readOptions({
  usage: `Usage: npm run new:policy -- <subject>-<requirement>

Makes the files of a new policy: its words, its rule, its test and its mutants. They fail until they are filled in;
what to do next is printed.

  --root DIR  the repository; the one of this script when left out
  --help      this text

Example:
  npm run new:policy -- vm-requires-ssh-key
`,
  allowPositionals: true,
  options: { root: { type: 'string' } },
});
const root = path.resolve(values.root ?? path.join(path.dirname(fileURLToPath(import.meta.url)), '..'));
const [name = '', ...more] = positionals;
const made = files(name);
const existing = Object.keys(made).find((file) => existsSync(path.join(root, file)));
if (!form.test(name) || more.length > 0) {
  console.error(
    `new-policy: found ${positionals.join(' ') || 'no name'}, expected one name such as vm-requires-ssh-key: <subject>-<requirement> in lower case`,
  );
  process.exitCode = 2;
} else if (existing !== undefined) {
  console.error(`new-policy: ${existing} exists already. Choose another name`);
  process.exitCode = 2;
} else {
  for (const [file, text] of Object.entries(made)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
    console.log(`made ${file}`);
  }
  console.log(
    [
      'Now',
      '  1. fill them in, and write under `keptBy` of a promise in baselines/controls',
      `     - { by: policy, ref: ${name} }`,
      `  2. run \`npx vitest run --project unit consistency ${name}\`, which names what is missing;`,
      '  3. run `npm run test:mutation -- -u`, which tries the mutants and keeps the example;',
      '  4. run `npm run generate && npm run check`, which writes docs/policies.md.',
    ].join('\n'),
  );
}
