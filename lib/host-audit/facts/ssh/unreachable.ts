/** Why a host could not be asked. What the host itself says of it is in the text: it is printed as plain text only. */
export class Unreachable extends Error {
  /** @param mayRetry whether the host was not there at all, so that it may be there in a moment. */
  constructor(
    reason: string,
    readonly mayRetry = false,
  ) {
    super(reason.replace(/\s+/g, ' ').slice(0, longest).trim());
  }
}

/** What a host or a program says of itself is cut to this length. */
const longest = 400;

/** How the operating system's words for a failed connection read, by its code. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was reset',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'no route leads there',
  ENETUNREACH: 'no route leads there',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
};

const transient = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN']);

/** What a failed connection says, in words. */
export function fromSocketError(error: NodeJS.ErrnoException): Unreachable {
  const code = error.code ?? '';
  return new Unreachable(words[code] ?? error.message, transient.has(code));
}
