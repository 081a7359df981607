import * as pulumi from '@pulumi/pulumi';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Inputs } from '../../stacks/inputs/read-inputs';
import { spareTheEngine } from '../../stacks/parts/spare-the-engine';
import { planOf } from '../components/support/plan';

/** What the SDK says for debugging of the one resource of a program. */
async function debugMessages(keepDebugMessages: boolean): Promise<string[]> {
  const said: string[] = [];
  vi.spyOn(pulumi.log, 'debug').mockImplementation(async (message) => {
    said.push(message);
  });
  await planOf(() => {
    spareTheEngine({ keepVersionAliases: true, keepDebugMessages } as Inputs);
    new pulumi.ComponentResource('test:index:Thing', 'thing');
  });
  // The stack itself is announced before the program runs.
  return said.filter((message) => message.includes('thing'));
}

describe('debug messages', () => {
  const { debug } = pulumi.log;
  afterEach(() => {
    Object.assign(pulumi.log, { debug });
  });

  it('are not sent', async () => {
    expect(await debugMessages(false)).toEqual([]);
  });

  it('are sent when the configuration keeps them', async () => {
    expect(await debugMessages(true)).toContainEqual(
      expect.stringMatching(/^RegisterResource RPC finished: .*thing/),
    );
  });
});
