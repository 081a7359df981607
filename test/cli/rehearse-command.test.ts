import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../lib/cli/rehearse-command';

describe('what a rehearsal tells of a step', () => {
  it.each([
    [
      'the last count of the engine',
      'Resources:\n    + 3 to create\n\nUpdating\n\nResources:\n    + 2 created\n    1 unchanged\n\nDuration: 1s',
      '+ 2 created, 1 unchanged',
    ],
    ['that there was nothing to do', 'No resources to destroy', 'nothing to do'],
  ])('is %s', (_, output, summary) => {
    expect(summaryOf(`\n${output}`)).toBe(summary);
  });
});
