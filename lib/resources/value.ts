import { showPath } from '../baseline/show';

type State = 'known' | 'absent' | 'unknown';

/** Stands in plain data for a value that is not known before deployment. */
export const unknownLeaf = Symbol('not known yet');

/**
 * A place in a resource's properties that can be asked without an exception: what is there, that there is nothing,
 * or that it is not known before deployment. What lies below an unknown is unknown, below an absent absent; null
 * counts as absent, as Azure treats it.
 */
export class Value {
  private constructor(
    private readonly parent: Value | undefined,
    private readonly step: string | number,
    private readonly raw: unknown,
    readonly state: State,
  ) {}

  /** The root of a resource's properties, as plain data or as the SDK's proxy, which throws for an unknown. */
  static of(properties: unknown): Value {
    return new Value(undefined, '', properties, stateOf(properties));
  }

  /** Where this is, such as `securityRules[3].access`. */
  get path(): string {
    const steps: (string | number)[] = [];
    for (let value: Value = this; value.parent !== undefined; value = value.parent) steps.unshift(value.step);
    return showPath(steps);
  }

  /** The last step of the path; empty for the root. */
  get name(): string {
    return String(this.step);
  }

  get isKnown(): boolean {
    return this.state === 'known';
  }
  get isAbsent(): boolean {
    return this.state === 'absent';
  }
  get isUnknown(): boolean {
    return this.state === 'unknown';
  }

  /** The value itself when it is a text. */
  get text(): string | undefined {
    return typeof this.raw === 'string' ? this.raw : undefined;
  }
  /** The value itself when it is a number, or a text that writes one. */
  get number(): number | undefined {
    if (typeof this.raw === 'number') return this.raw;
    return typeof this.raw === 'string' && this.raw.trim() !== '' && Number.isFinite(Number(this.raw))
      ? Number(this.raw)
      : undefined;
  }
  /** The value itself when it is true or false, or a text that says so, as configuration often does. */
  get boolean(): boolean | undefined {
    if (typeof this.raw === 'boolean') return this.raw;
    const word = typeof this.raw === 'string' ? this.raw.trim().toLowerCase() : '';
    return word === 'true' ? true : word === 'false' ? false : undefined;
  }
  get isList(): boolean {
    return Array.isArray(this.raw);
  }
  get isObject(): boolean {
    return typeof this.raw === 'object' && this.raw !== null && !this.isList;
  }

  /** What is at a property path below this, such as `osProfile.customData`. Names with dots take `key`. */
  at(path: string): Value {
    return path.split('.').reduce<Value>((value, step) => value.key(step), this);
  }

  /** What is under one name or index. */
  key(step: string | number): Value {
    if (this.state === 'unknown') return new Value(this, step, undefined, 'unknown');
    if (typeof this.raw !== 'object' || this.raw === null) return new Value(this, step, undefined, 'absent');
    try {
      const raw: unknown = Object.hasOwn(this.raw, step)
        ? (this.raw as Record<string | number, unknown>)[step]
        : undefined;
      return new Value(this, step, raw, stateOf(raw));
    } catch (error) {
      if (isUnknownValueError(error)) return new Value(this, step, undefined, 'unknown');
      throw error;
    }
  }

  /** What is under a name in whichever case it is written; the name as it is when there is none. */
  keyInAnyCase(name: string): Value {
    const folded = name.toLowerCase();
    return this.key(this.names.find((key) => key.toLowerCase() === folded) ?? name);
  }

  /** The items of a list; none for anything else. */
  get items(): Value[] {
    return Array.isArray(this.raw)
      ? Array.from({ length: this.raw.length }, (_, index) => this.key(index))
      : [];
  }

  /** The names under which an object has something, in their order; none for anything else. */
  get names(): string[] {
    return this.isObject ? Object.keys(this.raw as object) : [];
  }

  /** The properties of an object in their order; none for anything else. */
  get properties(): Value[] {
    return this.names.map((name) => this.key(name));
  }
}

/** The items of a list; what is no list counts as the only item, and so does a list that is not known. */
export function itemsOf(list: Value): readonly Value[] {
  if (list.isAbsent) return [];
  return list.isList ? list.items : [list];
}

function stateOf(raw: unknown): State {
  if (raw === unknownLeaf) return 'unknown';
  return raw === undefined || raw === null ? 'absent' : 'known';
}

/**
 * The SDK throws an error of a class that it does not export; it alone carries this field.
 * https://github.com/pulumi/pulumi-policy/blob/v1.21.0/sdk/nodejs/policy/proxy.ts (2026-11-23)
 */
function isUnknownValueError(error: unknown): boolean {
  return error instanceof Error && 'unknownTypeSentinel' in error;
}
