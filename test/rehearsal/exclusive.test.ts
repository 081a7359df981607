import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeFolder } from '../../lib/rehearsal/exclusive';
import { temporaryFolder } from '../support/temporary-folder';

/** The id of a process that has ended. */
const gone = spawnSync(process.execPath, ['-e', '']).pid;
const here = hostname();

describe('the folder of a rehearsal', () => {
  const folder = () => path.join(temporaryFolder(), 'out/dev/rehearsal');

  it('is one run’s at a time', () => {
    const place = folder();
    const first = takeFolder(place);
    expect(takeFolder(place)).toEqual({
      ok: false,
      lock: `${place}.lock`,
      holder: { pid: process.pid, hostname: here },
    });
    if (first.ok) first.giveBack();
    expect(takeFolder(place).ok).toBe(true);
  });

  it.each([
    ['of a process that is gone', { pid: gone, hostname: here }, true],
    ['of a process that runs', { pid: process.pid, hostname: here }, false],
    ['of another machine', { pid: gone, hostname: `not-${here}` }, false],
  ])('with a lock %s', (_, holder, isTaken) => {
    const place = folder();
    const made = takeFolder(place);
    expect(made.ok).toBe(true);
    writeFileSync(`${place}.lock`, JSON.stringify(holder));
    expect(takeFolder(place).ok).toBe(isTaken);
    expect(readdirSync(path.dirname(place))).toEqual(['rehearsal.lock']);
  });

  it('is the same one by another name', () => {
    const place = folder();
    mkdirSync(place, { recursive: true });
    const link = `${place}-link`;
    symlinkSync(place, link);
    expect(takeFolder(link)).toMatchObject({ ok: true, folder: place });
    expect(takeFolder(place)).toMatchObject({ ok: false, lock: `${place}.lock` });
  });

  it.each(['', '{"pid":"1","hostname":1}', `{"pid":-1,"hostname":${JSON.stringify(here)}}`])(
    'with an old lock that says %j is taken',
    (text) => {
      const place = folder();
      takeFolder(place);
      writeFileSync(`${place}.lock`, text);
      utimesSync(`${place}.lock`, 1, 1);
      expect(takeFolder(place).ok).toBe(true);
      expect(readdirSync(path.dirname(place))).toEqual(['rehearsal.lock']);
    },
  );

  it('with a lock that is not whole is not taken: it may just be written', () => {
    const place = folder();
    takeFolder(place);
    writeFileSync(`${place}.lock`, '');
    expect(takeFolder(place)).toMatchObject({ ok: false, holder: undefined });
  });
});
