import { existsSync } from 'node:fs';
import type { Ssh } from '../machine/ssh';
import { bring } from './bring';
import { type JudgeSystem, judgeSeconds } from './judge-system';

/** What OpenSCAP says of a machine. */
export interface OscapVerdict {
  /** How many rules had each result, such as `pass` or `notapplicable`. */
  readonly counts: ReadonlyMap<string, number>;
  /** Rules that are not fulfilled or not decided; the second with their result, such as `x (notchecked)`. */
  readonly findings: readonly string[];
  /** Weighted share of what is fulfilled, up to 100. */
  readonly score: number;
  readonly seconds: number;
}

/** The strictest of the profiles of ssg-debian that are for any server: ANSSI-BP-028, high. */
const profile = 'xccdf_org.ssgproject.content_profile_anssi_bp28_high';
/**
 * Left out: an audit rule for each program with the rights of its owner, in the place of `audit-raised-rights`, which
 * records whatever becomes root. To look for them takes as long as all other rules together.
 */
const leftOut = 'audit_rules_privileged_commands';
const prefix = 'xccdf_org.ssgproject.content_rule_';
const fulfilled = new Set(['pass', 'notapplicable', 'notselected', 'informational', 'fixed']);

/** Where ssg-debian has the rules for a release of Debian; it has none for 13. */
const rulesFor = (release: number) => `/usr/share/xml/scap/ssg/content/ssg-debian${release}-ds.xml`;

export const hasRules = (judges: JudgeSystem, release: number) => existsSync(judges.file(rulesFor(release)));

/**
 * Brings OpenSCAP to a machine, with the libraries that it needs, and lets it judge what runs there.
 * https://manpages.debian.org/trixie/openscap-scanner/oscap.8.en.html (2026-11-28)
 */
export async function oscap(judges: JudgeSystem, ssh: Ssh, release: number): Promise<OscapVerdict> {
  const folder = await bring(
    ssh,
    'oscap',
    await judges.archive(`mkdir lib
cp /usr/bin/oscap .
cp ${rulesFor(release)} rules.xml
cp --dereference /lib64/ld-linux-x86-64.so.2 lib
ldd /usr/bin/oscap | sed -n 's/.* => \\(\\/[^ ]*\\) .*/\\1/p' | xargs cp --dereference --target-directory=lib`),
  );
  const started = Date.now();
  // 2 says that not everything is fulfilled.
  const said = await ssh.asRoot(
    `cd ${folder}
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
code=0
lib/ld-linux-x86-64.so.2 --library-path lib ./oscap xccdf eval --skip-validation --progress \\
  --profile ${profile} --skip-rule ${prefix}${leftOut} --results results.xml rules.xml || code=$?
if [ $code -ne 0 ] && [ $code -ne 2 ]; then exit $code; fi
grep -o '<score[^>]*>[0-9.]*' results.xml`,
    judgeSeconds,
  );
  const seconds = (Date.now() - started) / 1000;
  return { ...verdictOf(said), seconds };
}

function verdictOf(said: string): Omit<OscapVerdict, 'seconds'> {
  const results = said
    .split('\n')
    .filter((line) => line.startsWith(prefix))
    .map((line) => line.slice(prefix.length).split(':'))
    .map(([rule = '', result = '']) => ({ rule, result }));
  const score = Number(/<score[^>]*>([\d.]+)/.exec(said)?.[1] ?? Number.NaN);
  if (results.length === 0 || Number.isNaN(score)) {
    throw new Error(`oscap told no results:\n${said.slice(0, 500)}`);
  }
  const counts = new Map<string, number>();
  for (const { result } of results) counts.set(result, (counts.get(result) ?? 0) + 1);
  const findings = results
    .filter(({ result }) => !fulfilled.has(result))
    .map(({ rule, result }) => (result === 'fail' ? rule : `${rule} (${result})`));
  return { counts, findings: findings.sort(), score };
}
