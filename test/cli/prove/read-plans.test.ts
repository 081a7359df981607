import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlans } from '../../../lib/cli/prove/read-plans';
import { planVersion } from '../../../lib/preview/plan';
import { provenance } from '../../support/provenance';
import { temporaryFolder } from '../../support/temporary-folder';

const resource = (urn: string) => ({ urn, type: 'a:b:C', name: 'c', inputs: {} });
const planned = (change: object) => ({
  version: planVersion,
  provenance,
  project: 'yosai',
  stack: 'dev',
  resources: [],
  ...change,
});

/** What is said of a plan with something wrong in it; nothing of a sound one. */
function said(change: object): string[] {
  const folder = temporaryFolder({ 'plan.json': JSON.stringify(planned(change)) });
  const read = readPlans([path.join(folder, 'plan.json')]);
  return read.ok ? [] : read.mistakes.map((one) => `${one.path}: ${one.text}`);
}

const names = 'expected letters, digits, and - _ . inside them';

describe('a plan that is read', () => {
  it.each([
    ['is sound', { resources: [resource('urn:1'), resource('urn:2')] }, []],
    ['has a stack with dots and lines in its name', { stack: 'eu-1.dev_2' }, []],
    [
      'is nested deeper than anything can be read',
      { resources: [{ ...resource('urn:1'), inputs: { a: JSON.parse('['.repeat(600) + ']'.repeat(600)) } }] },
      [
        'undefined: is nested deeper than 500 levels; expected a plan, which is nested less. Make one with `yosai preview`',
      ],
    ],
    ['names a folder elsewhere', { stack: '../../etc' }, [`stack: found "../../etc", ${names}`]],
    ['names the folder around', { stack: '..' }, [`stack: found "..", ${names}`]],
    ['would move the cursor', { stack: 'a\u001b[2J' }, [`stack: found "a\\u001b[2J", ${names}`]],
    ['names a project elsewhere', { project: 'a/b' }, [`project: found "a/b", ${names}`]],
    [
      'holds a resource twice, of which only one would be looked at',
      { resources: [resource('urn:1'), resource('urn:2'), resource('urn:1')] },
      [
        'resources[2]: is a second resource with the URN of resources[0], expected one. Make the plan anew with `yosai preview`',
      ],
    ],
  ])('%s', (_words, change, expected) => {
    expect(said(change)).toEqual(expected);
  });
});
