import type { Mistake } from '../mistake';
import type { Path } from '../show';
import type { SecretsBaseline } from '../types.generated';
import type { YamlDocument } from '../yaml-document';

/**
 * A mistake for each text of a document, key or value, that has the form of a secret. The text itself is not
 * told: mistakes end up in logs.
 */
export function secretValues(document: YamlDocument, { forms }: SecretsBaseline): Mistake[] {
  const expressions = forms.map(({ name, pattern }) => ({ name, expression: new RegExp(pattern) }));
  const mistakes: Mistake[] = [];
  const look = (path: Path, text: string): void => {
    const form = expressions.find(({ expression }) => expression.test(text));
    if (form === undefined) return;
    mistakes.push(
      document.mistake(path, `holds what looks like a secret (${form.name}); keep it in a key vault`),
    );
  };
  const visit = (path: Path, value: unknown): void => {
    if (typeof value === 'string') look(path, value);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      look(path, key);
      visit([...path, Array.isArray(value) ? Number(key) : key], child);
    }
  };
  visit([], document.value);
  return mistakes;
}
