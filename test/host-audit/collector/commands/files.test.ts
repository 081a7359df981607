import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileSearch } from '../../../../lib/host-audit/collector/commands/files';
import { fileCapabilities, unusualFiles } from '../../../../lib/host-audit/facts/topics/files';

/** Runs the search in a folder of its own, with a getcap that says this of the programs that it is given. */
function search(getcap?: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'yosai-search-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const program = path.join(folder, 'getcap');
  const files = { raising: 0o4755, open: 0o666, 'a program': 0o700, plain: 0o600 };
  for (const [name, mode] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), '');
    chmodSync(path.join(folder, name), mode);
  }
  if (getcap !== undefined) writeFileSync(program, `#!/bin/sh\n${getcap}\n`, { mode: 0o700 });
  const [find = '', ...words] = fileSearch.run.map((word) =>
    word === '/' ? folder : word.replace('/usr/sbin/getcap', program),
  );
  const { stdout, status } = spawnSync(find, words, { encoding: 'utf8' });
  return { folder, status, stdout };
}

describe('the search through all files', () => {
  it('finds what is out of the ordinary, and what getcap says of programs', () => {
    const { folder, status, stdout } = search(
      `for file; do case $file in *program) echo "$file cap_chown=ep" ;; */plain | */open) exit 9 ;; esac; done`,
    );
    expect(status).toBe(0);
    expect(unusualFiles.read(stdout).map(({ kind, path: file, mode }) => [kind, file, mode])).toEqual(
      expect.arrayContaining([
        ['setid', `${folder}/raising`, '4755'],
        ['open', `${folder}/open`, '666'],
      ]),
    );
    expect(unusualFiles.read(stdout)).toHaveLength(2);
    expect(fileCapabilities.read(stdout)).toEqual([
      { path: `${folder}/a program`, capabilities: 'cap_chown=ep' },
    ]);
  });

  it.each([
    ['is not there', undefined, /found "No such file or directory/],
    ['fails', 'echo "/x cap_chown=ep"; exit 3', /found ".*768"/],
  ])('still finds what it sees by itself where getcap %s', (_, getcap, reason) => {
    const { status, stdout } = search(getcap);
    expect(status).toBe(0);
    expect(unusualFiles.read(stdout)).toHaveLength(2);
    expect(() => fileCapabilities.read(stdout)).toThrow(reason);
  });
});
