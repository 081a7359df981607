import { type JudgeSystem, judgeSeconds } from './judge-system';

/** What testssl.sh says of a TLS server. */
export interface TlsVerdict {
  /** What it holds for sound, or merely tells. */
  readonly sound: number;
  /** What it holds for weak, whatever the severity, and what it could not find out: its id, with the severity. */
  readonly weaknesses: readonly string[];
  readonly seconds: number;
}

interface Line {
  readonly id: string;
  readonly severity: string;
}

const harmless = new Set(['OK', 'INFO']);

/** Lets testssl.sh judge a TLS server on loopback. https://manpages.debian.org/trixie/testssl.sh (2026-11-28) */
export async function testssl(judges: JudgeSystem, port: number): Promise<TlsVerdict> {
  const started = Date.now();
  // Its exit code counts what it found, so that the last line of its report tells whether it came to its end.
  const { stdout, stderr } = await judges.run(
    'sh',
    [
      '-c',
      `testssl --quiet --color 0 --warnings off --nodns none --jsonfile /tmp/report 127.0.0.1:${port} >&2
exec cat /tmp/report`,
    ],
    { seconds: judgeSeconds },
  );
  const seconds = (Date.now() - started) / 1000;
  const lines = JSON.parse(stdout.toString('utf8')) as Line[];
  if (!lines.some(({ id }) => id === 'scanTime')) {
    throw new Error(`testssl.sh did not come to its end: ${stderr.trim().split('\n').slice(-12).join('\n')}`);
  }
  const weak = lines.filter(({ severity }) => !harmless.has(severity));
  return {
    sound: lines.length - weak.length,
    weaknesses: [...new Set(weak.map(({ id, severity }) => `${id} ${severity}`))].sort(),
    seconds,
  };
}
