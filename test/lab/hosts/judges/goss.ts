import type { Ssh } from '../machine/ssh';
import { bring } from './bring';
import type { JudgeSystem } from './judge-system';

/** Brings goss to a machine and lets it judge it; the ids of what it fulfils and of what it does not. */
export async function goss(
  judges: JudgeSystem,
  ssh: Ssh,
  file: string,
): Promise<{ passed: ReadonlySet<string>; failed: ReadonlySet<string>; seconds: number }> {
  const folder = await bring(ssh, 'goss', await judges.archive('cp /usr/bin/goss .'));
  const started = Date.now();
  const text = await ssh.asRoot(
    `export PATH=/usr/sbin:/usr/bin:/sbin:/bin
${folder}/goss --gossfile - validate --format json --max-concurrent 2 <<'END' || :
${file}
END`,
    600,
  );
  const seconds = (Date.now() - started) / 1000;
  const { results } = JSON.parse(text) as { results: { title: string; successful: boolean }[] };
  const failed = new Set(results.filter(({ successful }) => !successful).map(({ title }) => title));
  const passed = new Set(results.map(({ title }) => title).filter((title) => !failed.has(title)));
  return { passed, failed, seconds };
}
