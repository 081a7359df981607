import { readFileSync } from 'node:fs';
import type { Ssh } from '../machine/ssh';
import type { JudgeSystem } from './judge-system';

/** Brings goss to a machine and lets it judge it; the ids of what it fulfils and of what it does not. */
export async function goss(
  judges: JudgeSystem,
  ssh: Ssh,
  file: string,
): Promise<{ passed: ReadonlySet<string>; failed: ReadonlySet<string>; seconds: number }> {
  const program = readFileSync(judges.file('/usr/bin/goss')).toString('base64');
  await ssh.asRoot(
    `mkdir -p /run/lab && mount -o remount,exec /run
base64 -d > /run/lab/goss <<'END'
${program}
END
chmod 0755 /run/lab/goss
cat > /run/lab/goss.json <<'END'
${file}
END`,
    300,
  );
  const started = Date.now();
  const text = await ssh.asRoot(
    'export PATH=/usr/sbin:/usr/bin:/sbin:/bin\n/run/lab/goss --gossfile /run/lab/goss.json validate --format json --max-concurrent 2 || :',
    600,
  );
  const seconds = (Date.now() - started) / 1000;
  const { results } = JSON.parse(text) as { results: { title: string; successful: boolean }[] };
  const failed = new Set(results.filter(({ successful }) => !successful).map(({ title }) => title));
  const passed = new Set(results.map(({ title }) => title).filter((title) => !failed.has(title)));
  return { passed, failed, seconds };
}
