import type { CompositeMapper, DictionaryMapper, Mapper, SequenceMapper } from '@azure/core-client';
import { isObject, isSecret, unknownValue, type Wire, type WireObject } from '../../../wire/values';
import type { Refusal } from '../provider';
import { type Model, partOf } from './models';

export interface Body {
  /** The body of the REST request; `undefined` where something is refused or not known yet. */
  readonly body: unknown;
  readonly refusals: readonly Refusal[];
}

/**
 * Makes the body of the REST request of azure-native's inputs, by the official model and its serializer, and says all
 * that Azure would refuse: a property that there is not, a wrong type, a missing one, a value out of its bounds. What
 * is not known yet is passed over.
 */
export function restBody(model: Model, inputs: WireObject): Body {
  const conversion = new Conversion(model);
  const client = conversion.composite(model.root, inputs, '', false);
  const { refusals, incomplete } = conversion;
  if (refusals.length > 0 || incomplete) return { body: undefined, refusals };
  try {
    return { body: model.serializer.serialize(model.root, client, 'parameters'), refusals };
  } catch (error) {
    return { body: undefined, refusals: [{ property: '', reason: (error as Error).message }] };
  }
}

class Conversion {
  readonly refusals: Refusal[] = [];
  incomplete = false;
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
  }

  composite(mapper: Mapper, value: WireObject, path: string, hidden: boolean): unknown {
    const part = partOf(this.#model, mapper, value);
    const properties = part.type.modelProperties ?? {};
    const result: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(value)) {
      const found = propertyOf(part, name);
      const at = path === '' ? name : `${path}.${name}`;
      if (found !== undefined) result[found[0]] = this.#value(found[1], item, at, hidden);
      else if (part.type.additionalProperties !== undefined) result[name] = item;
      else
        this.#refuse(
          at,
          `is not a property of ${part.type.className}, which has ${Object.keys(properties).join(', ')}`,
        );
    }
    for (const [name, property] of Object.entries(properties))
      if (property.required && !property.isConstant && !this.#isGiven(value, name, property))
        this.#refuse(path === '' ? name : `${path}.${name}`, 'is required, found nothing');
    return result;
  }

  #isGiven(value: WireObject, name: string, property: Mapper): boolean {
    return [name, lastName(property)].some((key) => value[key] !== undefined && value[key] !== null);
  }

  #value(mapper: Mapper, value: Wire, path: string, hidden: boolean): unknown {
    if (value === unknownValue) {
      this.incomplete = true;
      return undefined;
    }
    if (isSecret(value)) return this.#value(mapper, value['value'] ?? null, path, true);
    if (value === null) return undefined;
    switch (mapper.type.name) {
      case 'Composite':
        if (isObject(value)) return this.composite(mapper, value as WireObject, path, hidden);
        return this.#refuse(path, `must be an object, found ${kindOf(value)}`);
      case 'Sequence':
        return this.#sequence(mapper as SequenceMapper, value, path, hidden);
      case 'Dictionary':
        return this.#dictionary(mapper as DictionaryMapper, value, path, hidden);
      default:
        return this.#leaf(mapper, value, path, hidden);
    }
  }

  #sequence(mapper: SequenceMapper, value: Wire, path: string, hidden: boolean): unknown {
    if (!Array.isArray(value)) return this.#refuse(path, `must be a list, found ${kindOf(value)}`);
    this.#constraints(mapper, value, path, hidden);
    return value.map((item, index) => this.#value(mapper.type.element, item, `${path}[${index}]`, hidden));
  }

  #dictionary(mapper: DictionaryMapper, value: Wire, path: string, hidden: boolean): unknown {
    // azure-native writes a map whose values Azure fills in as the list of its keys.
    if (Array.isArray(value) && mapper.type.value.type.name === 'Composite')
      return Object.fromEntries(value.map((key) => [String(key), {}]));
    if (!isObject(value)) return this.#refuse(path, `must be a map, found ${kindOf(value)}`);
    return Object.fromEntries(
      Object.entries(value as WireObject).map(([key, item]) => [
        key,
        this.#value(mapper.type.value, item, `${path}[${JSON.stringify(key)}]`, hidden),
      ]),
    );
  }

  #leaf(mapper: Mapper, value: Wire, path: string, hidden: boolean): unknown {
    const ready = forSerializer(mapper, value);
    try {
      this.#model.serializer.serialize({ ...mapper, required: false }, ready, path);
    } catch {
      const { type } = mapper;
      const wanted = 'allowedValues' in type ? `one of ${type.allowedValues.join(', ')}` : `a ${type.name}`;
      return this.#refuse(path, `must be ${wanted}, found ${hidden ? 'a secret' : JSON.stringify(value)}`);
    }
    this.#constraints(mapper, value, path, hidden);
    return ready;
  }

  #constraints(mapper: Mapper, value: Wire, path: string, hidden: boolean): void {
    try {
      this.#model.serializer.validateConstraints(mapper, value, path);
    } catch (error) {
      const [, rule = ''] = /should satisfy the constraint (.*?)\.?$/s.exec((error as Error).message) ?? [];
      this.#refuse(path, `must satisfy ${rule}, found ${hidden ? 'a secret' : JSON.stringify(value)}`);
    }
  }

  #refuse(property: string, reason: string): undefined {
    this.refusals.push({ property, reason });
    return undefined;
  }
}

/** The property by the name that azure-native gives it: the client's, or the last part of REST's. */
function propertyOf(part: CompositeMapper, name: string): readonly [string, Mapper] | undefined {
  const properties = part.type.modelProperties ?? {};
  if (Object.hasOwn(properties, name)) return [name, properties[name] as Mapper];
  return Object.entries(properties).find(([, property]) => lastName(property) === name);
}

function lastName(property: Mapper): string {
  return property.serializedName?.split('.').at(-1) ?? '';
}

/** The value in the form in which the serializer takes dates and bytes. */
function forSerializer(mapper: Mapper, value: Wire): unknown {
  if (mapper.type.name === 'UnixTime' && typeof value === 'number') return new Date(value * 1000);
  if (mapper.type.name === 'ByteArray' && typeof value === 'string') return Buffer.from(value, 'base64');
  return value;
}

function kindOf(value: Wire): string {
  return Array.isArray(value) ? 'a list' : value === null ? 'nothing' : `a ${typeof value}`;
}

/** The part of a resource's outputs that could be its inputs: what the model lets somebody set. */
export function settablePart(model: Model, outputs: WireObject): WireObject {
  return settable(model, model.root, outputs) as WireObject;
}

function settable(model: Model, mapper: Mapper, value: Wire): Wire {
  if (Array.isArray(value)) {
    const { type } = mapper;
    return type.name === 'Sequence'
      ? value.map((item) => settable(model, (type as SequenceMapper['type']).element, item))
      : value;
  }
  if (!isObject(value)) return value;
  if (mapper.type.name === 'Dictionary') {
    const element = (mapper as DictionaryMapper).type.value;
    return element.type.name === 'Composite' ? Object.keys(value) : value;
  }
  if (mapper.type.name !== 'Composite') return value;
  const part = partOf(model, mapper, value);
  const entries = Object.entries(value as WireObject).flatMap(([name, item]) => {
    const found = propertyOf(part, name);
    return found === undefined ? [] : [[name, settable(model, found[1], item)] as const];
  });
  return Object.fromEntries(entries);
}
