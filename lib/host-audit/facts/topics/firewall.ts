import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

const inTable = { family: Type.String({ minLength: 1 }), table: Type.String({ minLength: 1 }) };

const FirewallChain = Type.Object(
  {
    ...inTable,
    name: Type.String({ minLength: 1 }),
    /** Where packets meet the chain; one without is met by jumps alone. */
    hook: Type.Optional(Type.String({ minLength: 1 })),
    type: Type.Optional(Type.String({ minLength: 1 })),
    /** What becomes of a packet at its end. */
    policy: Type.Optional(Type.String({ minLength: 1 })),
  },
  { additionalProperties: false },
);
export type FirewallChain = Static<typeof FirewallChain>;

const FirewallRule = Type.Object(
  {
    ...inTable,
    chain: Type.String({ minLength: 1 }),
    handle: Type.Integer(),
    /** Its statements, as libnftables-json(5) writes them. */
    expr: Type.Array(Type.Unknown()),
  },
  { additionalProperties: false },
);
export type FirewallRule = Static<typeof FirewallRule>;

const FirewallSet = Type.Object(
  { ...inTable, name: Type.String({ minLength: 1 }), elem: Type.Array(Type.Unknown()) },
  { additionalProperties: false },
);

const Firewall = Type.Object(
  {
    chains: Type.Array(FirewallChain),
    rules: Type.Array(FirewallRule),
    /** Named sets, to which rules refer, but for those that change by themselves. */
    sets: Type.Array(FirewallSet),
  },
  { additionalProperties: false },
);
export type Firewall = Static<typeof Firewall>;

/**
 * What nftables holds, from `nft -j list ruleset`, without tables that are switched off (`dormant`): no packet meets
 * their chains. Other objects, such as counters, decide nothing by themselves.
 */
export const firewall = reader(Firewall, (text) => {
  const found: Firewall = { chains: [], rules: [], sets: [] };
  const items = itemsOf(text);
  const dormant = new Set(items.flatMap(({ table }) => (isDormant(table) ? nameOf(table, 'name') : [])));
  const isOn = (value: unknown): value is JsonObject =>
    isObject(value) && !dormant.has(nameOf(value, 'table'));
  for (const { chain, rule, set } of items) {
    if (isOn(chain)) found.chains.push(pick(chain, ['family', 'table', 'name', 'hook', 'type', 'policy']));
    if (isOn(rule)) found.rules.push(pick(rule, ['family', 'table', 'chain', 'handle', 'expr']));
    // What rules or time change may be another set tomorrow.
    if (isOn(set) && !hasFlag(set, ['dynamic', 'timeout']))
      found.sets.push(pick({ elem: [], ...set }, ['family', 'table', 'name', 'elem']));
  }
  return found;
});

type JsonObject = Readonly<Record<string, unknown>>;

/** A table is known by its family and name. */
const nameOf = (of: JsonObject, key: 'name' | 'table') => `${of['family']} ${of[key]}`;

const isDormant = (table: unknown): table is JsonObject => isObject(table) && hasFlag(table, ['dormant']);

const hasFlag = ({ flags }: JsonObject, names: readonly string[]) =>
  [flags].flat().some((flag) => names.includes(String(flag)));

function itemsOf(text: string): JsonObject[] {
  const expected = 'the rules of nftables as JSON';
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new NotUnderstood(expected, text);
  }
  const items = isObject(document) ? document['nftables'] : undefined;
  if (!Array.isArray(items) || !items.every(isObject)) throw new NotUnderstood(expected, text);
  return items;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of the form that the schema demands, which is checked afterwards. */
function pick<T>(object: JsonObject, keys: readonly string[]): T {
  return Object.fromEntries(keys.flatMap((key) => (key in object ? [[key, object[key]]] : []))) as T;
}

/** The tables of the old kind of iptables. */
export const oldFirewallTables = reader(Type.Array(Type.String({ pattern: '^[a-z]+$' })), linesOf);
