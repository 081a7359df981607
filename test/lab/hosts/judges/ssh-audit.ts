import type { JudgeSystem } from './judge-system';

/** What ssh-audit says of an SSH server. */
export interface SshVerdict {
  /** Algorithms that fail, and those that it warns of, by kind and name. */
  readonly failures: readonly string[];
  readonly warnings: readonly string[];
  readonly seconds: number;
}

interface Report {
  readonly [kind: string]: unknown;
}
type Algorithm = {
  readonly algorithm: string;
  readonly notes?: { readonly fail?: readonly string[]; readonly warn?: readonly string[] };
};

/** Lets ssh-audit judge an SSH server on loopback. https://manpages.debian.org/trixie/ssh-audit (2026-11-27) */
export async function sshAudit(judges: JudgeSystem, port: number): Promise<SshVerdict> {
  const started = Date.now();
  const { stdout, stderr, code } = await judges.run('ssh-audit', [
    '--json',
    '--skip-rate-test',
    '--port',
    String(port),
    '127.0.0.1',
  ]);
  const seconds = (Date.now() - started) / 1000;
  let report: Report;
  try {
    report = JSON.parse(stdout.toString('utf8')) as Report;
  } catch {
    throw new Error(`ssh-audit ended with ${code}: ${stdout.toString('utf8').slice(0, 300)}${stderr}`);
  }
  const noted = (note: 'fail' | 'warn') =>
    ['kex', 'key', 'enc', 'mac'].flatMap((kind) =>
      ((report[kind] ?? []) as Algorithm[])
        .filter(({ notes }) => (notes?.[note] ?? []).length > 0)
        .map(({ algorithm }) => `${kind} ${algorithm}`),
    );
  return { failures: noted('fail'), warnings: noted('warn'), seconds };
}
