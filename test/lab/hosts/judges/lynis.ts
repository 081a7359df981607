import type { Ssh } from '../machine/ssh';
import { bring } from './bring';
import { type JudgeSystem, judgeSeconds } from './judge-system';

/** What Lynis says of a machine. */
export interface LynisVerdict {
  /** Its hardening index, up to 100. */
  readonly index: number;
  /** How many of its tests it made. */
  readonly tests: number;
  /**
   * What it warns of, proposes or wants otherwise: the test, and what sets it apart from others of the same test, such as
   * `KRNL-6000 kernel.modules_disabled`.
   */
  readonly findings: readonly string[];
  readonly seconds: number;
}

/**
 * Brings Lynis to a machine and lets it judge it, with the profile that Debian gives it.
 * https://manpages.debian.org/trixie/lynis/lynis.8.en.html (2026-11-28)
 */
export async function lynis(judges: JudgeSystem, ssh: Ssh): Promise<LynisVerdict> {
  const folder = await bring(
    ssh,
    'lynis',
    await judges.archive(`mkdir plugins
cp /usr/sbin/lynis /etc/lynis/default.prf .
cp --recursive /usr/share/lynis/include /usr/share/lynis/db .`),
  );
  const started = Date.now();
  const report = await ssh.asRoot(
    `cd ${folder}
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
./lynis audit system --no-colors --quick --quiet --report-file report --log-file log </dev/null >/dev/null 2>&1
cat report`,
    judgeSeconds,
  );
  const seconds = (Date.now() - started) / 1000;
  return { ...verdictOf(report), seconds };
}

function verdictOf(report: string): Omit<LynisVerdict, 'seconds'> {
  const lines = report.split('\n').map((line): [key: string, value: string] => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  });
  const values = new Map(lines);
  const index = Number(values.get('hardening_index'));
  const tests = Number(values.get('lynis_tests_done'));
  if (values.get('finish') !== 'true' || !(index > 0) || !(tests > 0)) {
    throw new Error(`Lynis did not come to its end; its report ends so:\n${report.slice(-500)}`);
  }
  const wanted = lines.flatMap(([key, value]) => (key === 'details[]' ? (wantedOtherwise(value) ?? []) : []));
  const told = new Set(wanted.map(({ test }) => test));
  const others = lines
    .filter(([key]) => key === 'warning[]' || key === 'suggestion[]')
    .map(([, value]) => findingOf(value))
    .filter(({ test }) => !told.has(test));
  const findings = [...wanted, ...others].map(({ test, what }) => `${test} ${what}`);
  return { index, tests, findings: [...new Set(findings)].sort() };
}

interface Finding {
  readonly test: string;
  readonly what: string;
}

/** A warning or a proposal, by what it is about. */
function findingOf(value: string): Finding {
  const [test = '', text = '', details = ''] = value.split('|');
  return { test, what: details === '' || details === '-' ? text : details };
}

/** A setting that has another value than Lynis prefers: its name. What it merely tells of has no value that it prefers. */
function wantedOtherwise(value: string): Finding | undefined {
  const [test = '', , details = ''] = value.split('|');
  const [, what] = /(?:^|;)field:([^;]*);prefval:/.exec(details) ?? [];
  return what === undefined ? undefined : { test, what };
}
