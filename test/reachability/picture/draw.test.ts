import { describe, expect, it } from 'vitest';
import type { Matrix, MatrixEntry, Side } from '../../../lib/reachability/matrix/matrix';
import { drawNetwork } from '../../../lib/reachability/picture/draw';
import { layoutOf, sizes } from '../../../lib/reachability/picture/layout';

const internet: Side = { group: 'outside', name: 'Internet' };
const name = (text: string): Side => ({ group: 'outside', name: text });
const tenant = (role: string): Side => ({ group: 'tenant', name: role });
const hub = (role: string): Side => ({ group: 'hub', name: role });
const entry = (from: Side, to: Side, more: Partial<MatrixEntry> = {}): MatrixEntry => ({
  from,
  to,
  traffic: ['tcp 443'],
  open: false,
  of: ['aoba', 'kita'],
  ...more,
});
const matrix = (entries: readonly MatrixEntry[]): Matrix => ({
  sides: [internet, name('a.example'), name('b.example'), tenant('gateway'), tenant('app'), hub('bastion')],
  tenants: ['aoba', 'kita'],
  entries,
});

describe('the layout', () => {
  it('draws all tenants as one box, and the names outside as one lane', () => {
    const { boxes, arrows } = layoutOf(
      matrix([entry(tenant('app'), name('a.example')), entry(tenant('app'), name('b.example'))]),
    );
    expect(
      boxes.map(({ label, repeated, lanes }) => [label, repeated, lanes.map((lane) => lane.label)]),
    ).toEqual([
      ['Outside', false, ['Internet', 'names']],
      ['Each of 2 tenants', true, ['gateway', 'app']],
      ['Hub', false, ['bastion']],
    ]);
    expect(arrows.map(({ label }) => label)).toEqual(['tcp 443 to 2 names']);
  });

  it('gives each arrow a row of its own, from lane to lane', () => {
    const { boxes, arrows } = layoutOf(
      matrix([entry(internet, tenant('gateway')), entry(hub('bastion'), tenant('app'))]),
    );
    const lanes = boxes.flatMap((box) => box.lanes.map(({ label, x }) => [label, x] as const));
    const x = new Map(lanes);
    expect(arrows.map(({ fromX, toX }) => [fromX, toX])).toEqual([
      [x.get('Internet'), x.get('gateway')],
      [x.get('bastion'), x.get('app')],
    ]);
    expect((arrows[1]?.y ?? 0) - (arrows[0]?.y ?? 0)).toBe(sizes.row);
  });

  it('sets apart what some tenants have only', () => {
    const { arrows } = layoutOf(
      matrix([entry(internet, tenant('gateway')), entry(internet, tenant('app'), { of: ['kita'] })]),
    );
    expect(arrows.map(({ label, tone }) => [label, tone])).toEqual([
      ['tcp 443', 'usual'],
      ['tcp 443 (kita only)', 'some'],
    ]);
  });

  it('shows what joins two tenants apart and alarming, and what is not certain as open', () => {
    const { boxes, arrows } = layoutOf(
      matrix([
        entry(tenant('app'), tenant('app'), { tenants: 'different', of: ['aoba'] }),
        entry(internet, hub('bastion'), { open: true, of: [] }),
      ]),
    );
    expect(boxes.at(-1)?.label).toBe('Another tenant');
    expect(arrows.map(({ label, tone }) => [label, tone])).toEqual([
      ['tcp 443 (aoba only)', 'alarming'],
      ['tcp 443', 'open'],
    ]);
  });
});

describe('the picture', () => {
  const entries = [entry(internet, tenant('gateway')), entry(hub('bastion'), hub('bastion'), { of: [] })];

  it('is the same each time, and knows light and dark', () => {
    const svg = drawNetwork(matrix(entries));
    expect(drawNetwork(matrix(entries))).toBe(svg);
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    expect(svg.match(/marker-end=/g)).toHaveLength(entries.length);
  });

  it('explains the tones that it uses, and no other', () => {
    const svg = drawNetwork(matrix([...entries, entry(internet, tenant('app'), { open: true })]));
    expect(svg).toContain('not certain: something of the way is not known');
    expect(svg).not.toContain('joins what is to stay apart');
  });

  it('takes names as texts only', () => {
    const svg = drawNetwork({ ...matrix([]), sides: [{ group: 'unknown', name: '<b>&"' }] });
    expect(svg).toContain('&lt;b&gt;&amp;&quot;');
    expect(svg).not.toContain('<b>');
  });
});
