import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  environmentParts,
  loadAccess,
  loadBaseline,
  loadOffices,
  loadTenants,
  type Mistake,
  type Result,
  renderMistake,
} from '../../lib/baseline';
import { parseYaml } from '../../lib/baseline/read-yaml';
import { type SchemaName, schemas } from '../../lib/baseline/schemas';
import { validate } from '../../lib/baseline/validate';
import { expectValue } from '../support/results';

const root = join(__dirname, '..', '..');
const baseline = expectValue(loadBaseline(join(root, 'baselines'), { parts: environmentParts }));
const partNames = readdirSync(join(root, 'baselines')).filter((name) => name.endsWith('.yaml'));
const texts = new Map(partNames.map((name) => [name, readFileSync(join(root, 'baselines', name), 'utf8')]));
const registers = join(root, 'stacks', 'registers');
const tenants = readFileSync(join(registers, 'tenants.yaml'), 'utf8');
const access = readFileSync(join(registers, 'access.yaml'), 'utf8');
const offices = readFileSync(join(registers, 'offices.yaml'), 'utf8');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yosai-any-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A value, or mistakes that name a file and are each one line that any terminal can show. */
function expectSound(result: Result<unknown>): void {
  if (result.ok) return;
  expect(result.mistakes.length).toBeGreaterThan(0);
  for (const mistake of result.mistakes) expectReadable(mistake);
}

function expectReadable(mistake: Mistake): void {
  expect(mistake.file).not.toBe('');
  expect(mistake.line ?? 1).toBeGreaterThan(0);
  const line = renderMistake(mistake);
  expect(line).not.toMatch(/\p{Cc}|\bundefined\b|\[object/u);
  expect(line.length).toBeLessThan(1000);
}

/** Pieces of YAML, right and wrong ones. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '\n',
    '  ',
    '- ',
    ': ',
    '? ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '&a ',
    '*a',
    '!!',
    '!!str ',
    '|\n',
    '>-\n',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '#',
    '"',
    "'",
    '\t',
    '\r',
    '\0',
    '\ufeff',
    '__proto__: 1\n',
    'constructor: {}\n',
    '<<: *a\n',
    '~',
    '.nan',
    '-.inf',
    '1e999',
    '\\x',
    '\u202e',
  ),
);
const random = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

/** A document with a stretch of it replaced, by anything or by nothing. */
function mutated(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(text.length), fc.nat(40), fc.oneof(fc.constant(''), piece, fc.json({ maxDepth: 2 })))
    .map(([start, length, insert]) => text.slice(0, start) + insert + text.slice(start + length));
}

/** A document with one of its values replaced by any other. */
function withOtherValue(text: string): fc.Arbitrary<string> {
  const document = parseYaml('x.yaml', text);
  if (!document.ok) throw new Error('the document is not valid');
  const value = document.value.value;
  const slots: { holder: Record<string, unknown>; key: string }[] = [];
  const visit = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder)) {
      slots.push({ holder: holder as Record<string, unknown>, key });
      visit((holder as Record<string, unknown>)[key]);
    }
  };
  visit(value);
  const other = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('', 0, -1, 65536, '0.0.0.0/0', 'tenants', '*', [], {}),
  );
  return fc.tuple(fc.constantFrom(...slots), other).map(([{ holder, key }, replacement]) => {
    const before = holder[key];
    holder[key] = replacement;
    const changed = dump(value, { noRefs: true });
    holder[key] = before;
    return changed;
  });
}

function loadPart(name: string, text: string): Result<unknown> {
  const parts = join(folder, 'parts');
  mkdirSync(parts, { recursive: true });
  for (const [file, valid] of texts) writeFileSync(join(parts, file), file === name ? text : valid);
  return loadBaseline(parts, { parts: environmentParts });
}

describe('whatever a file holds, it loads or there are mistakes that can be read', () => {
  it('bytes', () => {
    const file = join(folder, 'bytes.yaml');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        writeFileSync(file, bytes);
        expectSound(loadTenants(file, baseline));
        expectSound(loadOffices(file));
        expectSound(loadAccess(file, baseline));
      }),
    );
  });

  it('pieces of YAML, for every schema', () => {
    fc.assert(
      fc.property(random, fc.constantFrom(...(Object.keys(schemas) as SchemaName[])), (text, name) => {
        const document = parseYaml('x.yaml', text);
        expectSound(document.ok ? validate(document.value, name) : document);
      }),
      { numRuns: 400 },
    );
  });

  it('registers with a stretch or a value replaced', () => {
    const file = join(folder, 'register.yaml');
    const any = (text: string) => fc.oneof(mutated(text), withOtherValue(text));
    fc.assert(
      fc.property(any(tenants), any(offices), any(access), (tenantText, officeText, accessText) => {
        writeFileSync(file, tenantText);
        expectSound(loadTenants(file, baseline));
        writeFileSync(file, officeText);
        expectSound(loadOffices(file));
        writeFileSync(file, accessText);
        expectSound(loadAccess(file, baseline, { tenants: [] }));
      }),
      { numRuns: 200 },
    );
  });

  it.each(partNames)('%s with a stretch or a value replaced', (name) => {
    const text = texts.get(name) ?? '';
    fc.assert(
      fc.property(fc.oneof(mutated(text), withOtherValue(text)), (changed) => {
        expectSound(loadPart(name, changed));
      }),
      { numRuns: 40 },
    );
  });
});

it('the place of every value is the line that has its key', () => {
  for (const [name, text] of [...texts, ['tenants.yaml', tenants], ['access.yaml', access]] as const) {
    const document = parseYaml(name, text);
    if (!document.ok) throw new Error(`${name} is not valid`);
    const lines = text.split('\n');
    const visit = (value: unknown, path: (string | number)[]): void => {
      const last = path.at(-1);
      const { line, column } = document.value.placeOf(path);
      if (typeof last === 'string')
        expect(lines[line - 1]?.slice(column - 1)).toMatch(new RegExp(`^["']?${last}`));
      if (typeof value !== 'object' || value === null) return;
      for (const [key, child] of Object.entries(value))
        visit(child, [...path, Array.isArray(value) ? Number(key) : key]);
    };
    visit(document.value.value, []);
  }
});
