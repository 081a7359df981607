import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it, onTestFinished } from 'vitest';
import { schemas } from '../../lib/baseline/schemas';

type Schema = Record<string, unknown>;

const folder = join(__dirname, '..', '..', 'baselines', 'schema');
const files = readdirSync(folder).map(
  (file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Schema] as const,
);

/** Every schema inside a schema, with its place; `if` and `then` restrict what others describe. */
function* within(schema: unknown, place: string): Generator<[place: string, schema: Schema]> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  yield [place, schema as Schema];
  for (const [keyword, value] of Object.entries(schema)) {
    if (['items', 'additionalProperties', 'propertyNames'].includes(keyword))
      yield* within(value, `${place}/${keyword}`);
    if (!['properties', 'patternProperties', 'definitions'].includes(keyword)) continue;
    for (const [key, child] of Object.entries(value as Schema))
      yield* within(child, `${place}/${keyword}/${key}`);
  }
}

function placesWhere(schema: Schema, wrong: (schema: Schema, place: string) => boolean): string[] {
  return [...within(schema, '')].filter(([place, each]) => wrong(each, place)).map(([place]) => place);
}

it('every schema of the folder is known to the code', () => {
  const known = Object.values(schemas).map((schema) => (schema as Schema)['$id']);
  expect(known.sort()).toEqual(files.map(([file]) => file));
});

describe.each(files)('%s', (file, schema) => {
  it('is a strict draft-07 schema under its own name', () => {
    expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
    expect(schema['$id']).toBe(file);
    expect(schema['title']).toMatch(/^[A-Z][A-Za-z]+$/);
    const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, strictTypes: true });
    expect(ajv.validateSchema(schema) || ajv.errorsText()).toBe(true);
    expect(ajv.compile(schema)({})).toBe(false);
  });

  it('describes every property', () => {
    const undescribed = placesWhere(
      schema,
      (each, place) =>
        /\/(properties|patternProperties)\/[^/]+$/.test(place) &&
        each['$ref'] === undefined &&
        typeof each['description'] !== 'string',
    );
    expect(undescribed).toEqual([]);
  });

  it('lets no mapping have keys that it does not know', () => {
    const open = placesWhere(
      schema,
      (each) =>
        each['type'] === 'object' &&
        (each['additionalProperties'] === undefined || each['additionalProperties'] === true),
    );
    expect(open).toEqual([]);
  });

  it('has no choice between forms, of which no mistake could tell the one that was meant', () => {
    expect(placesWhere(schema, (each) => 'anyOf' in each || 'oneOf' in each)).toEqual([]);
  });

  it('says in words what a pattern means', () => {
    const unsaid = placesWhere(
      schema,
      (each) => 'pattern' in each && typeof each['description'] !== 'string',
    );
    expect(unsaid).toEqual([]);
  });
});

describe('the generated types', async () => {
  const { baselineTypes } = await import('../../scripts/generators/baseline-types.mjs');

  it('are those of the schemas', async () => {
    const root = join(__dirname, '..', '..');
    const text = readFileSync(join(root, 'lib', 'baseline', 'types.generated.ts'), 'utf8');
    expect(await baselineTypes(root)).toBe(text);
  });

  it('are refused when two schemas give one name to different types', async () => {
    const root = mkdtempSync(join(tmpdir(), 'yosai-schemas-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    mkdirSync(join(root, 'baselines', 'schema'), { recursive: true });
    for (const [name, type] of [
      ['a', 'string'],
      ['b', 'number'],
    ] as const) {
      const schema = {
        title: 'Same',
        type: 'object',
        additionalProperties: false,
        properties: { x: { type } },
      };
      writeFileSync(join(root, 'baselines', 'schema', `${name}.schema.json`), JSON.stringify(schema));
    }
    await expect(baselineTypes(root)).rejects.toThrow(
      'b.schema.json and a.schema.json declare different types named Same; change a title',
    );
  });
});
