import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeStaleLocks } from '../../lib/rehearsal/stale-locks';
import { temporaryFolder } from '../support/temporary-folder';

/** The id of a process that has ended. */
const gone = spawnSync(process.execPath, ['-e', '']).pid;
const here = hostname();

describe('locks of the engine', () => {
  const name = '.pulumi/locks/organization/yosai/dev/a.json';

  it.each([
    ['goes with its process', JSON.stringify({ pid: gone, hostname: here }), undefined],
    ['goes when it is not whole', '{"pid":', undefined],
    [
      'stays with a process that runs',
      JSON.stringify({ pid: process.pid, hostname: here, username: 'me' }),
      { pid: process.pid, hostname: here },
    ],
    [
      'of another machine stays',
      JSON.stringify({ pid: gone, hostname: 'elsewhere' }),
      { pid: gone, hostname: 'elsewhere' },
    ],
  ])('%s', (_, content, holder) => {
    const state = temporaryFolder({ [name]: content });
    expect(removeStaleLocks(state)).toEqual(holder);
    expect(existsSync(path.join(state, name))).toBe(holder !== undefined);
  });

  it('are none where nothing was rehearsed', () => {
    expect(removeStaleLocks(temporaryFolder())).toBeUndefined();
  });
});
