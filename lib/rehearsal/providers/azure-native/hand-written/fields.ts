import type { CompositeMapper, Mapper } from '@azure/core-client';

/** Words in which models are written by hand, in the form of the official libraries. */

export const text: Mapper = { type: { name: 'String' } };
export const flag: Mapper = { type: { name: 'Boolean' } };
export const number: Mapper = { type: { name: 'Number' } };
export const texts = list(text);
export const tags: Mapper = { type: { name: 'Dictionary', value: text } };
export const guid = pattern(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
/** A length of time as Azure writes it (ISO 8601), such as `PT5M`. */
export const duration = pattern(/^P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/);
export const located = { location: required(text), tags };
export const subResource = object('SubResource', { id: text });
export const identity = object('ManagedServiceIdentity', {
  type: required(choice('None', 'SystemAssigned', 'UserAssigned', 'SystemAssigned, UserAssigned')),
  userAssignedIdentities: {
    type: { name: 'Dictionary', value: object('UserAssignedIdentityRef', {}) },
  },
});

export function list(element: Mapper): Mapper {
  return { type: { name: 'Sequence', element } };
}

export function required(mapper: Mapper): Mapper {
  return { ...mapper, required: true };
}

export function choice(...allowedValues: string[]): Mapper {
  return { type: { name: 'Enum', allowedValues } };
}

export function pattern(form: RegExp): Mapper {
  return { ...text, constraints: { Pattern: form } };
}

export function between(lowest: number, highest: number): Mapper {
  return { ...number, constraints: { InclusiveMinimum: lowest, InclusiveMaximum: highest } };
}

/** A model whose properties are named in REST as here, unless they say another name; `inProperties` stand in REST's `properties`. */
export function object(
  className: string,
  properties: Record<string, Mapper>,
  inProperties: Record<string, Mapper> = {},
): CompositeMapper {
  const named = (given: Record<string, Mapper>, prefix: string) =>
    Object.entries(given).map(([name, mapper]) => [name, { serializedName: `${prefix}${name}`, ...mapper }]);
  const modelProperties = Object.fromEntries([
    ...named(properties, ''),
    ...named(inProperties, 'properties.'),
  ]);
  return { type: { name: 'Composite', className, modelProperties } };
}
