import { secretSinks } from '../../../lib/baseline/secret-sinks';
import type { Resource } from '../../../lib/resources/resource';
import { Value } from '../../../lib/resources/value';
import { decodeDocument } from '../azure/decode-document';
import { looksLike, SecretForms } from '../azure/secret-forms';
import { undetermined, violated } from '../framework/expect';
import type { Context, Result, Rule } from '../framework/rule';

/** Shorter texts hold no packed document in which a secret could be: the shortest form has 20 characters. */
const shortestPacked = 27;
/** How deep texts are looked into that hold others, packed or as JSON. */
const deepest = 3;
const expected = 'in a vault';

/**
 * A secret stands in the places that the baseline lists and nowhere else. The SDK hands policies secrets without
 * their mark, so they are known by their form, by the name of the property or setting, and by being random; also
 * inside JSON and inside what is packed in base64, there by their form. The finding names form and place, never the
 * value. A value that is not known yet is asked about only where its name says that it is a secret.
 */
export const secretValueStaysInVault: Rule = {
  check(resource, context) {
    if (resource.properties.properties.length === 0)
      return { notApplicable: 'the resource is given no values' };
    const { isAdmitted } = secretSinks(context.baseline.secrets, resource.type);
    return search(resource, context).filter(({ path }) => !isAdmitted(path));
  },
};

function search({ properties }: Resource, { baseline }: Context): Result[] {
  const forms = SecretForms.of(baseline.secrets);
  const visit = (value: Value, name: string): Result[] => {
    if (forms.isSecretName(name)) {
      if (value.isUnknown) return [undetermined(value, expected)];
      const isSet = value.isKnown && value.text !== '' && !value.isObject && !value.isList;
      if (isSet && value.boolean === undefined) return [violated(value, expected, 'a value in the plan')];
    }
    if (value.text !== undefined) {
      const form = forms.formOf(value.text) ?? inside(value.text, forms, deepest);
      if (form === undefined && packedIn(value.text) === undefined) return randomAt(value, forms);
      return form === undefined ? [] : [violated(value, expected, looksLike(form))];
    }
    // A setting is a pair: what its value is, its name says.
    const setting = value.key('name').text;
    return [
      ...value.items.flatMap((item) => visit(item, item.name)),
      ...value.properties.flatMap((inner) =>
        visit(inner, inner.name === 'value' && setting !== undefined ? setting : inner.name),
      ),
    ];
  };
  return visit(properties, '');
}

/** What is found inside a text: the form of a secret in a packed document, or a named secret in JSON. */
function inside(text: string, forms: SecretForms, depth: number): string | undefined {
  if (depth === 0) return undefined;
  if (/^\s*[[{]/.test(text)) {
    const json = parse(text);
    return json === undefined ? undefined : insideJson(Value.of(json), forms, depth);
  }
  const document = packedIn(text);
  return document && (forms.formOf(document) ?? inside(document, forms, depth - 1));
}

/** The text that is packed in another one: signs that no text has, or that are not of UTF-8, tell that there is none. */
function packedIn(text: string): string | undefined {
  const document = text.length < shortestPacked ? undefined : decodeDocument(text)?.text;
  return document === undefined || /[^\P{C}\t\n\r]|\ufffd/u.test(document) ? undefined : document;
}

function randomAt(value: Value, forms: SecretForms): Result[] {
  const form = forms.randomIn(value.text ?? '');
  return form === undefined ? [] : [violated(value, expected, looksLike(form))];
}

function insideJson(value: Value, forms: SecretForms, depth: number): string | undefined {
  const isNamed = forms.isSecretName(value.name) && value.boolean === undefined && value.text !== '';
  if (value.text !== undefined) return isNamed ? 'secret' : inside(value.text, forms, depth - 1);
  for (const inner of [...value.items, ...value.properties]) {
    const found = insideJson(inner, forms, depth);
    if (found !== undefined) return found;
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
