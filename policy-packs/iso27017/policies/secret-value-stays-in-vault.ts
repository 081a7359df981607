import type { Resource } from '../../../lib/resources/resource';
import type { Value } from '../../../lib/resources/value';
import { decodeDocument } from '../azure/decode-document';
import { pathPattern } from '../azure/path-pattern';
import { looksLike, SecretForms } from '../azure/secret-forms';
import { undetermined, violated } from '../framework/expect';
import type { Context, Result, Rule } from '../framework/rule';

/** Providers that make secrets and hand them to no cloud: what they are given stays in the engine's state. */
const makers = /^(random|tls|pulumi):/;
/** Properties whose text is packed. */
const packed = ['customData', 'userData'];

/**
 * A secret stands in the places that the baseline lists and nowhere else. The SDK hands policies secrets without
 * their mark, so they are known by their form and by the name of the property; the finding names form and place,
 * never the value. A value that is not known yet is asked about only where its name says that it is a secret.
 */
export const secretValueStaysInVault: Rule = {
  check(resource, context) {
    if (makers.test(resource.type))
      return { notApplicable: 'the resource makes secrets and hands them to no cloud' };
    const { sinks } = context.baseline.secrets;
    const admitted = sinks
      .filter(({ type }) => type === resource.type)
      .flatMap(({ paths }) => paths.map(pathPattern));
    return search(resource, context).filter(({ path }) => !admitted.some((pattern) => pattern.test(path)));
  },
};

function search({ properties }: Resource, { baseline }: Context): Result[] {
  const forms = SecretForms.of(baseline.secrets);
  const expected = 'in a vault';
  const visit = (value: Value): Result[] => {
    if (forms.isSecretName(value.name)) {
      if (value.isUnknown) return [undetermined(value, expected)];
      const isSet = value.isKnown && value.text !== '' && !value.isObject && !value.isList;
      if (isSet && value.boolean === undefined) return [violated(value, expected, 'a value in the plan')];
    }
    if (value.text !== undefined) {
      const form = forms.formOf(value.text) ?? forms.formOf(unpacked(value));
      return form === undefined ? [] : [violated(value, expected, looksLike(form))];
    }
    return [...value.items, ...value.properties].flatMap(visit);
  };
  return visit(properties);
}

function unpacked(value: Value): string {
  const isPacked = packed.some((name) => name.toLowerCase() === value.name.toLowerCase());
  return isPacked ? (decodeDocument(value.text ?? '')?.text ?? '') : '';
}
