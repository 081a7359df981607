import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { planVersion } from '../../lib/preview/plan';
import { readStackOutputs } from '../../lib/preview/stack-outputs';
import { secret, unknownValue } from '../../lib/wire/values';
import { provenance } from '../support/provenance';
import { expectValue, mistakesOf } from '../support/results';
import { temporaryFolder } from '../support/temporary-folder';

const plan = (stack: string, outputs: object) =>
  JSON.stringify({ version: planVersion, provenance, project: 'hub', stack, outputs });

describe('outputs of other stacks', () => {
  it('are read by project and stack; hidden ones are secrets that are not known', () => {
    const folder = temporaryFolder({
      'a.json': plan('dev', { address: '10.0.0.4', id: { 'yosai:value': 'unknown' } }),
      'b.json': plan('prod', { key: { 'yosai:value': 'secret' } }),
    });
    const files = ['a.json', 'b.json'].map((name) => path.join(folder, name));
    expect([...expectValue(readStackOutputs(files)).outputs]).toEqual([
      ['hub/dev', { address: '10.0.0.4', id: unknownValue }],
      ['hub/prod', { key: secret(unknownValue) }],
    ]);
  });

  it('may be none', () => {
    expect(expectValue(readStackOutputs([])).outputs.size).toBe(0);
  });

  it('are refused with every mistake', () => {
    const folder = temporaryFolder({
      'text.json': 'not JSON',
      'list.json': '[]',
      'old.json': '{"version":0}',
      'poor.json': '{"version":2,"project":"hub","stack":"dev"}',
      'undated.json': '{"version":2,"project":"hub","stack":"dev","outputs":{},"provenance":{}}',
      'one.json': plan('dev', {}),
      'two.json': plan('dev', {}),
    });
    const names = [
      'nowhere.json',
      'text.json',
      'list.json',
      'old.json',
      'poor.json',
      'undated.json',
      'one.json',
      'two.json',
    ];
    expect(mistakesOf(readStackOutputs(names.map((name) => path.join(folder, name))), folder)).toEqual([
      'nowhere.json: does not exist',
      expect.stringMatching(/^text\.json: could not be read as JSON: /),
      'list.json: found no plan of version 2. Make one with `yosai preview`',
      'old.json: found no plan of version 2. Make one with `yosai preview`',
      'poor.json: found a plan without project, stack or outputs. Make it anew with `yosai preview`',
      'undated.json: found no provenance of its shape. Make the plan anew with `yosai preview`',
      'two.json: a second plan of the stack hub/dev; expected one a stack',
    ]);
  });
});
