import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { renderTenants, type TenantRow } from '../../../lib/cli/tenant/output';
import { processTerminal } from '../../../lib/cli/terminal';

const row: TenantRow = {
  id: 'hana',
  name: { ja: '花', en: 'Hana' },
  state: 'active',
  phase: 'inService',
  slot: 0,
  since: '2026-12-01',
};
const render = (day: string) =>
  renderTenants([row], day, { ...processTerminal(), colors: createColors(false) });

describe('the list of tenants', () => {
  it.each([
    ['2026-11-30', 'open, to be tried'],
    ['2026-12-01', 'in service'],
  ])('says of a tenant on %s: %s', (day, words) => {
    const [head = '', line = ''] = render(day).split('\n');
    const column = head.indexOf(`on ${day}`);
    expect(line.slice(column, head.indexOf('slot')).trim()).toBe(words);
  });
});
