import { describe, expect, it } from 'vitest';
import { type DatedPlan, type Present, stalenessOf } from '../../lib/cli/staleness';
import type { Provenance } from '../../lib/preview/provenance';
import { provenance } from '../support/provenance';

const now = Date.parse('2026-11-28T12:00:00Z');
const commit = (letter: string) => letter.repeat(40);
const digest = (letter: string) => letter.repeat(64);

const plan = (name: string, change: Partial<Provenance> = {}): DatedPlan => ({
  name,
  provenance: { ...provenance, ...change },
});
const made = (files: Record<string, string>) => ({
  inputs: { ...provenance.inputs, registers: files, baselines: {} },
});

describe('plans', () => {
  it.each<[string, DatedPlan[], Partial<Present>, string[]]>([
    ['of one commit fit together', [plan('p/a'), plan('p/b')], {}, []],
    [
      'that say nothing of their files are not held against any',
      [plan('p/a')],
      { registers: { a: '1' } },
      [],
    ],
    [
      'of two commits do not',
      [
        plan('p/a', { source: { commit: commit('a') } }),
        plan('p/b', { source: { commit: commit('b') } }),
        plan('p/c', { source: { commit: commit('b') } }),
      ],
      {},
      ['the plans were made from different commits: aaaaaaaaaa (p/a), bbbbbbbbbb (p/b and 1 more)'],
    ],
    [
      'of one commit with changes, and without',
      [
        plan('p/a', { source: { commit: commit('a') } }),
        plan('p/b', { source: { commit: commit('a'), changes: digest('c') } }),
      ],
      {},
      [
        'the plans were made from different commits: aaaaaaaaaa (p/a), aaaaaaaaaa with the changes cccccccccc (p/b)',
      ],
    ],
    [
      'with the same changes fit together',
      ['p/a', 'p/b'].map((name) => plan(name, { source: { commit: commit('a'), changes: digest('c') } })),
      {},
      [],
    ],
    [
      'of two versions',
      [plan('p/a'), plan('p/b', { tool: 'yosai 0.2.0' })],
      {},
      ['the plans were made from different versions of the tool: yosai 0.1.0 (p/a), yosai 0.2.0 (p/b)'],
    ],
    [
      'of other registers than each other, where nothing is read now',
      [plan('p/a', made({ 'tenants.yaml': '1' })), plan('p/b', made({ 'tenants.yaml': '2' }))],
      {},
      ['the plans were made from different registers: tenants.yaml'],
    ],
    [
      'of other registers than there are now: changed, gone and new files',
      [plan('p/a', made({ 'a.yaml': '1', 'b.yaml': '1', 'c.yaml': '1' }))],
      { registers: { 'a.yaml': '1', 'b.yaml': '2', 'd.yaml': '1' } },
      ['the plan of p/a was made from other registers than there are now: b.yaml, c.yaml, d.yaml'],
    ],
    ['of yesterday, where any age will do', [plan('p/a')], {}, []],
    ['that are as old as they may be', [plan('p/a')], { maxAgeHours: 36 }, []],
    [
      'that are older',
      [plan('p/a')],
      { maxAgeHours: 24 },
      ['the plan of p/a is older than 24 h: it was made at 2026-11-27T00:00:00Z'],
    ],
    [
      'of the future, which would never be too old',
      [plan('p/a', { madeAt: '2027-01-01T00:00:00Z' })],
      { maxAgeHours: 24 },
      ['the plan of p/a says that it was made in the future, at 2027-01-01T00:00:00Z'],
    ],
  ])('%s', (_words, plans, present, expected) => {
    expect(stalenessOf(plans, { now, ...present })).toEqual(expected);
  });
});
