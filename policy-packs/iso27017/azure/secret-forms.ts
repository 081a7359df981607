import type { SecretsBaseline } from '../../../lib/baseline/types.generated';

const made = new WeakMap<SecretsBaseline, SecretForms>();

/** Recognises secrets by their form, and by the names of the properties that hold them. */
export class SecretForms {
  readonly #forms: readonly { readonly name: string; readonly pattern: RegExp }[];
  readonly #names: ReadonlySet<string>;

  /** The forms of a baseline; compiled once. */
  static of(secrets: SecretsBaseline): SecretForms {
    const known = made.get(secrets) ?? new SecretForms(secrets);
    made.set(secrets, known);
    return known;
  }

  private constructor({ forms, names }: SecretsBaseline) {
    this.#forms = forms.map(({ name, pattern }) => ({ name, pattern: new RegExp(pattern) }));
    this.#names = new Set(names.map((name) => name.toLowerCase()));
  }

  /** The name of the form that a text has or contains; `undefined` when it has none. */
  formOf(text: string): string | undefined {
    return this.#forms.find(({ pattern }) => pattern.test(text))?.name;
  }

  /** Whether a property of this name holds a secret whatever its form. */
  isSecretName(name: string): boolean {
    return this.#names.has(name.toLowerCase());
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
