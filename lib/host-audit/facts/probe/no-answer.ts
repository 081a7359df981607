import { type Fact, NotUnderstood } from '../fact';

/** That a server did not answer as it must, in words; an expected end of any question. */
export class NoAnswer extends Error {}

/** What a question brought, or why it brought nothing; what is neither is a fault of ours and goes on. */
export async function learn<T>(ask: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof NotUnderstood) return { unknown: error.message };
    throw error;
  }
}

/** Why a connection failed, in words. */
export function whyOf({ code, message }: NodeJS.ErrnoException): string {
  const words: Record<string, string> = {
    ECONNREFUSED: 'the connection was refused',
    ECONNRESET: 'the connection was closed',
    EPIPE: 'the connection was closed',
    ETIMEDOUT: 'nothing answered',
    EHOSTUNREACH: 'the host cannot be reached',
    ENETUNREACH: 'its network cannot be reached',
    EMFILE: 'too many files are open here; lower --concurrency',
  };
  return words[code ?? ''] ?? (code === undefined ? message : `the connection failed (${code})`);
}

/** `1 second`, `2.5 seconds`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
