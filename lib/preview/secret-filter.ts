import { collectSecrets, unknownValue, type Wire } from '../wire/values';

/** What stands where a secret would have been printed. */
export const replacement = '[secret]';
/** What stands where the sign for a value that is not known would have been printed. */
const unknownWords = '[not known]';
/** Shorter texts are too common to be taken out of messages without making them unreadable. */
const shortest = 4;
/** From this length on, a single line of a secret of several lines is taken out too. */
const shortestLine = 8;

/**
 * Learns every secret that passes through the engine and takes it out of every text on its way out: program logs,
 * policy messages, errors. A policy pack sees secrets unwrapped, so its messages may contain them.
 */
export class SecretFilter {
  readonly #known = new Set<string>();
  readonly #open = new Set<string>();
  #ordered: string[] | undefined;

  /** Keeps a text readable that a program may take for a secret: a URN, by which all speak of a resource. */
  keep(text: string): void {
    this.#open.add(text);
  }

  /** Learns the secrets in a property value. */
  learn(value: Wire): void {
    collectSecrets(value, (text) => this.add(text));
  }

  /** Learns one secret text, the lines of it, and its JSON form. */
  add(text: string): void {
    if (text.length < shortest || text === unknownValue) return;
    if (this.#known.has(text) || this.#open.has(text)) return;
    this.#known.add(text);
    const escaped = JSON.stringify(text).slice(1, -1);
    if (escaped !== text) this.#known.add(escaped);
    for (const line of text.split('\n')) if (line.length >= shortestLine) this.#known.add(line);
    this.#ordered = undefined;
  }

  /** The same for every text in a JSON value, names included: a program can make names out of secrets. */
  cleanAll<Value>(value: Value): Value {
    if (this.#known.size === 0) return value;
    if (typeof value === 'string') return this.clean(value) as Value;
    if (Array.isArray(value)) return value.map((item) => this.cleanAll(item)) as Value;
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, item]) => [this.clean(key), this.cleanAll(item)]);
    return Object.fromEntries(entries);
  }

  /** The text without any secret learned so far, and with words for the sign of a value that is not known. */
  clean(text: string): string {
    this.#ordered ??= [...this.#known].sort((a, b) => b.length - a.length);
    let cleaned = text;
    for (const known of this.#ordered) {
      if (cleaned.includes(known)) cleaned = cleaned.split(known).join(replacement);
    }
    return cleaned.replaceAll(unknownValue, unknownWords);
  }
}
