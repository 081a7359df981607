import { status } from '@grpc/grpc-js';
import { RpcError } from '../../../wire/rpc';
import { containsUnknown, unknownValue, type Wire, type WireObject } from '../../../wire/values';
import { differences } from '../differences';
import type { Changes, Checked, Provider, Refusal, State, Subject } from '../provider';
import { hideLike, hideProperties, reveal } from '../secrets';
import type { InputRule, Kind } from './kind';

/** A provider of resources that live in the stack's state only, like those of random and tls. */
export class LogicalProvider implements Provider {
  readonly version: string;
  readonly #kinds: Readonly<Record<string, Kind>>;
  readonly #now: () => number;

  constructor(version: string, kinds: Readonly<Record<string, Kind>>, now: () => number = Date.now) {
    this.version = version;
    this.#kinds = kinds;
    this.#now = now;
  }

  configure(): void {}

  check({ type }: Subject, news: WireObject): Checked {
    const kind = this.#kind(type);
    const open = reveal(news);
    const refusals = [
      ...Object.keys(news)
        .filter((name) => kind.inputs[name] === undefined)
        .map((property) => ({
          property,
          reason: `is not an input of ${type}, which has ${Object.keys(kind.inputs).join(', ')}`,
        })),
      ...Object.entries(kind.inputs).flatMap(([name, rule]) => refusalOf(name, rule, open[name])),
    ];
    const mistake = refusals.length > 0 || containsUnknown(open) ? undefined : kind.mistake?.(open);
    if (mistake !== undefined) refusals.push({ property: '', reason: mistake });
    return { inputs: news, refusals };
  }

  diff({ type }: Subject, old: State, news: WireObject): Changes {
    const kind = this.#kind(type);
    const replaces = (path: string) => kind.inputs[path]?.inPlace !== true;
    const properties = differences(reveal(old.inputs), reveal(news), replaces);
    const aged = Object.keys(kind.aged?.(withInPlace(kind, old, news), this.#now()) ?? {});
    const renewals = aged.map((path) => ({ path, kind: 'update' as const, replaces: true }));
    return { properties: [...properties, ...renewals], deleteBeforeReplace: false };
  }

  async create({ type }: Subject, inputs: WireObject, preview: boolean): Promise<State> {
    const kind = this.#kind(type);
    if (preview) {
      const unknowns = Object.fromEntries(kind.makes.map((name) => [name, unknownValue]));
      return { id: '', outputs: this.#hidden(kind, { ...inputs, ...unknowns }, inputs), inputs };
    }
    try {
      const { id, outputs } = await kind.make(reveal(inputs));
      return { id, outputs: this.#hidden(kind, outputs, inputs), inputs };
    } catch (error) {
      throw new RpcError(status.INVALID_ARGUMENT, (error as Error).message);
    }
  }

  async read({ type }: Subject, old: State): Promise<State | undefined> {
    const kind = this.#kind(type);
    if (Object.keys(old.outputs).length === 0)
      throw new RpcError(status.UNIMPLEMENTED, `the simulated provider cannot import a ${type}`);
    const aged = kind.aged?.(reveal(old.outputs), this.#now()) ?? {};
    return { ...old, outputs: { ...old.outputs, ...aged } };
  }

  async update({ type }: Subject, old: State, news: WireObject): Promise<WireObject> {
    const kind = this.#kind(type);
    return this.#hidden(kind, withInPlace(kind, old, news), news);
  }

  async delete(): Promise<void> {}

  async invoke(token: string): Promise<WireObject> {
    throw new RpcError(status.UNIMPLEMENTED, `the simulated provider does not have the function ${token}`);
  }

  async close(): Promise<void> {}

  #kind(type: string): Kind {
    const kind = this.#kinds[type];
    if (kind !== undefined) return kind;
    throw new RpcError(
      status.UNIMPLEMENTED,
      `the simulated provider does not know the type ${type}, it knows ${Object.keys(this.#kinds).join(', ')}`,
    );
  }

  #hidden(kind: Kind, outputs: WireObject, inputs: WireObject): WireObject {
    return hideProperties(hideLike(outputs, inputs), kind.secrets);
  }
}

/** The outputs with those inputs that are taken over in place. */
function withInPlace(kind: Kind, old: State, news: WireObject): WireObject {
  const taken = Object.keys(kind.inputs).filter(
    (name) => kind.inputs[name]?.inPlace && news[name] !== undefined,
  );
  return { ...old.outputs, ...Object.fromEntries(taken.map((name) => [name, news[name] ?? null])) };
}

const forms: Readonly<Record<InputRule['type'], readonly [string, (value: Wire) => boolean]>> = {
  text: ['a text', (value) => typeof value === 'string'],
  number: ['a whole number', (value) => Number.isInteger(value)],
  flag: ['true or false', (value) => typeof value === 'boolean'],
  texts: [
    'a list of texts',
    (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  ],
  map: ['a map', (value) => typeof value === 'object' && value !== null && !Array.isArray(value)],
};

/** What is wrong with one input; the value is not said, because it may be a secret. */
function refusalOf(property: string, rule: InputRule, value: Wire | undefined): Refusal[] {
  if (value === undefined || value === null)
    return rule.required ? [{ property, reason: 'is required, found nothing' }] : [];
  if (value === unknownValue) return [];
  const [words, fits] = forms[rule.type];
  if (!fits(value)) return [{ property, reason: `must be ${words}, found a ${typeof value}` }];
  if (rule.least !== undefined && (value as number) < rule.least)
    return [{ property, reason: `must be at least ${rule.least}, found ${value}` }];
  if (rule.oneOf !== undefined && !rule.oneOf.includes(value as string))
    return [{ property, reason: `must be one of ${rule.oneOf.join(', ')}, found ${value}` }];
  return [];
}
