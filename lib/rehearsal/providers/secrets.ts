import { containsSecret, isObject, isSecret, secret, type Wire, type WireObject } from '../../wire/values';

/** The properties with every secret opened, for work inside the provider. */
export function reveal(value: WireObject): WireObject {
  return open(value) as WireObject;
}

function open(value: Wire): Wire {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(open);
  if (isSecret(value)) return open(value['value'] ?? null);
  return Object.fromEntries(Object.entries(value as WireObject).map(([key, item]) => [key, open(item)]));
}

/** The outputs with a property as a secret where the input of that name is, or holds, one. */
export function hideLike(outputs: WireObject, inputs: WireObject): WireObject {
  return hideProperties(
    outputs,
    Object.keys(inputs).filter((name) => containsSecret(inputs[name] ?? null)),
  );
}

/** The outputs with these properties as secrets, where they are there. */
export function hideProperties(outputs: WireObject, names: readonly string[]): WireObject {
  const hidden = names.filter((name) => outputs[name] !== undefined && !isSecret(outputs[name]));
  return { ...outputs, ...Object.fromEntries(hidden.map((name) => [name, secret(outputs[name] ?? null)])) };
}

/** Whether two values are the same, whatever the order of their keys. */
export function sameValue(a: Wire | undefined, b: Wire | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  if (isObject(a) && isObject(b)) {
    const [left, right] = [a as WireObject, b as WireObject];
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length && keys.every((key) => sameValue(left[key], right[key]));
  }
  return a === b;
}
