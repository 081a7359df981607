/** A resource as a plan file holds it. */
export interface PlainResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Inputs;
}

/** The inputs of a resource, or an object in them. */
export type Inputs = Readonly<Record<string, unknown>>;

/** Reads plain inputs; nothing where something else stands. */
export const textIn = (inputs: Inputs, key: string): string | undefined => {
  const value = inputs[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
};
export const isSaid = (inputs: Inputs, key: string): boolean | undefined => {
  const value = inputs[key];
  return typeof value === 'boolean' ? value : undefined;
};
export const partIn = (inputs: Inputs, key: string): Inputs => (inputs[key] ?? {}) as Inputs;
export const partsIn = (inputs: Inputs, key: string): readonly Inputs[] =>
  (inputs[key] ?? []) as readonly Inputs[];
export const textsIn = (inputs: Inputs, key: string): readonly string[] =>
  ((inputs[key] ?? []) as readonly unknown[]).map(String);

/** A singular property and the list beside it, together. */
export const allTexts = (inputs: Inputs, one: string, many: string): string[] => [
  ...(textIn(inputs, one) === undefined ? [] : [String(textIn(inputs, one))]),
  ...textsIn(inputs, many),
];

/** An id in lower case, from the resource group on: a plan is of one subscription. */
export const plainId = (text: string): string => text.toLowerCase().replace(/^\/subscriptions\/[^/]*/, '');

/** The id in a reference such as `{ id }`; empty where there is none. */
export const idIn = (inputs: Inputs, key: string): string => plainId(textIn(partIn(inputs, key), 'id') ?? '');
