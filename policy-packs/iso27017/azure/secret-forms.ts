import type { RandomText, SecretsBaseline } from '../../../lib/baseline/types.generated';
import { derSecretIn } from './der-secret';
import { holdsRandomText } from './random-text';

const made = new WeakMap<SecretsBaseline, SecretForms>();

/** Recognises secrets by their form, and by the names of the properties that hold them. */
export class SecretForms {
  readonly #forms: readonly { readonly name: string; readonly pattern: RegExp }[];
  readonly #names: ReadonlySet<string>;
  readonly #endings: readonly string[];
  readonly #randomText: RandomText;

  /** The forms of a baseline; compiled once. */
  static of(secrets: SecretsBaseline): SecretForms {
    const known = made.get(secrets) ?? new SecretForms(secrets);
    made.set(secrets, known);
    return known;
  }

  private constructor({ forms, names, randomText }: SecretsBaseline) {
    const lower = names.map((name) => name.toLowerCase());
    this.#forms = forms.map(({ name, pattern }) => ({ name, pattern: new RegExp(pattern) }));
    this.#names = new Set(lower.filter((name) => !name.startsWith('*')));
    this.#endings = lower.filter((name) => name.startsWith('*')).map((name) => name.slice(1));
    this.#randomText = randomText;
  }

  /** The name of the form that a text has or contains; `undefined` when it has none. */
  formOf(text: string): string | undefined {
    return this.#forms.find(({ pattern }) => pattern.test(text))?.name ?? derSecretIn(text);
  }

  /** What a text is called that holds what only chance can have made; `undefined` when it does not. */
  randomIn(text: string): string | undefined {
    return holdsRandomText(text, this.#randomText) ? 'random key or password' : undefined;
  }

  /** Whether a property of this name holds a secret whatever its form; settings write names with signs between words. */
  isSecretName(name: string): boolean {
    const word = name.toLowerCase().replace(/[^a-z0-9]/g, '');
    return this.#names.has(word) || this.#endings.some((ending) => word.endsWith(ending));
  }

  /** A text for people, or, when a part of it has the form of a secret, what the form is called. */
  masked(text: string): string {
    const form = this.formOf(text);
    return form === undefined ? text : looksLike(form);
  }
}

/** How a finding names a secret of some form. */
export function looksLike(form: string): string {
  return `what looks like ${/^[aeiou]/i.test(form) ? 'an' : 'a'} ${form}`;
}
