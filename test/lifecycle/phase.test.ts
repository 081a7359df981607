import { describe, expect, it } from 'vitest';
import type { LifecycleBaseline, Tenant } from '../../lib/baseline';
import { tenantDeadlines } from '../../lib/lifecycle/deadlines';
import { buildingIn, type Phase, phaseOf } from '../../lib/lifecycle/phase';
import { exampleTenant, repositoryBaseline } from '../components/support/deployment';

const { lifecycle } = repositoryBaseline();
const tenant = (change: Partial<Tenant>): Tenant => ({ ...exampleTenant, ...change });
const leaving = tenant({ state: 'terminating', terminatedOn: '2026-12-31' });

describe('deadlines', () => {
  it('count from the last day of service', () => {
    expect(tenantDeadlines(leaving, lifecycle)).toEqual({
      lastDay: '2026-12-31',
      closedFrom: '2027-01-01',
      releasedFrom: '2027-01-11',
      removedFrom: '2027-01-15',
      goneBy: '2027-01-30',
    });
  });

  it('are none for a tenant that stays', () => {
    expect(tenantDeadlines(exampleTenant, lifecycle)).toBeUndefined();
  });

  it('follow the baseline', () => {
    const other: LifecycleBaseline = { ...lifecycle, closedAfterDays: 2, deletedWithinDays: 60 };
    expect(tenantDeadlines(leaving, other)).toMatchObject({ closedFrom: '2027-01-02', goneBy: '2027-03-01' });
    expect(phaseOf(leaving, '2027-01-01', other)).toBe('inService');
    expect(phaseOf(leaving, '2027-01-31', other)).toBe('removed');
  });
});

type Row = readonly [name: string, tenant: Tenant, day: string, phase: Phase];
const suspended = tenant({ state: 'suspended', suspendedOn: '2026-10-01' });
const deleted = tenant({
  state: 'deleted',
  terminatedOn: '2026-12-31',
  deletedOn: '2027-01-16',
  deletionRecord: 'records/aoba.json',
});

describe('the phase of a tenant that is', () => {
  it.each<Row>([
    ['planned', tenant({ state: 'planned' }), '2026-12-31', 'notYet'],
    ['active before its first day, built to be tried', exampleTenant, '2026-03-31', 'inService'],
    ['active', exampleTenant, '2026-12-31', 'inService'],
    ['to be suspended tomorrow', suspended, '2026-09-30', 'inService'],
    ['suspended from today', suspended, '2026-10-01', 'suspended'],
    [
      'suspended from its first day on, and so never open',
      { ...suspended, since: '2026-10-01' },
      '2026-09-30',
      'suspended',
    ],
    ['leaving, long before', leaving, '2026-10-01', 'inService'],
    ['leaving, on the last day', leaving, '2026-12-31', 'inService'],
    ['leaving, on the day after', leaving, '2027-01-01', 'guarded'],
    ['leaving, on the last guarded day', leaving, '2027-01-10', 'guarded'],
    ['leaving, released', leaving, '2027-01-11', 'released'],
    ['leaving, on the last day of being built', leaving, '2027-01-14', 'released'],
    ['leaving, removed', leaving, '2027-01-15', 'removed'],
    ['leaving, on the day of the deadline', leaving, '2027-01-30', 'removed'],
    ['leaving, on the day after the deadline', leaving, '2027-01-31', 'overdue'],
    [
      'suspended and leaving, before the last day',
      { ...leaving, suspendedOn: '2026-12-01' },
      '2026-12-15',
      'suspended',
    ],
    [
      'suspended and leaving, after the last day',
      { ...leaving, suspendedOn: '2026-12-01' },
      '2027-01-01',
      'guarded',
    ],
    ['deleted, asked for the day before', deleted, '2027-01-15', 'removed'],
    ['deleted', deleted, '2027-01-16', 'gone'],
    ['deleted long ago', deleted, '2030-01-01', 'gone'],
  ])('%s', (_, given, day, phase) => {
    expect(phaseOf(given, day, lifecycle)).toBe(phase);
  });
});

describe('what is built', () => {
  it.each<readonly [Phase, ReturnType<typeof buildingIn>]>([
    ['notYet', undefined],
    ['inService', { open: true, guarded: true }],
    ['suspended', { open: false, guarded: true }],
    ['guarded', { open: false, guarded: true }],
    ['released', { open: false, guarded: false }],
    ['removed', undefined],
    ['overdue', undefined],
    ['gone', undefined],
  ])('%s', (phase, building) => {
    expect(buildingIn(phase)).toEqual(building);
  });
});
