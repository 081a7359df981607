import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../../lib/baseline';
import { requirementKinds } from '../../../lib/baseline/host-requirements';
import { fixOf } from '../../../lib/host-audit/checks/fix';
import { expectValue } from '../../support/results';

const baseline = expectValue(loadBaseline(path.resolve(__dirname, '../../../baselines')));
const requirements = Object.values(baseline.hostAreas).flatMap((area) => area.requirements);

describe('what to do about a violation', () => {
  it.each(requirementKinds)('of a requirement of the kind %s is said with its own words', (kind) => {
    const own = requirements.filter((requirement) => requirement[kind] !== undefined);
    expect(own.length).toBeGreaterThan(0);
    for (const requirement of own) {
      const fix = fixOf(kind, requirement, baseline);
      expect(fix).toMatch(/^[A-Z].*\.$/);
      expect(fix).not.toMatch(/undefined|\[object/);
      // What is asked for stands in it, so that it can be copied.
      const asked = requirement[kind];
      const word =
        typeof asked === 'string'
          ? asked
          : Object.values(asked ?? {}).find((value) => typeof value === 'string');
      if (kind !== 'state' && kind !== 'setting') expect(fix).toContain(word);
    }
  });

  it('names the file of a setting', () => {
    const [setting] = requirements.filter((requirement) => requirement.setting?.file === 'login-defs');
    if (setting === undefined) throw new Error('no setting of login.defs is required');
    expect(fixOf('setting', setting, baseline)).toContain(
      'in /etc/login.defs. Or start yosai-update.service.',
    );
  });
});
