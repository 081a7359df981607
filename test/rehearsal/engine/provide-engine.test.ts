import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtVersion, leastGoVersion, leastVersion } from '../../../lib/rehearsal/engine/engine';
import { provideEngine } from '../../../lib/rehearsal/engine/provide-engine';
import { temporaryFolder } from '../../support/temporary-folder';

const module = path.resolve(__dirname, '../../../lib/rehearsal/pulumi-cli');

/** A folder of commands that are shell scripts, to be the whole PATH. */
function commands(scripts: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  return folder;
}

/** What comes of a machine that has these commands and nothing else. */
async function provided(scripts: Readonly<Record<string, string>>) {
  const progress: string[] = [];
  const cache = temporaryFolder();
  const folder = commands(scripts);
  const result = await provideEngine({
    module,
    env: { PATH: folder, YOSAI_CACHE: cache },
    onProgress: (text) => progress.push(text),
  });
  const text = result.ok ? '' : result.failure.text.replaceAll(folder, 'BIN');
  return { engine: result.ok ? result.value : undefined, text, progress, cache, folder };
}

const wantedGo = `Go ${leastGoVersion} or newer builds the CLI; install it, or install Pulumi itself`;
const go = (build: string) => `if [ "$1" = env ]; then echo go1.26.8; else ${build}; fi`;

describe('the official engine', () => {
  it('is the one on PATH when it is new enough', async () => {
    const { engine, folder } = await provided({ pulumi: 'echo "a warning" >&2\necho v3.300.1' });
    expect(engine).toEqual({ executable: path.join(folder, 'pulumi'), version: '3.300.1' });
  });

  it.each([
    ['nothing is installed', {}, 'there is no `pulumi` on PATH, and there is no `go` on PATH. '],
    [
      'Pulumi and Go are too old',
      { pulumi: 'echo v3.100.0', go: 'echo go1.19' },
      `BIN/pulumi is version 3.100.0, and ${leastVersion} or newer is needed, and BIN/go is version 1.19.0. `,
    ],
    [
      'neither says what it is',
      { pulumi: 'exit 1', go: 'exit 1' },
      'BIN/pulumi does not say its version, and BIN/go does not say its version. ',
    ],
  ])('is missing where %s', async (_, scripts, text) => {
    const found = await provided(scripts);
    expect(found.engine).toBeUndefined();
    expect(found.text).toBe(`${text}${wantedGo}`);
  });

  it('is built once and kept', async () => {
    const script = go('while [ "$1" != -o ]; do shift; done; echo compiled; printf built > "$2"');
    const { engine, cache, progress } = await provided({ go: script });
    expect(engine?.version).toBe(builtVersion);
    expect(engine?.executable.startsWith(cache)).toBe(true);
    expect(progress.some((text) => text.includes('once; this takes minutes'))).toBe(true);
    const again = await provideEngine({
      module,
      env: { PATH: commands({}), YOSAI_CACHE: cache },
      onProgress: () => {},
    });
    expect(again).toEqual({ ok: true, value: engine });
  });

  it.each([
    ['without a network', 'dial tcp: lookup proxy: no such host', 'It needs the Go module proxy once;'],
    ['from a broken module', 'undefined: something', 'Install Pulumi itself'],
  ])('cannot be built %s', async (_, said, advice) => {
    const { engine, text } = await provided({ go: go(`echo '${said}' >&2; exit 1`) });
    expect(engine).toBeUndefined();
    expect(text).toContain(`the official Pulumi CLI ${builtVersion} could not be built. ${advice}`);
    expect(text).toContain(said);
  });
});
