import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { readYamlFiles } from './read-yaml.mjs';

const header = `<!-- Made from baselines/probe.yaml by \`npm run generate\`. Change the baseline, not this file. -->

# What a stranger must find

What \`yosai probe\` looks for from outside, without a login. The numbers and lists stand in the baselines that
probe.yaml names.
`;

/** Makes the table of all probes, in the order of the baseline. */
export async function probePage(root) {
  const controls = readYamlFiles(join(root, 'baselines/controls')).map(([, control]) => control);
  const { probes } = load(readFileSync(join(root, 'baselines/probe.yaml'), 'utf8'));
  return [
    header,
    '| id | what must be found | why | promises | severity |',
    '|---|---|---|---|---|',
    ...probes.map((probe) => row(probe, promisesOf(probe.id, controls))),
    '',
  ].join('\n');
}

function promisesOf(id, controls) {
  return controls
    .flatMap(({ promises }) => promises)
    .filter(({ keptBy }) => keptBy.some(({ by, ref }) => by === 'probe' && ref === id))
    .map((promise) => promise.id);
}

function row({ id, title, reason, source, roles, severity }, promises) {
  const where = roles === undefined ? '' : `<br>roles: ${roles.join(', ')}`;
  const cells = [
    id,
    `${title.en}<br>${title.ja}${where}`,
    `${reason.en}<br>${reason.ja}<br>${source}`,
    promises.join(', '),
    severity,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
