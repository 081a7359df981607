/** What one command said. */
export interface Output {
  readonly name: string;
  readonly stdout: Buffer;
  /** Exit code; `undefined` when the end did not arrive. */
  readonly code: number | undefined;
  /** First bytes of what it wrote to standard error, on one line. */
  readonly message: string;
}

/** What came back from a collector. */
export interface Transcript {
  readonly outputs: ReadonlyMap<string, Output>;
  /** Whether everything arrived, to the last line. */
  readonly isWhole: boolean;
}

/**
 * Takes apart what a collector printed (see `collectorScript`). Whatever a host sends gives a transcript: what is
 * before the first mark is passed over, of a name that comes twice the first counts, and what has no end has no code.
 */
export function readTranscript(bytes: Buffer, mark: string): Transcript {
  const outputs = new Map<string, Output>();
  const opening = Buffer.from(`\n${mark} `);
  const closing = Buffer.from(`\n${mark}:`);
  let at = bytes.indexOf(opening);
  // The next end, looked for once: a host that sends many beginnings and no end must not take long to read.
  let end = bytes.indexOf(closing);
  while (at >= 0) {
    const nameAt = at + opening.length;
    const nameEnd = bytes.indexOf(0x0a, nameAt);
    if (nameEnd < 0) break;
    const name = bytes.toString('latin1', nameAt, nameEnd);
    if (name === '') return { outputs, isWhole: true };
    const from = nameEnd + 1;
    // An output may be empty: then its end begins with the line feed after the name.
    const next = bytes.indexOf(opening, from);
    if (end >= 0 && end < nameEnd) end = bytes.indexOf(closing, nameEnd);
    const isEnded = end >= 0 && (next < 0 || end < next);
    const stop = isEnded ? end : next < 0 ? bytes.length : next;
    const tail = isEnded ? lineAt(bytes, end + 1) : '';
    if (!outputs.has(name)) {
      outputs.set(name, {
        name,
        stdout: bytes.subarray(from, Math.max(from, stop)),
        ...readTail(tail, mark),
      });
    }
    at = next;
  }
  return { outputs, isWhole: false };
}

/** The collector cuts messages itself; a host may send longer ones. */
const messageCharacters = 300;

function lineAt(bytes: Buffer, from: number): string {
  const end = bytes.indexOf(0x0a, from);
  return bytes.toString('utf8', from, end < 0 ? bytes.length : end);
}

function readTail(tail: string, mark: string): Pick<Output, 'code' | 'message'> {
  const [, before = '', code, after = ''] =
    new RegExp(`^${mark}:(.*?)${mark}=(\\d{1,3});(.*)$`).exec(tail) ?? [];
  const message = `${before}${after}`.trim().slice(0, messageCharacters);
  return { code: code === undefined ? undefined : Number(code), message };
}
