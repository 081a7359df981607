// The official engine's preview of the same program with the same policy pack against the simulated providers: as
// Pulumi does it by default; as Pulumi.yaml of this repository says; and without the engine's own log, which only a
// rehearsal can leave out.
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dump, load } from 'js-yaml';
import { timed } from './timed.mjs';

/** What Pulumi does when told nothing but where the compiler's options are. */
const runtime = { name: 'nodejs', options: { tsconfig: '../tsconfig.json' } };

/** The configuration by which the program spares nothing. */
export function defaultsConfig(tenants) {
  return Object.entries({
    'yosai:keepVersionAliases': true,
    'yosai:keepDebugMessages': true,
    'yosai:tenantsAtATime': tenants,
  }).flatMap(([key, value]) => ['--config', `${key}=${value}`]);
}

/**
 * A folder that is the repository but for its Pulumi.yaml: Node.js runs without arguments, and the program is
 * type-checked at its start, by the repository's own tsconfig.json.
 */
export function defaultsProject(root, folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of ['baselines', 'components', 'lib', 'node_modules', 'stacks', 'package.json']) {
    symlinkSync(path.join(root, name), path.join(folder, name));
  }
  for (const name of ['tsconfig.json', 'Pulumi.dev.yaml']) {
    copyFileSync(path.join(root, name), path.join(folder, name));
  }
  const project = load(readFileSync(path.join(root, 'Pulumi.yaml'), 'utf8'));
  writeFileSync(path.join(folder, 'Pulumi.yaml'), dump({ ...project, runtime }));
  return folder;
}

/** Seconds of `pulumi preview` alone, without the start of the rehearsal around it. */
export async function officialPreview(root, { cwd, state, config }) {
  const { output } = await timed([
    ...[path.join(root, 'bin/yosai.js'), 'rehearse', 'preview', '--quiet', '--cwd', cwd, '--state', state],
    ...['--policy-pack', path.join(root, 'policy-packs/iso27017'), ...config],
  ]);
  const seconds = /preview: .* \(([\d.]+) s\)/.exec(output)?.[1];
  if (seconds === undefined) throw new Error(`found no time of the preview in\n${output}`);
  return Number(seconds);
}
