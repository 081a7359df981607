import { isDeepStrictEqual } from 'node:util';
import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parse,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { Tenant } from '../baseline/types.generated';

/** Values of one tenant that are replaced, or written after its `since` where it has none; `null` takes one out. */
export type TenantValues = {
  readonly [Key in 'state' | 'suspendedOn' | 'terminatedOn' | 'deletedOn' | 'deletionRecord']?: NonNullable<
    Tenant[Key]
  > | null;
};

/** A change of the register: new values for one of its tenants, or a tenant at its end. */
export type RegisterChange =
  | { readonly kind: 'values'; readonly index: number; readonly values: TenantValues }
  | { readonly kind: 'tenant'; readonly tenant: Tenant };

/** New keys come behind these, the last of them that is there. */
const before = ['state', 'since', 'suspendedOn', 'terminatedOn', 'deletedOn'];

/**
 * Writes a change into the text of a register that has no mistakes. Everything else of the text stays as it is, to
 * the byte: comments, order, quotes, line ends. Returns `undefined` where that is not possible, such as for a state
 * that stands behind an anchor which others use.
 */
export function editRegister(text: string, change: RegisterChange): string | undefined {
  const edited = change.kind === 'values' ? withValues(text, change) : withTenant(text, change.tenant);
  return edited !== undefined && says(edited, expectedAfter(text, change)) ? edited : undefined;
}

interface Register {
  readonly tenants: readonly Record<string, unknown>[];
}

/** What the register must say when the change is made. */
function expectedAfter(text: string, change: RegisterChange): Register {
  const register = parse(text) as Register;
  const tenants =
    change.kind === 'tenant'
      ? [...register.tenants, change.tenant as unknown as Record<string, unknown>]
      : register.tenants.map((tenant, index) =>
          index === change.index ? changed(tenant, change.values) : tenant,
        );
  return { ...register, tenants };
}

function changed(tenant: Record<string, unknown>, values: TenantValues): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...tenant, ...values }).filter(([, value]) => value !== null));
}

function says(text: string, expected: Register): boolean {
  try {
    return isDeepStrictEqual(parse(text), expected);
  } catch {
    return false;
  }
}

function withValues(
  text: string,
  { index, values }: RegisterChange & { kind: 'values' },
): string | undefined {
  return Object.entries(values).reduce<string | undefined>((edited, [key, value]) => {
    if (edited === undefined) return undefined;
    const tenants: unknown = parseDocument(edited).get('tenants');
    const tenant = isSeq(tenants) ? tenants.items[index] : undefined;
    if (!isMap(tenant)) return undefined;
    const own = pairOf(tenant, key)?.value;
    if (value === null) return own === undefined ? edited : withoutKey(edited, tenant, key);
    if (isScalar(own) || isAlias(own)) return splice(edited, rangeOf(own), scalar(value));
    return own === undefined ? withKey(edited, tenant, key, scalar(value)) : undefined;
  }, text);
}

/** Takes a key out: its line with the comment behind it, or in braces what is between it and the one before. */
function withoutKey(text: string, tenant: YAMLMap, key: string): string | undefined {
  const index = tenant.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === key);
  const [pair, previous] = [tenant.items[index], tenant.items[index - 1]];
  // The first key of an entry shares its line with the dash.
  if (pair === undefined || previous === undefined) return undefined;
  const end = rangeOf(pair.value as Node).end;
  if (tenant.flow === true) return splice(text, { start: rangeOf(previous.value as Node).end, end }, '');
  const start = text.lastIndexOf('\n', rangeOf(pair.key as Node).start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  return splice(text, { start, end: lineEnd === -1 ? text.length : lineEnd + 1 }, '');
}

/** Writes a key that the tenant does not have yet, on a line of its own where the tenant's keys have lines. */
function withKey(text: string, tenant: YAMLMap, key: string, value: string): string | undefined {
  const pair = before.map((name) => pairOf(tenant, name)).findLast((found) => found !== undefined);
  if (pair === undefined) return undefined;
  const end = rangeOf(pair.value as Node).end;
  if (tenant.flow === true) return splice(text, { start: end, end }, `, ${key}: ${value}`);
  const indent = ' '.repeat(columnOf(text, rangeOf(pair.key as Node).start));
  return insertLines(text, end, [`${indent}${key}: ${value}`]);
}

function withTenant(text: string, tenant: Tenant): string | undefined {
  const tenants: unknown = parseDocument(text).get('tenants', true);
  if (!isSeq(tenants)) return undefined;
  const { start, end } = rangeOf(tenants);
  const last = tenants.items.at(-1) as Node | undefined;
  if (last === undefined) {
    // An empty list stands behind its key, in brackets; the line of the key ends there.
    const spaces = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
    const lines = linesOf(tenant, '  ').join(newlineOf(text));
    return splice(text, { start: start - spaces, end }, `${newlineOf(text)}${lines}`);
  }
  if (tenants.flow === true) {
    const place = rangeOf(last).end;
    return splice(text, { start: place, end: place }, `, { ${pairsOf(tenant).join(', ')} }`);
  }
  return insertLines(text, endOf(last), linesOf(tenant, ' '.repeat(columnOf(text, start))));
}

/** A tenant as a block, as those of the register are written by hand. */
function linesOf(tenant: Tenant, indent: string): string[] {
  return pairsOf(tenant).map((pair, index) => `${indent}${index === 0 ? '- ' : '  '}${pair}`);
}

function pairsOf(tenant: Tenant): string[] {
  return Object.entries(tenant).map(([key, value]) => `${key}: ${flow(value)}`);
}

function flow(value: unknown): string {
  if (typeof value === 'string') return scalar(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${scalar(key)}: ${flow(inner)}`)
    .join(', ')} }`;
}

/** A text as people write it where that is safe, else in double quotes. */
function scalar(text: string): string {
  const plain = /^[\p{L}\p{N}]([\p{L}\p{N} ._&()/-]*[\p{L}\p{N}._)])?$/u.test(text);
  return plain && parse(text) === text ? text : JSON.stringify(text);
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === key);
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where a node of a parsed document stands: from its first character to behind its last. */
function rangeOf(node: Node): Place {
  const [start = 0, end = 0] = node.range ?? [];
  return { start, end };
}

/** Behind the last character of what a node says; a block's own range takes in the comments that follow. */
function endOf(node: Node): number {
  if (isMap(node) && node.flow !== true) return endOf((node.items.at(-1)?.value ?? node) as Node);
  if (isSeq(node) && node.flow !== true) return endOf((node.items.at(-1) ?? node) as Node);
  return rangeOf(node).end;
}

function splice(text: string, { start, end }: Place, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

/** Writes lines below the one on which a place is. */
function insertLines(text: string, place: number, lines: readonly string[]): string {
  const newline = newlineOf(text);
  const lineEnd = text.indexOf('\n', place);
  if (lineEnd === -1) return [text, ...lines].join(newline);
  return splice(text, { start: lineEnd + 1, end: lineEnd + 1 }, lines.map((line) => line + newline).join(''));
}

function newlineOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

function columnOf(text: string, place: number): number {
  return place - (text.lastIndexOf('\n', place - 1) + 1);
}
