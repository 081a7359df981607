import type { ErrorObject } from 'ajv';
import type { Mistake } from './mistake';
import { nearest } from './nearest';
import { type Path, printable, show, showPath, showWithKind } from './show';
import type { YamlDocument } from './yaml-document';

/** Turns a schema's errors into mistakes that say what was found, what is expected and what is near. */
export function explainErrors(errors: readonly ErrorObject[], document: YamlDocument): Mistake[] {
  const told = withoutNoise(errors).map((error) => explain(error, document));
  const meant = new Set(told.flatMap(({ meantKey }) => meantKey ?? []));
  // A misspelled key is one mistake: that the right one is missing goes without saying.
  const kept = told.filter(({ missingKey }) => missingKey === undefined || !meant.has(missingKey));
  return kept.map(({ mistake }) => mistake);
}

interface Told {
  readonly mistake: Mistake;
  /** Path of the key that a misspelled one most likely means. */
  readonly meantKey?: string;
  /** Path of the key that is missing. */
  readonly missingKey?: string;
}

/** Leaves out errors that only repeat others: of conditions, of names as a whole, of a value of the wrong kind. */
function withoutNoise(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const wrongKind = new Set(
    errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath),
  );
  const kept = errors.filter(
    ({ keyword, instancePath }) =>
      keyword !== 'if' && keyword !== 'propertyNames' && (keyword === 'type' || !wrongKind.has(instancePath)),
  );
  return kept.length > 0 ? kept : errors;
}

function explain(error: ErrorObject, document: YamlDocument): Told {
  const path = pathOf(error.instancePath, document.value);
  const { keyword, data, params, propertyName } = error;
  if (propertyName !== undefined) {
    return {
      mistake: document.mistake([...path, propertyName], `as a key, ${describe(error, propertyName)}`),
    };
  }
  switch (keyword) {
    case 'required': {
      const key = String(params['missingProperty']);
      return {
        mistake: document.mistake(path, `\`${key}\` is missing`),
        missingKey: showPath([...path, key]),
      };
    }
    case 'additionalProperties':
      return explainUnknownKey(String(params['additionalProperty']), path, error, document);
    case 'uniqueItems': {
      const [first, second] = [Number(params['i']), Number(params['j'])].sort((a, b) => a - b) as [
        number,
        number,
      ];
      return { mistake: document.mistake([...path, second], `repeats ${showPath([...path, first])}`) };
    }
    case 'enum': {
      const words = (params['allowedValues'] as unknown[]).map(String);
      const near = typeof data === 'string' ? nearest(data, words) : undefined;
      const expected = words.length === 1 ? words[0] : `one of ${words.join(', ')}`;
      return { mistake: document.mistake(path, `${show(data)} is not ${expected}`, near) };
    }
    default:
      return { mistake: document.mistake(path, describe(error, data)) };
  }
}

function explainUnknownKey(key: string, path: Path, error: ErrorObject, document: YamlDocument): Told {
  const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object);
  const absent = known.filter((name) => !Object.hasOwn(error.data as object, name));
  const near = nearest(key, absent);
  const text =
    near === undefined && known.length > 0 ? `unknown key; known are ${known.join(', ')}` : 'unknown key';
  return {
    mistake: document.mistake([...path, key], text, near),
    ...(near === undefined ? {} : { meantKey: showPath([...path, near]) }),
  };
}

const kinds: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'nothing',
  number: 'a number',
  object: 'a mapping',
  string: 'text',
};

/** Says what one keyword finds wrong in a value. */
function describe(error: ErrorObject, value: unknown): string {
  const { keyword, params } = error;
  const limit = Number(params['limit']);
  switch (keyword) {
    case 'type': {
      const expected = [params['type']].flat().map((kind) => kinds[String(kind)] ?? String(kind));
      return `expected ${expected.join(' or ')}, found ${showWithKind(value)}`;
    }
    case 'minimum':
    case 'maximum':
      return `${show(value)} is not ${nounOf(error) ?? rangeOf(error)}`;
    case 'pattern':
      return `${show(value)} ${isNoun(error)}`;
    case 'minLength':
      return value === '' ? 'is empty' : `${show(value)} is shorter than ${limit} characters`;
    case 'maxLength':
      return `${show(value)} is longer than ${limit} characters`;
    case 'minItems':
    case 'minProperties':
      return limit === 1 ? 'is empty; at least one entry is expected' : `has fewer than ${limit} entries`;
    case 'maxItems':
    case 'maxProperties':
      return `has more than ${limit} entries`;
    case 'const':
      return `must be ${show(params['allowedValue'])}, found ${showWithKind(value)}: promises to customers rest on it`;
    case 'false schema':
      return 'does not belong beside the other keys';
    case 'not':
      return `${show(value)} is not admitted`;
    default:
      return `${show(value)} is refused: ${printable(error.message ?? keyword)}`;
  }
}

/** The schema's description when it names what the value should be: `a port (1–65535)`. */
function nounOf(error: ErrorObject): string | undefined {
  const description = error.parentSchema?.['description'];
  if (typeof description !== 'string' || !/^An? /.test(description)) return undefined;
  return `a${description.slice(1).replace(/\.$/, '')}`;
}

function isNoun(error: ErrorObject): string {
  const noun = nounOf(error);
  if (noun !== undefined) return `is not ${noun}`;
  const description = error.parentSchema?.['description'];
  const expected =
    typeof description === 'string' ? description : `a text like ${String(error.params['pattern'])}`;
  return `is not of the expected form: ${expected}`;
}

function rangeOf(error: ErrorObject): string {
  const { minimum, maximum } = (error.parentSchema ?? {}) as { minimum?: number; maximum?: number };
  if (minimum !== undefined && maximum !== undefined) return `between ${minimum} and ${maximum}`;
  return minimum === undefined ? `${maximum} or less` : `${minimum} or more`;
}

/** Reads a JSON pointer (RFC 6901); which of its steps are indices, the value tells. */
function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  let value = root;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(key) : key);
    value = (value as Record<string, unknown> | undefined)?.[key];
  }
  return path;
}
