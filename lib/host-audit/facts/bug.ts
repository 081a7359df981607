/**
 * What is said where we fail ourselves over what a host sent: one host must not end the audit of the others, and what it
 * sent may be a lie that was made for that.
 */
export function bugIn(what: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `a bug in ${what}, please report it: ${message.slice(0, 200)}`;
}
