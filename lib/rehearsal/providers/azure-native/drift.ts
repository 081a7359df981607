import { isObject, isSecret, secret, type Wire, type WireObject } from '../../../wire/values';
import { sameValue } from '../secrets';

/**
 * The inputs as they would be if somebody had asked for what is now there: what has changed in the cloud since the
 * last look is carried over, everything else stays as the program wrote it.
 * https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/provider/diff.go (`applyDiff`)
 * @param before the part of the outputs that can be set, as last seen.
 * @param now the same, as it is.
 */
export function withDrift(inputs: WireObject, before: WireObject, now: WireObject): WireObject {
  const result: WireObject = { ...inputs };
  for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const changed = now[key];
    if (sameValue(before[key], changed)) continue;
    if (changed === undefined) delete result[key];
    else result[key] = withDriftOf(inputs[key], before[key], changed);
  }
  return result;
}

function withDriftOf(input: Wire | undefined, before: Wire | undefined, now: Wire): Wire {
  if (isSecret(input)) return secret(withDriftOf(input['value'] ?? null, before, now));
  if (isObject(input) && isObject(before) && isObject(now))
    return withDrift(input as WireObject, before as WireObject, now as WireObject);
  if (Array.isArray(input) && Array.isArray(before) && Array.isArray(now)) {
    const [had, given] = [before, input];
    return now.map((item, index) => {
      const [old, own] = [had[index], given[index]];
      if (old === undefined || own === undefined) return item;
      return sameValue(old, item) ? own : withDriftOf(own, old, item);
    });
  }
  return now;
}
