import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { serve } from '../../support/loopback';
import { repositoryRoot } from '../../support/repository-copy';
import { startYosai } from '../../support/start-yosai';
import { temporaryFolder } from '../../support/temporary-folder';

test('a probe that is interrupted says so, leaves nothing and ends by the signal', async () => {
  let spokenTo = () => {};
  const isSpokenTo = new Promise<void>((resolve) => {
    spokenTo = resolve;
  });
  // It never says who it is.
  const port = await serve(() => spokenTo());
  const folder = temporaryFolder();
  const forward = `22=${port}`;
  const args = ['probe', '127.0.0.1', '--role', 'db', '--forward', forward, '--out', folder];
  const { child, ended } = startYosai(repositoryRoot, [...args, '--step-timeout', '600']);
  await isSpokenTo;
  child.kill('SIGINT');
  const { signal, stdout } = await ended;
  expect(signal).toBe('SIGINT');
  expect(stdout).toMatch(/^yosai probe 127\.0\.0\.1: INTERRUPTED – nothing was written \(\d+\.\d s\)\n$/);
  expect(readdirSync(folder)).toEqual([]);
});
