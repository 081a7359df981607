import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { readYamlFiles } from './read-yaml.mjs';

const header = `<!-- Made from baselines/ and test/mutation by \`npm run generate\`. Change the catalogue, not this file. -->

# Policies

What each policy of the pack refuses, why, and what to do about it. Every example was tried on the plan of the dev
stack: the first resource is refused, the second accepted (\`npm run test:mutation\`). Examples show what the policy
looks at, and leave out the rest of the resource. A preview counts two more, \`undetermined\` and \`exceptions\`, which
report what others leave open or find excused (policy-packs/iso27017/README.md).
`;
const edition = '27017:2015';

/** Makes the page of every policy of the catalogue, in alphabetical order. */
export async function policyPages(root) {
  const controls = readYamlFiles(join(root, 'baselines/controls')).map(([, control]) => control);
  const policies = readYamlFiles(join(root, 'baselines/policies'));
  const examples = JSON.parse(readFileSync(join(root, 'test/mutation/examples.generated.json'), 'utf8'));
  const contents = policies.map(([name, { title }]) => wrap(`- [${name}](#${name}): ${title.en}`, '  '));
  const pages = policies.map(([name, words]) =>
    page(name, words, promisesOf(name, controls), examples[name]),
  );
  return [header, `${policies.length} policies:\n`, ...contents, '', ...pages].join('\n');
}

function promisesOf(name, controls) {
  return controls.flatMap(({ section, clauses, promises }) =>
    promises
      .filter(({ keptBy }) =>
        keptBy.some(({ by, ref, status }) => by === 'policy' && ref === name && status !== 'planned'),
      )
      .map(({ id, words }) => ({ id, section, clause: clauses[edition], words })),
  );
}

function page(name, { title, severity, enforcement, fix }, promises, example) {
  if (example === undefined) {
    throw new Error(
      `${name} has no example: write test/mutation/policies/${name}.ts and run \`npm run test:mutation -- -u\``,
    );
  }
  const clauses = [...new Set(promises.flatMap(({ clause }) => clause ?? []))];
  const clause = clauses.length === 0 ? '' : `; ISO/IEC ${edition} ${clauses.join(', ')}`;
  return [
    `## ${name}`,
    '',
    `**${title.en}** / ${title.ja}`,
    '',
    `${severity}, ${enforcement}${clause}.`,
    '',
    ...promises.map(({ id, words }) => wrap(`- ${id}: ${words.en}`, '  ')),
    '',
    ...shown(example),
    wrap(`Fix: ${fix.en}`),
    `対処: ${fix.ja}`,
    '',
  ].join('\n');
}

/** Both examples and what the finding says; or why there are none. */
function shown(example) {
  if (example.because !== undefined) return [wrap(`No example: ${example.because}.`), ''];
  return [
    ...snippet('Refused', example.type, example.violating),
    ...snippet('Accepted', example.type, example.compliant),
    wrap(`The finding says: \`${example.finding.replaceAll('`', "'")}\`.`),
    '',
  ];
}

/** What of a resource matters, as Pulumi's YAML writes it. */
function snippet(word, type, inputs) {
  if (inputs === undefined) return [`${word}: no such resource.`, ''];
  const { options, ...properties } = inputs;
  const resource = {
    type,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(options !== undefined && { options }),
  };
  return [`${word}:`, '', '```yaml', dump(resource, { lineWidth: 110 }).trimEnd(), '```', ''];
}

/** Breaks a text at spaces into lines of at most 120 characters. */
function wrap(text, indent = '') {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== '' && line.length + 1 + word.length > 120) lines.push(`${indent}${word}`);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
