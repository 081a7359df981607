/** A line about a resource. */
export interface StoredLine {
  readonly urn: string;
  readonly line: string;
}

/**
 * Keeps what policies could not determine until the last policy of the pack reports it. The SDK runs the policies
 * of one request one after the other, and requests about different resources may alternate between them; so lines
 * are kept by the subject of the request, and a policy that judges a subject again replaces what it said before.
 */
export class FindingsStore {
  readonly #bySubject = new Map<string, Map<string, readonly StoredLine[]>>();

  /** Keeps what a policy says of a subject, in place of what it said before. */
  put(subject: string, policy: string, lines: readonly StoredLine[]): void {
    const byPolicy = this.#bySubject.get(subject) ?? new Map<string, readonly StoredLine[]>();
    if (lines.length > 0) this.#bySubject.set(subject, byPolicy.set(policy, lines));
    else byPolicy.delete(policy);
  }

  /** Everything that is kept of a subject, which is forgotten by it. */
  take(subject: string): StoredLine[] {
    const lines = [...(this.#bySubject.get(subject)?.values() ?? [])].flat();
    this.#bySubject.delete(subject);
    return lines;
  }
}
