import { describe, expect, it } from 'vitest';
import { blameOverrides } from '../../lib/cli/blame';

const of = { project: 'yosai', stack: 'dev' };
const said = [
  'Nothing was built: 2 mistakes in what this stack is made from.',
  'Pulumi.dev.yaml yosai:bogus: is not a setting',
  "Pulumi.dev.yaml yosai:asOf: found 'x', expected a date",
].join('\n');

describe('a mistake of the configuration', () => {
  it.each([
    ['of the stack file stays there', [], said],
    [
      'of the command line is told there',
      ['yosai:bogus=1'],
      said.replace('Pulumi.dev.yaml yosai:b', '--config yosai:b'),
    ],
    [
      'with a key of the project, too',
      ['bogus=a=b'],
      said.replace('Pulumi.dev.yaml yosai:b', '--config yosai:b'),
    ],
    ['is told by the whole key', ['yosai:bog=1'], said],
  ])('%s', (_words, overrides, expected) => {
    expect(blameOverrides(said, of, overrides)).toBe(expected);
  });
});
