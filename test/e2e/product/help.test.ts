import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startYosai } from '../../support/start-yosai';

const root = path.resolve(__dirname, '../../..');
const width = 80;

/** Columns that a text takes on a terminal: characters of Chinese and Japanese scripts take two. */
const columns = (text: string) =>
  [...text].reduce((sum, character) => sum + (/[⺀-鿿＀-｠]/.test(character) ? 2 : 1), 0);

describe('the help', () => {
  it.each([
    [[]],
    [['preview']],
    [['probe']],
    [['audit']],
    [['prove']],
    [['rehearse']],
    [['tenant']],
    ...['add', 'list', 'suspend', 'resume', 'terminate', 'delete', 'record'].map((name) => [
      ['tenant', name],
    ]),
  ])(`of %j fits a terminal of ${width} columns`, async (command) => {
    const { ended } = startYosai(root, [...command, '--help'], { ...process.env, COLUMNS: String(width) });
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: yosai');
    expect(stdout.split('\n').filter((line) => columns(line) > width)).toEqual([]);
  });
});
