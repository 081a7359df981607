/**
 * Property values on the wire and in the plan file. The wire format is Pulumi's: JSON in which an object with a
 * signature key stands for a secret, an asset, an output or a reference, and one UUID stands for "not known yet".
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/properties.go
 */
export type Wire = null | boolean | number | string | Wire[] | { [key: string]: Wire };
export type WireObject = { [key: string]: Wire };

/** Stands for a value that only the deployment will know. */
export const unknownValue = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
/**
 * What engines of other languages and providers send for "not known" where they know the kind of the value: a boolean,
 * number, list, asset, archive, object.
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go (2026-11-27)
 */
const unknownOfKind: ReadonlySet<string> = new Set([
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  '030794c1-ac77-496b-92df-f27374a8bd58',
  'e48ece36-62e2-4504-bad9-02848725956a',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
]);
const signatureKey = '4dabf18193072939515e22adb298388d';
const secretSignature = '1b47061264138c4ac30d75fd1eb44270';
const assetSignature = 'c44067f5952c0a294b673a41bacd8c17';
const archiveSignature = '0def7320c3a5731c473e5ecbe6d01bc7';
const resourceSignature = '5cf8f73096256a8f31e491e813e4eb8e';
const outputSignature = 'd0e6a833031e9bbcd3f4e8bde6ca49a4';

/** Key of an object in the plan file that stands for something which JSON cannot say. */
export const markerKey = 'yosai:value';

/** A JSON value of the plan file; `{"yosai:value": "unknown"}` and its kind are the markers. */
export type PlanValue = null | boolean | number | string | PlanValue[] | { [key: string]: PlanValue };
export type PlanObject = { [key: string]: PlanValue };

export const unknownMarker: PlanObject = { [markerKey]: 'unknown' };
export const secretMarker: PlanObject = { [markerKey]: 'secret' };
export const secretUnknownMarker: PlanObject = { [markerKey]: 'secretUnknown' };

/** Wraps a wire value as a secret. */
export function secret(value: Wire): Wire {
  return { [signatureKey]: secretSignature, value };
}

export function isObject(
  value: Wire | PlanValue | undefined,
): value is { [key: string]: never } & WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isSecret(value: Wire | undefined): value is WireObject {
  return isObject(value) && value[signatureKey] === secretSignature;
}

/** Whether the value is, or holds, a secret. */
export function containsSecret(value: Wire): boolean {
  if (Array.isArray(value)) return value.some(containsSecret);
  return isObject(value) && (isSecret(value) || Object.values(value as WireObject).some(containsSecret));
}

/** The properties with these as secrets, where they are there: what is declared secret later is so already. */
export function hideNamed(value: WireObject, names: readonly string[]): WireObject {
  const hidden = names.filter((name) => value[name] !== undefined && !isSecret(value[name]));
  if (hidden.length === 0) return value;
  return { ...value, ...Object.fromEntries(hidden.map((name) => [name, secret(value[name] ?? null)])) };
}

/** True where a string is, or was concatenated from, a value that is not known. */
function isUnknownText(value: string): boolean {
  return value.includes(unknownValue);
}

/** Whether anything in the value is not known yet. */
export function containsUnknown(value: Wire): boolean {
  if (typeof value === 'string') return isUnknownText(value);
  if (Array.isArray(value)) return value.some(containsUnknown);
  if (isObject(value)) return Object.values(value).some(containsUnknown);
  return false;
}

/**
 * The value with everything undecided made plain: an output value becomes its value, a secret or unknown; a string
 * that contains the sign for "not known" (a concatenation with an encrypted config value, for example) becomes
 * unknown as a whole. Returns the same object where there is nothing to change.
 */
export function normalize(value: Wire): Wire {
  if (typeof value === 'string') return isUnknownText(value) ? unknownValue : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = value.map(normalize);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (value[signatureKey] === outputSignature) {
    const inner = value['value'] === undefined ? unknownValue : normalize(value['value']);
    return value['secret'] === true ? secret(inner) : inner;
  }
  return normalizeObject(value[signatureKey] === resourceSignature ? withEmptyId(value) : value);
}

export function normalizeObject(value: WireObject): WireObject {
  let changed: WireObject | undefined;
  for (const [key, item] of Object.entries(value)) {
    const normal = normalize(item);
    if (normal === item) continue;
    changed ??= { ...value };
    changed[key] = normal;
  }
  return changed ?? value;
}

/** The resources that output values in the value come from, as the SDK notes them in what a transform returns. */
export function outputDependencies(value: Wire, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) outputDependencies(item, found);
  if (!isObject(value)) return found;
  if (value[signatureKey] === outputSignature) {
    for (const urn of (value['dependencies'] ?? []) as string[]) found.add(urn);
  }
  for (const item of Object.values(value)) outputDependencies(item, found);
  return found;
}

/** The value with all that is secret or not known as output values, as the engine shows it to a transform. */
export function asOutputs(value: Wire): Wire {
  if (value === unknownValue) return { [signatureKey]: outputSignature };
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(asOutputs);
  if (isSecret(value)) {
    const content: Wire = value['value'] ?? null;
    return { [signatureKey]: outputSignature, value: asOutputs(content), secret: true };
  }
  if (value[signatureKey] === resourceSignature) return value;
  const entries = Object.entries(value as WireObject);
  return Object.fromEntries(entries.map(([key, item]) => [key, asOutputs(item)]));
}

/** The value as an output value that comes from these resources; a transform hands it on with them. */
export function withDependencies(value: Wire, urns: readonly string[]): Wire {
  const known = outputDependencies(value);
  if (urns.every((urn) => known.has(urn))) return value;
  if (!isObject(value) || value[signatureKey] !== outputSignature) {
    return { [signatureKey]: outputSignature, value, dependencies: [...urns] };
  }
  const own = (value['dependencies'] ?? []) as string[];
  return { ...value, dependencies: [...new Set([...own, ...urns])] };
}

/** The properties as a policy pack may see them: a reference to a resource is its id, as the engine sends it. */
export function withoutReferences(value: WireObject): WireObject {
  return mapReferences(value, (reference) => {
    const id = reference['id'];
    return id === undefined ? (reference['urn'] ?? '') : id === '' ? unknownValue : id;
  }) as WireObject;
}

/**
 * The value as a policy sees it: secrets are their content, assets and archives objects of what they are made of, and
 * what is not known, or was put together from such, is what stands for it.
 */
export function asPolicySees(value: Wire, unknown: symbol): unknown {
  if (typeof value === 'string') return isUnknownText(value) || unknownOfKind.has(value) ? unknown : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => asPolicySees(item, unknown));
  switch (value[signatureKey]) {
    case secretSignature:
      return asPolicySees(value['value'] ?? null, unknown);
    case assetSignature:
    case archiveSignature:
      return entriesAsPolicySees(assetSource(value) as WireObject, unknown);
    default:
      return entriesAsPolicySees(value, unknown);
  }
}

function entriesAsPolicySees(value: WireObject, unknown: symbol): unknown {
  const seen: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) defineKey(seen, key, asPolicySees(item, unknown));
  return seen;
}

/** Sets a property whatever its name: assigning to `__proto__` would change what the object is. */
function defineKey(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** The properties as the engine hands them back to a program, where an id that is not known is an empty one. */
export function withEmptyIds(value: WireObject): WireObject {
  return mapReferences(value, withEmptyId) as WireObject;
}

function withEmptyId(reference: WireObject): WireObject {
  return reference['id'] === unknownValue ? { ...reference, id: '' } : reference;
}

/** The value with every reference to a resource changed; the same object where there is nothing to change. */
function mapReferences(value: Wire, change: (reference: WireObject) => Wire): Wire {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => mapReferences(item, change));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (value[signatureKey] === resourceSignature) return change(value);
  let changed: WireObject | undefined;
  for (const [key, item] of Object.entries(value)) {
    const mapped = mapReferences(item, change);
    if (mapped === item) continue;
    changed ??= { ...value };
    changed[key] = mapped;
  }
  return changed ?? value;
}

/** Calls `found` for every string and number that is, or is part of, a secret. */
export function collectSecrets(value: Wire, found: (text: string) => void, inside = false): void {
  if (typeof value === 'string') {
    if (inside && !isUnknownText(value)) found(value);
  } else if (typeof value === 'number') {
    if (inside) found(String(value));
  } else if (Array.isArray(value)) {
    for (const item of value) collectSecrets(item, found, inside);
  } else if (isObject(value)) {
    const secretHere = inside || isSecret(value);
    for (const [key, item] of Object.entries(value)) {
      if (key !== signatureKey) collectSecrets(item, found, secretHere);
    }
  }
}

/** The properties with every value as a secret that says one of these texts: a pack hands secrets back unwrapped. */
export function hideTexts(value: WireObject, texts: ReadonlySet<string>): WireObject {
  return texts.size === 0 ? value : (hideIn(value, [...texts]) as WireObject);
}

/** A text of fewer characters is only looked for as a whole. */
const shortestPart = 4;

function hideIn(value: Wire, texts: readonly string[]): Wire {
  if (typeof value === 'string') {
    const says = (text: string) => value === text || (text.length >= shortestPart && value.includes(text));
    return texts.some(says) ? secret(value) : value;
  }
  if (typeof value === 'number') return texts.includes(String(value)) ? secret(value) : value;
  if (Array.isArray(value)) return value.map((item) => hideIn(item, texts));
  if (!isObject(value) || isSecret(value)) return value;
  const entries = Object.entries(value as WireObject);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, key === signatureKey ? item : hideIn(item, texts)]),
  );
}

/** A normal value as the plan file shows it: secrets become a marker without content, so the file can be shared. */
export function toPlan(value: Wire): PlanValue {
  if (typeof value === 'string') return isUnknownText(value) ? unknownMarker : value;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { [markerKey]: 'number', text: String(value) };
  }
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(toPlan);
  const signature = value[signatureKey];
  if (signature === undefined) return toPlanObject(value);
  switch (signature) {
    case secretSignature:
      return containsUnknown(value['value'] ?? null) ? secretUnknownMarker : secretMarker;
    case assetSignature:
      return { [markerKey]: 'asset', ...assetSource(value) };
    case archiveSignature:
      return { [markerKey]: 'archive', ...assetSource(value) };
    case resourceSignature:
      return { [markerKey]: 'resource', urn: toPlan(value['urn'] ?? ''), ...idOf(value) };
    default:
      throw new Error(`a property value has the signature ${String(signature)}, which is not supported`);
  }
}

/** `toPlan` for the properties of a resource; a user's own key that equals the marker is kept apart. */
export function toPlanObject(value: WireObject): PlanObject {
  const entries = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlan(item)]));
  return Object.hasOwn(value, markerKey) ? { [markerKey]: 'object', entries } : entries;
}

function assetSource(value: WireObject): PlanObject {
  for (const key of ['path', 'uri', 'text', 'assets']) {
    const source = value[key];
    if (source !== undefined) return { [key]: toPlan(source) };
  }
  return {};
}

function idOf(value: WireObject): PlanObject {
  return value['id'] === undefined ? {} : { id: value['id'] === '' ? unknownMarker : toPlan(value['id']) };
}

/** The wire value that answers a read of a plan's output in another stack; a hidden secret is not known there. */
export function fromPlan(value: PlanValue): Wire {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(fromPlan);
  switch (value[markerKey]) {
    case undefined:
      return fromPlanObject(value);
    case 'secret':
    case 'secretUnknown':
      return secret(unknownValue);
    case 'number':
      return Number(value['text']);
    case 'object':
      return fromPlanObject(value['entries'] ?? {});
    default:
      return unknownValue;
  }
}

function fromPlanObject(value: PlanValue): Wire {
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, fromPlan(item)]));
}
