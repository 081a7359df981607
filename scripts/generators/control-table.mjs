import { join } from 'node:path';
import { readYamlFiles } from './read-yaml.mjs';

const header = `<!-- Made from baselines/controls by \`npm run generate\`. Change the catalogue, not this file. -->

# Promises and how each is kept

One row a promise. A mechanism in *italics* is planned: it does not exist yet, and counts as not kept. Rows marked
with – commit to nothing that can be tested and are not counted.
`;

/** Makes the table of every promise of the control catalogue, section by section. */
export async function controlTable(root) {
  const controls = readYamlFiles(join(root, 'baselines', 'controls')).map(([, control]) => control);
  return `${[header, summary(controls), ...controls.map(sectionOf)].join('\n')}`;
}

function summary(controls) {
  const promises = controls.flatMap((control) => control.promises);
  const counted = promises.filter(({ kind }) => kind !== 'informative');
  const whole = counted.filter(({ keptBy }) => keptBy.every(({ status }) => status !== 'planned'));
  const some = counted.filter(({ keptBy }) => keptBy.some(({ status }) => status !== 'planned'));
  return (
    `${controls.length} sections, ${promises.length} promises, ${counted.length} of them commitments. Every mechanism exists for ${whole.length}, some exist\n` +
    `for ${some.length - whole.length}, none yet for ${counted.length - some.length}. Whether they hold is what \`yosai preview\` shows: it counts the first as kept, the second\n` +
    'as kept in part and the third as not kept yet. What its plan violates, leaves open or has nothing of, it counts apart.\n'
  );
}

function sectionOf({ section, title, clauses, owner, promises }) {
  const clause = Object.entries(clauses)
    .map(([edition, name]) => `${edition} ${name}`)
    .join(', ');
  const rows = promises.map(
    ({ id, words, kind, keptBy }) =>
      `| ${id}${kind === 'informative' ? ' –' : ''} | ${words.en}<br>${words.ja} | ${keptBy.map(mechanism).join('<br>')} |`,
  );
  return [
    `## ${section}. ${title.en} / ${title.ja}`,
    '',
    `${clause === '' ? '' : `${clause}; `}carried by ${owner}.`,
    '',
    '| id | promise | kept by |',
    '|---|---|---|',
    ...rows.map((row) => row.replaceAll('\n', ' ')),
    '',
  ].join('\n');
}

function mechanism({ by, ref, status }) {
  return status === 'planned' ? `*${by} ${ref}*` : `${by} ${ref}`;
}
