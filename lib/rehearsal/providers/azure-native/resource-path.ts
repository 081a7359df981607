import { createHash } from 'node:crypto';
import { containsUnknown, type Wire, type WireObject } from '../../../wire/values';
import type { Refusal } from '../provider';
import { reveal } from '../secrets';
import type { AzureType } from './types';

const parameterForm = /\{(\w+)\}/g;
/** Digits at the end of a made-up name, as in the real provider. */
const suffixLength = 8;

/** The inputs that make up the path, in its order, without the subscription. */
export function pathParameters({ path }: AzureType): string[] {
  return [...path.matchAll(parameterForm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'subscriptionId');
}

/** The Azure id of the resource with these inputs; `undefined` where a part of it is not known. */
export function resourceId(type: AzureType, inputs: WireObject, subscriptionId: string): string | undefined {
  const open: WireObject = { ...reveal(inputs), subscriptionId };
  if (
    pathParameters(type).some((name) => typeof open[name] !== 'string' || containsUnknown(open[name] ?? null))
  )
    return undefined;
  return type.path.replaceAll(parameterForm, (_, name: string) => {
    const value = String(open[name]);
    // A scope or resource is given as its id, whose slashes belong to the path.
    return value.includes('/') ? value.replace(/^\/+|\/+$/g, '') : escaped(value);
  });
}

/** A part of a path as the real provider escapes it: these few signs stay (RFC 3986 3.3). */
function escaped(value: string): string {
  return encodeURIComponent(value).replaceAll(/%(3A|40|26|3D|2B|24)/g, decodeURIComponent);
}

/** What an id says of the inputs of its path; `undefined` when it is the id of another type. */
export function parametersOf(type: AzureType, id: string): Record<string, string> | undefined {
  const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const form = type.path
    .split(/(\{\w+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return literal(part);
      return /^\{(scope|scopeId|resourceUri)\}$/.test(part)
        ? `(?<${part.slice(1, -1)}>.+)`
        : `(?<${part.slice(1, -1)}>[^/]+)`;
    })
    .join('');
  const found = new RegExp(`^${form}$`, 'i').exec(id)?.groups;
  if (found === undefined) return undefined;
  const { subscriptionId: _, ...parameters } = found;
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      value.includes('/') ? `/${value}` : decodeURIComponent(value),
    ]),
  );
}

/** The inputs with a name made up, where the program gives none: the old one, or one of the seed. */
export function named(
  type: AzureType,
  name: string,
  news: WireObject,
  olds: WireObject,
  seed: Uint8Array,
): WireObject {
  const parameter = pathParameters(type).at(-1) ?? '';
  if (news[parameter] !== undefined) return news;
  const digits = createHash('sha256').update(seed).update(name).digest('hex');
  return { ...news, [parameter]: olds[parameter] ?? madeUpName(parameter, name, digits) };
}

function madeUpName(parameter: string, name: string, digits: string): Wire {
  if (parameter === 'roleAssignmentName')
    return [8, 12, 16, 20, 32].map((end, index) => digits.slice([0, 8, 12, 16, 20][index], end)).join('-');
  return `${name}${digits.slice(0, suffixLength)}`;
}

/** The inputs of the path that are missing or no text. */
export function pathRefusals(type: AzureType, inputs: WireObject): Refusal[] {
  const open = reveal(inputs);
  return pathParameters(type)
    .filter((name) => typeof open[name] !== 'string' || open[name] === '')
    .map((property) => ({
      property,
      reason:
        open[property] === undefined
          ? 'is required, found nothing'
          : `must be a text, found ${typeof open[property]}`,
    }));
}
