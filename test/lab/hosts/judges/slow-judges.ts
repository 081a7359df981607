import { must } from '../commands';
import type { Ssh } from '../machine/ssh';
import type { JudgeSystem } from './judge-system';

/** Where a judge's files are on a machine; it is gone when the copy is. */
const place = '/run/lab';

/** Brings files of the judges' system to a machine, as they lie there. */
async function bring(judges: JudgeSystem, ssh: Ssh, files: readonly string[]): Promise<void> {
  const archive = await must('tar', [
    '--create',
    '--zstd',
    '--dereference',
    '--directory',
    judges.file('/'),
    ...files.map((file) => file.slice(1)),
  ]);
  await ssh.asRoot(`mkdir -p ${place} && mount -o remount,exec,size=90% /run`);
  const { code, stderr } = await ssh.run(
    `exec sudo -n tar --extract --zstd --directory ${place}`,
    archive,
    600,
  );
  if (code !== 0) throw new Error(`the judge could not be brought to the machine: ${stderr}`);
}

/** What lynis says: its index from 0 to 100, and its warnings by id. */
export async function lynis(
  judges: JudgeSystem,
  ssh: Ssh,
): Promise<{ index: number; warnings: readonly string[] }> {
  await bring(judges, ssh, ['/usr/sbin/lynis', '/usr/share/lynis', '/etc/lynis']);
  const text = await ssh.asRoot(
    `cp -r ${place}/etc/lynis /etc/ && cp -r ${place}/usr/share/lynis /usr/share/
cd / && sh ${place}/usr/sbin/lynis audit system --quick --quiet --no-colors >/dev/null 2>&1 || :
cat /var/log/lynis-report.dat`,
    3000,
  );
  const index = /^hardening_index=(\d+)$/m.exec(text)?.[1];
  if (index === undefined) throw new Error('lynis came to no result');
  const warnings = [...text.matchAll(/^warning\[\]=([A-Z]+-\d+)/gm)].map(([, id]) => id ?? '');
  return { index: Number(index), warnings };
}

/** What openscap says of each rule of a profile of Debian's content, by the rule's short name. */
export async function oscap(
  judges: JudgeSystem,
  ssh: Ssh,
  profile: string,
): Promise<ReadonlyMap<string, string>> {
  const content = '/usr/share/xml/scap/ssg/content/ssg-debian12-ds.xml';
  const { stdout } = await judges.run('ldd', ['/usr/bin/oscap']);
  const libraries = [...stdout.toString('utf8').matchAll(/(\/\S+)/g)].map(([, file]) => file ?? '');
  await bring(judges, ssh, ['/usr/bin/oscap', '/usr/share/openscap', content, ...libraries]);
  const loader = libraries.find((file) => file.includes('ld-linux'));
  const folders = `${place}/lib/x86_64-linux-gnu:${place}/usr/lib/x86_64-linux-gnu`;
  const text = await ssh.asRoot(
    `export OSCAP_SCHEMA_PATH=${place}/usr/share/openscap/schemas OSCAP_XSLT_PATH=${place}/usr/share/openscap/xsl
${place}${loader} --library-path ${folders} ${place}/usr/bin/oscap xccdf eval --profile ${profile} --progress ${place}${content} 2>&1 || :`,
    3000,
  );
  const results = [...text.matchAll(/^xccdf_org\.ssgproject\.content_rule_(\S+):(\w+)\s*$/gm)];
  if (results.length === 0) throw new Error(`oscap came to no result: ${text.slice(-500)}`);
  return new Map(results.map(([, rule, result]) => [rule ?? '', result ?? '']));
}
