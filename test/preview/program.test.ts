import { describe, expect, it } from 'vitest';
import { describeEnd, lacksPlace, readableError } from '../../lib/preview/program';

const root = '/home/me/shop';
const preamble = `Running program '${root}/' failed with an unhandled exception:\n`;

describe("a program's error in words", () => {
  it.each([
    ['an error without a trace', `${preamble}Error: no such region`, 'no such region'],
    [
      'the first frame of the own code',
      `${preamble}Error: no such region\n    at check (${root}/node_modules/lib/index.js:1:2)\n` +
        `    at Object.<anonymous> (${root}/src/network.ts:12:9)\n    at node:internal/modules/cjs/loader:1:2`,
      'src/network.ts:12: no such region',
    ],
    [
      'a frame without a function, with a file address',
      `Error: no such region\n    at file://${root}/index.mjs:3:7`,
      'index.mjs:3: no such region',
    ],
    ['a frame of an async function', `Error: no\n    at async main (${root}/a b.js:3:7)`, 'a b.js:3: no'],
    ['no frame of the own code', 'Error: no\n    at f (/usr/lib/x.js:3:7)', 'no'],
    ['colours', `${preamble}\u001b[31mError: no\u001b[39m`, 'no'],
    [
      'an error of the engine',
      'Error: failed to register new resource a [t]: 3 INVALID_ARGUMENT: no parent\nfor call at\nno stack trace available',
      'failed to register new resource a [t]: no parent',
    ],
    [
      'a printed error object',
      `<ref *1> Error: no\n    at f (${root}/a.js:1:2) {\n  promise: Promise { <rejected> [Circular *1] }\n}`,
      'a.js:1: no',
    ],
    ['a printed error object without a trace', '<ref *1> [Error: no] {\n  promise: Promise {}\n}', 'no'],
    [
      'what the module loader adds',
      `${preamble}Error: Cannot find module 'x'\nRequire stack:\n- ${root}/a.js\n- /b.js\n    at f (node:internal:1:2) {\n  code: 'MODULE_NOT_FOUND'\n}`,
      "Cannot find module 'x'",
    ],
    ['a path in the project', `${preamble}${root}/a.js:3\nSyntaxError: no`, 'a.js:3\nSyntaxError: no'],
    ['a message of several lines', 'first\nsecond', 'first\nsecond'],
  ])('handles %s', (_, text, words) => {
    expect(readableError(text, root)).toBe(words);
  });

  it.each([
    [`${preamble}Error: no`, true],
    ['Error: thrown later', true],
    [`${preamble}Error: no\n    at f (/a.js:1:2)`, false],
    ['said in plain words', false],
  ])('%j could be placed by a second run: %s', (text, expected) => {
    expect(lacksPlace(text)).toBe(expected);
  });
});

describe('the end of a program in words', () => {
  it.each([
    [{ code: null, signal: 'SIGKILL' as const }, 'the program was ended by signal SIGKILL'],
    [{ code: 32, signal: null }, 'the program failed'],
    [{ code: 3, signal: null }, 'the program ended with exit code 3'],
    [{ code: null, signal: null }, 'the program ended with exit code unknown'],
  ])('%j', (end, words) => {
    expect(describeEnd(end)).toBe(words);
  });
});
