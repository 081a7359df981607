import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSettings } from '../../../lib/rehearsal/providers/settings';
import { writePlugins } from '../../../lib/rehearsal/providers/write-plugins';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "yosai's settings-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder of plugins', () => {
  test('holds a launcher for each provider and the settings, which are read again', () => {
    const settings = { database: path.join(folder, 'cloud'), faults: { throttleEvery: 10 } };
    writePlugins(folder, '/a/provider.js', settings);
    expect(readSettings(path.join(folder, 'settings.json'))).toEqual(settings);
    for (const name of ['azure-native', 'random', 'tls']) {
      const launcher = path.join(folder, `pulumi-resource-${name}`);
      expect(statSync(launcher).mode & 0o111).toBe(0o111);
      // A quote in a path does not end the word.
      const file = path.join(folder, 'settings.json').replaceAll("'", `'\\''`);
      expect(readFileSync(launcher, 'utf8')).toBe(
        `#!/bin/sh\nexec '${process.execPath}' '/a/provider.js' '${name}' '${file}'\n`,
      );
    }
  });
});

describe('settings that are wrong', () => {
  test.each([
    ['no JSON', '{', ': must be a JSON file, found'],
    ['no database', '{}', ' database: must be the path of a folder, found nothing'],
    ['an unknown key', '{"database":"d","speed":1}', ' speed: is not a setting'],
    ['an unknown fault', '{"database":"d","faults":{"trottle":1}}', ' faults.trottle: is not a setting'],
    [
      'a fault that is no number',
      '{"database":"d","faults":{"slowMs":"1"}}',
      ' faults.slowMs: must be a whole number of at least 0, found "1"',
    ],
  ])('%s', (_, text, words) => {
    const file = path.join(folder, 'settings.json');
    writeFileSync(file, text);
    expect(() => readSettings(file)).toThrow(`${file}${words}`);
  });
});
