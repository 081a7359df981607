/** Parts of the engine's output, by their first line, and whether people read them: what is said, not what is done. */
const parts: Readonly<Record<string, boolean>> = {
  Policies: true,
  Diagnostics: true,
  Outputs: false,
  Resources: false,
  Duration: false,
  Previewing: false,
  Updating: false,
  Refreshing: false,
  Destroying: false,
};
const heading = new RegExp(`^(${Object.keys(parts).join('|')})( \\w+ \\(|:)`);
/** A pack that found nothing. */
const content = /^ +✅ /;

/**
 * Sorts the lines of the engine's output, one by one: those of what programs and policies said are for people, the
 * hundreds about what becomes of each resource are not. A part whose first line is alone is left out.
 * https://github.com/pulumi/pulumi/blob/master/pkg/backend/display/diff.go (2026-11-27)
 */
export class EngineLines {
  #isRead = false;
  #heading: string | undefined;

  /** @returns the lines to print for the next line of the engine: none, itself, or its part's first line and itself. */
  take(line: string): string[] {
    const part = heading.exec(line)?.[1];
    if (part !== undefined) {
      this.#isRead = parts[part] ?? false;
      this.#heading = this.#isRead ? line : undefined;
      return [];
    }
    if (!this.#isRead || line.trim() === '' || content.test(line)) return [];
    const first = this.#heading === undefined ? [] : [this.#heading];
    this.#heading = undefined;
    return [...first, line];
  }
}
