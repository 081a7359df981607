import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderMistake } from '../../lib/baseline';
import { parseYaml, readYaml } from '../../lib/baseline/read-yaml';
import { shorten } from '../support/edited-files';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yosai-yaml-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function mistakesIn(text: string | Uint8Array): string[] {
  const file = join(folder, 'x.yaml');
  writeFileSync(file, text);
  return mistakesOf(file);
}

function mistakesOf(file: string): string[] {
  const result = readYaml(file);
  return result.ok ? [] : result.mistakes.map((mistake) => shorten(renderMistake(mistake), folder));
}

function loadedValue(text: string): unknown {
  const result = parseYaml('x.yaml', text);
  expect(result.ok ? [] : result.mistakes).toEqual([]);
  return result.ok ? result.value.value : undefined;
}

const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const bomb = [
  'a: &a [lol, lol]',
  ...'bcdefgh'
    .split('')
    .map((name, index) => `${name}: &${name} [*${'abcdefg'[index]}, *${'abcdefg'[index]}]`),
].join('\n');

describe('documents that are refused', () => {
  const rows: [name: string, text: string | Uint8Array, expected: string[]][] = [
    ['an empty file', '', ['x.yaml: is empty; one YAML document is expected']],
    ['comments alone', '# nothing here\n\n', ['x.yaml: is empty; one YAML document is expected']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['x.yaml:3: a second document stands here; one is expected']],
    ['a key given twice', 'a: 1\nb: 2\na: 3\n', ['x.yaml:3: the key "a" is given twice']],
    [
      'keys given twice at several places',
      'a: { x: 1, x: 2 }\nb:\n  - y: 1\n    y: 2\n',
      ['x.yaml:1: the key "x" is given twice', 'x.yaml:4: the key "y" is given twice'],
    ],
    [
      'keys that only mean the same',
      '1: a\n0x1: b\n',
      ['x.yaml:2: cannot be read as YAML: duplicated mapping key'],
    ],
    [
      'an alias bomb',
      bomb,
      [
        'x.yaml:7: more than 10 aliases, the most admitted: nested ones make an alias bomb; write the values out',
      ],
    ],
    [
      'an alias inside its own value',
      'a: &a\n  b: [*a]\n',
      ['x.yaml:2: the alias "*a" stands inside the value it names'],
    ],
    ['an alias of nothing', 'a: *b\n', ['x.yaml:1: cannot be read as YAML: unidentified alias "b"']],
    [
      'deep nesting',
      `a:\n  ${deep(25)}\n`,
      ['x.yaml:2: lists and mappings are nested deeper than 20 levels, the most admitted'],
    ],
    [
      'nesting that would end the stack',
      deep(100_000),
      ['x.yaml:1: lists and mappings are nested deeper than 20 levels, the most admitted'],
    ],
    [
      'a list without end',
      `a: [${'1,'.repeat(10_001)}]`,
      ['x.yaml:1: a list or mapping has more than 10,000 entries, the most admitted'],
    ],
    [
      'a key that is a list',
      '? [a, b]\n: 1\n',
      ['x.yaml:1: a key is a list, a mapping or an alias; a plain word is expected'],
    ],
    [
      'a tag for code',
      'a: !!js/function "x"\n',
      ['x.yaml:1: cannot be read as YAML: unknown scalar tag !<tag:yaml.org,2002:js/function>'],
    ],
    [
      'a tab as indentation',
      'a:\n\tb: 1\n',
      ['x.yaml:2: cannot be read as YAML: tab characters must not be used in indentation'],
    ],
    [
      'a bracket that is not closed',
      'a: [1, 2\n',
      ['x.yaml:2: cannot be read as YAML: deficient indentation'],
    ],
    ['a null byte', 'a: "\u0000"\n', ['x.yaml:1: cannot be read as YAML: null byte is not allowed in input']],
    [
      'Shift_JIS',
      Uint8Array.from([0x61, 0x3a, 0x20, 0x31, 0x0a, 0x62, 0x3a, 0x20, 0x93, 0xfa]),
      ['x.yaml:2: is not UTF-8 text; save the file as UTF-8'],
    ],
    [
      'UTF-16',
      Uint8Array.from([0xff, 0xfe, 0x61, 0x00]),
      ['x.yaml:1: is not UTF-8 text; save the file as UTF-8'],
    ],
  ];
  it.each(rows)('%s', (_, text, expected) => {
    expect(mistakesIn(text)).toEqual(expected);
  });
});

describe('files that are refused', () => {
  it('10 MiB, without reading them', () => {
    const file = join(folder, 'large.yaml');
    writeFileSync(file, '');
    truncateSync(file, 10 * 1024 * 1024);
    expect(mistakesOf(file)).toEqual(['large.yaml: has 10,485,760 bytes; at most 1,048,576 are admitted']);
  });

  it('one byte too many', () => {
    expect(mistakesIn('#'.repeat(1024 * 1024 + 1))).toEqual([
      'x.yaml: has 1,048,577 bytes; at most 1,048,576 are admitted',
    ]);
  });

  it('a folder', () => {
    mkdirSync(join(folder, 'folder.yaml'));
    expect(mistakesOf(join(folder, 'folder.yaml'))).toEqual([
      'folder.yaml: is a folder where a file is expected',
    ]);
  });

  it('a file that does not exist', () => {
    expect(mistakesOf(join(folder, 'none.yaml'))).toEqual(['none.yaml: does not exist']);
  });

  it('a file below a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(mistakesOf(join(folder, 'file', 'x.yaml'))).toEqual([
      'file/x.yaml: does not exist: a part of its path is a file, not a folder',
    ]);
  });

  it('links that lead in a circle', () => {
    symlinkSync(join(folder, 'there.yaml'), join(folder, 'here.yaml'));
    symlinkSync(join(folder, 'here.yaml'), join(folder, 'there.yaml'));
    expect(mistakesOf(join(folder, 'here.yaml'))).toEqual([
      'here.yaml: cannot be read: its symbolic links lead in a circle',
    ]);
  });

  it('a name that no file can have', () => {
    expect(mistakesOf(join(folder, 'x'.repeat(300)))).toEqual([
      `${'x'.repeat(300)}: cannot exist: its name is too long`,
    ]);
    expect(mistakesOf(join(folder, 'a\0b'))[0]).toContain('cannot be read');
  });

  it.skipIf(process.platform === 'win32')('a device that never ends', () => {
    expect(mistakesOf('/dev/zero')).toEqual(['/dev/zero: is not a regular file']);
  });
});

describe('values', () => {
  it('are those of the core schema', () => {
    const text = 'a: yes\nb: 010\nc: 0o10\nd: 2026-04-01\ne: ~\nf: TRUE\ng: 1.0\nh: "1"\n<<: x\n';
    expect(loadedValue(text)).toEqual({
      a: 'yes',
      b: 10,
      c: 8,
      d: '2026-04-01',
      e: null,
      f: true,
      g: 1,
      h: '1',
      '<<': 'x',
    });
  });

  it('under __proto__ and constructor change no prototype', () => {
    const value = loadedValue(
      '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\n',
    );
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('may use a few aliases and a byte order mark', () => {
    expect(loadedValue('\ufeffa: &x { b: 1 }\nc: *x\n')).toEqual({ a: { b: 1 }, c: { b: 1 } });
  });
});

describe('places', () => {
  const text =
    '# comment\na:\n  - { b: 1 }\n  - b: &x\n      c: |\n        text\n      d:\ne: *x\n"f g": [1,\n  2]\r\nlast: 0\n';
  const rows: [path: (string | number)[], line: number, column: number][] = [
    [[], 2, 1],
    [['a'], 2, 1],
    [['a', 0], 3, 5],
    [['a', 0, 'b'], 3, 7],
    [['a', 1, 'b'], 4, 5],
    [['a', 1, 'b', 'c'], 5, 7],
    [['a', 1, 'b', 'd'], 7, 7],
    [['e', 'c'], 5, 7],
    [['f g', 1], 10, 3],
    [['last'], 11, 1],
    [['a', 1, 'missing'], 4, 5],
    [['a', 7, 'b'], 2, 1],
  ];
  it.each(rows)('of %j is line %i, column %i', (path, line, column) => {
    const document = parseYaml('x.yaml', text);
    expect(document.ok && document.value.placeOf(path)).toEqual({ line, column });
  });
});
