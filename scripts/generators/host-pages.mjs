import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { readYamlFiles } from './read-yaml.mjs';

const header = `<!-- Made from baselines/ by \`npm run generate\`. Change the baseline, not this file. -->

# What a host must be

Requirements of Debian 12 and 13 machines, area by area. First boot and later bundles set them
(docs/adr/0015-day-two-hardening.md); a state that no setting makes is what Debian brings, and is checked only. \`yosai
audit\` compares running machines with them, and \`hostExceptions\` in stacks/registers/exceptions.yaml excuses one on a
host for a time. Rights of a path are the most that is admitted. Values of \`at most\` and \`at least\` are what
hardening sets, and admit what is stricter.
`;

/** Makes the page of all areas of hosts, in alphabetical order. */
export async function hostPages(root) {
  const controls = readYamlFiles(join(root, 'baselines/controls')).map(([, control]) => control);
  const { settingFiles } = load(readFileSync(join(root, 'baselines/hosts.yaml'), 'utf8'));
  const areas = readYamlFiles(join(root, 'baselines/hosts'));
  const count = areas.reduce((sum, [, { requirements }]) => sum + requirements.length, 0);
  return [
    header,
    `${count} requirements in ${areas.length} areas:\n`,
    ...areas.map(([name, { title, requirements }]) => `- [${title.en}](#${name}): ${requirements.length}`),
    '',
    ...areas.map(([name, area]) => sectionOf(name, area, promisesOf(name, controls), settingFiles)),
  ].join('\n');
}

function promisesOf(name, controls) {
  return controls
    .flatMap(({ promises }) => promises)
    .filter(({ keptBy }) => keptBy.some(({ by, ref }) => by === 'host' && ref === name))
    .map(({ id }) => id);
}

function sectionOf(name, { title, requirements }, promises, settingFiles) {
  const named = promises.length === 0 ? 'No promise names it.' : `Promises: ${promises.join(', ')}.`;
  return [
    `## ${name}`,
    '',
    `**${title.en}** / ${title.ja}. ${named}`,
    '',
    '| id | requirement | what | why | severity |',
    '|---|---|---|---|---|',
    ...requirements.map((requirement) => row(requirement, settingFiles)),
    '',
  ].join('\n');
}

function row(requirement, settingFiles) {
  const { id, title, reason, source, severity } = requirement;
  const cells = [
    id,
    `${title.en}<br>${title.ja}`,
    `${whatOf(requirement, settingFiles)}${whereOf(requirement)}`,
    `${reason.en}<br>${reason.ja}<br>${source}`,
    severity,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** What is set and expected, in the words of the host's own files. */
function whatOf(requirement, settingFiles) {
  const { sshd, kernel, module, package: debian, unit, setting, path, auditRule, state } = requirement;
  if (sshd) return `sshd: \`${sshd.keyword} ${sshd.value}\`${compared(sshd)}`;
  if (kernel)
    return `kernel: \`${kernel.key} = ${kernel.value}\`${kernel.orMore ? ' or more' : ''}${kernel.mayBeMissing ? ', where it is there' : ''}`;
  if (module) return `module \`${module}\` cannot be loaded`;
  if (debian) return `package \`${debian.name}\` is ${debian.installed ? '' : 'not '}installed`;
  if (unit) return `unit \`${unit.name}\` is ${unit.is}`;
  if (setting) {
    const values = [setting.value]
      .flat()
      .map((value) => `\`${setting.key}${value === '' ? '' : ` ${value}`}\``);
    return `${settingFiles[setting.file].path}: ${values.join(', ')}${compared(setting)}`;
  }
  if (path) {
    const missing = path.mayBeMissing ? ', where it is there' : '';
    return `\`${path.path}\`: \`${path.owner}:${path.group} ${path.mode}\`${missing}`;
  }
  return auditRule ? `audit rule \`${auditRule}\`` : `state: ${describeState(state)}`;
}

function compared({ compare, alsoGood = [] }) {
  const words = { atMost: ', at most', atLeast: ', at least', subset: ', or some of these' }[compare] ?? '';
  const more = alsoGood.map((one) => `\`${one}\``);
  return more.length === 0 ? words : `${words} and ${more.join(', ')}`;
}

function describeState({ is, atMost, atLeast, only }) {
  return [
    is,
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(only === undefined ? [] : [`only ${only.map((one) => `\`${one}\``).join(', ')}`]),
  ].join(', ');
}

function whereOf({ roles, releases, onlyOn, onlyManaged }) {
  return [
    ...(roles === undefined ? [] : [`<br>roles: ${roles.join(', ')}`]),
    ...(releases === undefined ? [] : [`<br>Debian ${releases.join(', ')}`]),
    ...(onlyOn === undefined ? [] : ['<br>on Azure']),
    ...(onlyManaged === undefined ? [] : ['<br>managed machines']),
  ].join('');
}
