import { describe, expect, it } from 'vitest';
import { type Mistake, renderMistake } from '../../lib/baseline';
import { explainErrors } from '../../lib/baseline/explain';
import { inOrder } from '../../lib/baseline/mistake';
import { nearest } from '../../lib/baseline/nearest';
import { parseYaml } from '../../lib/baseline/read-yaml';
import { schemaErrors } from '../../lib/baseline/schemas';
import { showPath } from '../../lib/baseline/show';

function told(schema: object, yaml: string): string[] {
  const document = parseYaml('x.yaml', yaml);
  if (!document.ok) throw new Error('the text is not YAML');
  return explainErrors(schemaErrors(schema, document.value.value), document.value).map(renderMistake);
}

function mapping(properties: object, rest: object = {}): object {
  return { type: 'object', properties, additionalProperties: false, ...rest };
}

describe('a schema’s error, told to people', () => {
  const rows: [name: string, schema: object, yaml: string, expected: string[]][] = [
    [
      'text for a number',
      mapping({ a: { type: 'integer' } }),
      'a: one',
      ['x.yaml:1 a: expected a whole number, found the text "one"'],
    ],
    [
      'a fraction for a whole number',
      mapping({ a: { type: 'integer' } }),
      'a: 1.5',
      ['x.yaml:1 a: expected a whole number, found the number 1.5'],
    ],
    [
      'nothing for a list',
      mapping({ a: { type: 'array' } }),
      'a:',
      ['x.yaml:1 a: expected a list, found nothing'],
    ],
    [
      'a list for a mapping',
      mapping({ a: { type: 'object' } }),
      'a: []',
      ['x.yaml:1 a: expected a mapping, found a list'],
    ],
    [
      'a mapping for either of two kinds',
      mapping({ a: { type: ['integer', 'string'] } }),
      'a: {}',
      ['x.yaml:1 a: expected a whole number or text, found a mapping'],
    ],
    [
      'a word for true or false',
      mapping({ a: { type: 'boolean' } }),
      'a: yes',
      ['x.yaml:1 a: expected true or false, found the text "yes"'],
    ],
    [
      'a wrong kind, once',
      mapping({ a: { type: 'string', enum: ['x'], minLength: 1 } }),
      'a: 7',
      ['x.yaml:1 a: expected text, found the number 7'],
    ],
    [
      'below a minimum',
      mapping({ a: { type: 'number', minimum: 2 } }),
      'a: 1',
      ['x.yaml:1 a: 1 is not 2 or more'],
    ],
    [
      'above a maximum',
      mapping({ a: { type: 'number', maximum: 2 } }),
      'a: 3',
      ['x.yaml:1 a: 3 is not 2 or less'],
    ],
    ['no text', mapping({ a: { type: 'string', minLength: 1 } }), 'a: ""', ['x.yaml:1 a: is empty']],
    [
      'too short a text',
      mapping({ a: { type: 'string', minLength: 4 } }),
      'a: abc',
      ['x.yaml:1 a: "abc" is shorter than 4 characters'],
    ],
    [
      'too long a text',
      mapping({ a: { type: 'string', maxLength: 2 } }),
      'a: abc',
      ['x.yaml:1 a: "abc" is longer than 2 characters'],
    ],
    [
      'a text that is cut to be shown',
      mapping({ a: { type: 'integer' } }),
      `a: ${'x'.repeat(70)}`,
      [`x.yaml:1 a: expected a whole number, found the text "${'x'.repeat(60)}…"`],
    ],
    [
      'no entry',
      mapping({ a: { type: 'array', minItems: 1 } }),
      'a: []',
      ['x.yaml:1 a: is empty; at least one entry is expected'],
    ],
    [
      'too few entries',
      mapping({ a: { type: 'array', minItems: 2 } }),
      'a: [1]',
      ['x.yaml:1 a: has fewer than 2 entries'],
    ],
    [
      'too many entries',
      mapping({ a: { type: 'array', maxItems: 1 } }),
      'a: [1, 2]',
      ['x.yaml:1 a: has more than 1 entries'],
    ],
    [
      'a pattern with a noun for it',
      mapping({ a: { type: 'string', pattern: '^a$', description: 'An a.' } }),
      'a: b',
      ['x.yaml:1 a: "b" is not an a'],
    ],
    [
      'a pattern with a description',
      mapping({ a: { type: 'string', pattern: '^a$', description: 'Only a.' } }),
      'a: b',
      ['x.yaml:1 a: "b" is not of the expected form: Only a.'],
    ],
    [
      'a pattern alone',
      mapping({ a: { type: 'string', pattern: '^a$' } }),
      'a: b',
      ['x.yaml:1 a: "b" is not of the expected form: a text like ^a$'],
    ],
    ['an unknown key', mapping({}), 'a: b', ['x.yaml:1 a: unknown key']],
    [
      'an unknown key near to one that is there',
      mapping({ name: {}, size: {} }),
      'name: 1\nnames: 2',
      ['x.yaml:2 names: unknown key; known are name, size'],
    ],
    [
      'a condition, by what it demands alone',
      mapping({ a: {}, b: {} }, { if: { required: ['b'] }, else: { required: ['c'] } }),
      'a: 1',
      ['x.yaml:1: `c` is missing'],
    ],
    [
      'a keyword that has no words of its own',
      mapping({ a: { type: 'integer', multipleOf: 2 } }),
      'a: 3',
      ['x.yaml:1 a: 3 is refused: must be multiple of 2'],
    ],
    ['a key with signs in it', mapping({}), '"a/b ~c": 1', ['x.yaml:1 ["a/b ~c"]: unknown key']],
    [
      'a value below such a key',
      mapping({ 'a/b~c': { type: 'array', items: { type: 'string' } } }),
      '"a/b~c": [1]',
      ['x.yaml:1 ["a/b~c"][0]: expected text, found the number 1'],
    ],
    ['the document as a whole', mapping({}), '[]', ['x.yaml:1: expected a mapping, found a list']],
  ];
  it.each(rows)('%s', (_, schema, yaml, expected) => {
    expect(told(schema, yaml)).toEqual(expected);
  });
});

describe('the nearest word', () => {
  const words = ['japaneast', 'japanwest', 'Tcp', 'Udp', 'any'];
  const rows: [word: string, expected: string | undefined][] = [
    ['japneast', 'japaneast'],
    ['JAPANWEST', 'japanwest'],
    ['Tpc', 'Tcp'],
    ['udp', 'Udp'],
    ['koreacentral', undefined],
    ['x', undefined],
    ['', undefined],
    ['j'.repeat(10_000), undefined],
  ];
  it.each(rows)('to %s is %s', (word, expected) => {
    expect(nearest(word, words)).toBe(expected);
  });
});

describe('a mistake', () => {
  const mistake: Mistake = {
    file: `${process.cwd()}/baselines/x.yaml`,
    line: 3,
    path: 'a.b[0]',
    text: 'is wrong',
  };

  it('is one line that names its file from the current folder', () => {
    expect(renderMistake(mistake)).toBe('baselines/x.yaml:3 a.b[0]: is wrong');
    expect(renderMistake({ ...mistake, suggestion: 'c' })).toBe(
      'baselines/x.yaml:3 a.b[0]: is wrong; did you mean `c`?',
    );
    expect(renderMistake({ file: '/elsewhere/x.yaml', text: 'does not exist' })).toBe(
      '/elsewhere/x.yaml: does not exist',
    );
  });

  it('stands in the order of files, lines and columns, and only once', () => {
    const at = (file: string, line?: number, column?: number): Mistake => ({
      file,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      text: `column ${column}`,
    });
    const mistakes = [at('b', 1, 1), at('a', 10, 2), at('a', 9, 9), at('a', 10, 1), at('a'), at('b', 1, 1)];
    expect(inOrder(mistakes).map(({ file, line, column }) => [file, line, column])).toEqual([
      ['a', undefined, undefined],
      ['a', 9, 9],
      ['a', 10, 1],
      ['a', 10, 2],
      ['b', 1, 1],
    ]);
  });

  it('shows a path as people write it', () => {
    expect(showPath(['subnets', 'hub', 2, 'prefixLength'])).toBe('subnets.hub[2].prefixLength');
    expect(showPath([0, 'a b', 'c'])).toBe('[0]["a b"].c');
    expect(showPath([])).toBe('');
  });
});
