import { type Static, Type } from '@sinclair/typebox';
import { factSchema } from './fact';
import { type Facts, readers } from './readers';

/** The form of the document; another number means that old readers would misunderstand it. */
export const factsForm = 'yosai-facts/1';

const Host = Type.Object(
  {
    /** Name by which the inventory and findings know it. */
    name: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$' }),
    address: Type.String({ pattern: '^[A-Za-z0-9:][A-Za-z0-9.:_-]{0,252}$' }),
    port: Type.Integer({ minimum: 1, maximum: 65_535 }),
    account: Type.String({ minLength: 1 }),
    /** Fingerprint of the host key that answered, as ssh-keygen writes it. */
    hostKey: Type.String({ pattern: '^SHA256:[A-Za-z0-9+/]{43}$' }),
    /** Machine role of the network baseline. This and what follows says the auditor's inventory, not the host. */
    role: Type.String({ minLength: 1 }),
    onAzure: Type.Boolean(),
    /** Whether yosai set the machine up; it did when left out. */
    managed: Type.Optional(Type.Boolean()),
    /** Major release of Debian that the inventory expects. */
    release: Type.Optional(Type.Integer({ minimum: 1 })),
    tenantSlot: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: false },
);

const Collected = Type.Object(
  {
    /** When the collector was started, RFC 3339 in UTC, by the auditor's clock. */
    at: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' }),
    /** How long it took, in seconds. */
    seconds: Type.Number({ minimum: 0 }),
    /** Version of yosai. */
    by: Type.String({ minLength: 1 }),
    /** What was run for each fact, as a digest (`digestOf`): another baseline may ask for other things. */
    commands: Type.Record(Type.String(), Type.String({ pattern: '^[0-9a-f]{16}$' })),
    /** Why not everything that was asked for arrived. */
    brokenOff: Type.Optional(Type.String({ minLength: 1 })),
  },
  { additionalProperties: false },
);

const factSchemas = Object.fromEntries(
  // A fact that an older version did not collect is missing, and then unknown.
  Object.entries(readers).map(([name, { schema }]) => [name, Type.Optional(factSchema(schema))]),
);

/** The schema of a document of facts, JSON Schema draft 7. */
export const factsSchema = Type.Object(
  {
    form: Type.Literal(factsForm),
    host: Host,
    collected: Collected,
    facts: Type.Object(factSchemas, { additionalProperties: false }),
  },
  { additionalProperties: false, $id: 'facts.schema.json', title: 'FactsOfHost' },
);

export type DocumentHost = Static<typeof Host>;

/** What was collected from one host: evidence that can be checked again without the host. */
export interface FactsDocument {
  readonly form: typeof factsForm;
  readonly host: DocumentHost;
  readonly collected: Static<typeof Collected>;
  readonly facts: Facts;
}
