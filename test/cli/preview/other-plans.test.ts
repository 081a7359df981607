import { describe, expect, it } from 'vitest';
import { judgeOtherPlans } from '../../../lib/cli/preview/other-plans';
import { provenance } from '../../support/provenance';

const own = { project: 'shop', stack: 'aoba', provenance };
const files = (digest: string) => ({
  ...provenance,
  inputs: { ...provenance.inputs, registers: { 'tenants.yaml': digest } },
});

describe('a plan that answers for another stack', () => {
  it('fits when it was made from the same', () => {
    expect(judgeOtherPlans(own, [{ file: 'hub.json', stack: 'hub/dev', provenance }])).toEqual([]);
    expect(judgeOtherPlans(own, [])).toEqual([]);
  });

  it('leaves what it answers undetermined when it was not', () => {
    const plan = { ...own, provenance: files('1') };
    const [finding, ...others] = judgeOtherPlans(plan, [
      { file: 'hub.json', stack: 'hub/dev', provenance: files('2') },
    ]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      verdict: 'undetermined',
      enforcement: 'mandatory',
      subject: { kind: 'stack', id: 'hub/dev' },
      message:
        'the plans were made from different registers: tenants.yaml. Make hub.json anew with `yosai preview`',
    });
  });
});
