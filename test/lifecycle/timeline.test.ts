import { describe, expect, it } from 'vitest';
import type { Tenant } from '../../lib/baseline';
import { lastDayToDelete, longestRecoveryDays, recoveryOf } from '../../lib/lifecycle/recoverable';
import { timelineOf } from '../../lib/lifecycle/timeline';
import { exampleTenant, repositoryBaseline } from '../components/support/deployment';

const baseline = repositoryBaseline();
const shown = (tenant: Tenant) => timelineOf(tenant, baseline).map(({ day, kind }) => `${day} ${kind}`);

describe('what can be recovered after a deletion', () => {
  it.each([
    ['azure-native:keyvault:Vault', { days: 7, canBeEnded: false }],
    ['azure-native:recoveryservices:Vault', { days: 14, canBeEnded: false }],
    ['azure-native:recoveryservices:ProtectedItem', { days: 14, canBeEnded: false }],
    ['azure-native:storage:StorageAccount', { days: 14, canBeEnded: true }],
    ['azure-native:operationalinsights:Workspace', { days: 14, canBeEnded: true }],
    ['azure-native:network:VirtualNetwork', undefined],
  ])('%s', (type, recovery) => {
    expect(recoveryOf(type, baseline)).toEqual(recovery);
  });

  it('lasts as long as the longest of them, which decides the last day to delete', () => {
    expect(longestRecoveryDays(baseline)).toBe(14);
    expect(lastDayToDelete('2026-12-31', baseline)).toBe('2027-01-16');
    const longer = structuredClone(baseline);
    longer.dataStores.keyVault.softDeleteDays = 15;
    expect(longestRecoveryDays(longer)).toBe(15);
    expect(lastDayToDelete('2026-12-31', longer)).toBe('2027-01-15');
  });
});

describe('the timeline', () => {
  it('of a tenant that stays is its beginning', () => {
    expect(shown(exampleTenant)).toEqual(['2026-04-01 begins']);
  });

  it('of a tenant that leaves names every day until nothing is left', () => {
    expect(shown({ ...exampleTenant, state: 'terminating', terminatedOn: '2026-12-31' })).toEqual([
      '2026-04-01 begins',
      '2026-12-31 lastDay',
      '2027-01-01 closed',
      '2027-01-11 released',
      '2027-01-15 removed',
      '2027-01-16 latest',
      '2027-01-29 forgotten',
      '2027-01-30 goneBy',
      '2028-02-19 audit',
    ]);
  });

  it('counts what survives from the deletion, once that is proven', () => {
    const lines = shown({
      ...exampleTenant,
      state: 'deleted',
      suspendedOn: '2026-12-01',
      terminatedOn: '2026-12-31',
      deletedOn: '2027-01-20',
      deletionRecord: 'records/aoba.json',
    });
    expect(lines).toContain('2026-12-01 suspended');
    expect(lines).toContain('2027-01-20 deleted');
    expect(lines).toContain('2027-02-03 forgotten');
  });

  it('says each in both languages', () => {
    for (const { words } of timelineOf(
      { ...exampleTenant, state: 'terminating', terminatedOn: '2026-12-31' },
      baseline,
    )) {
      expect(words.ja).toMatch(/。$/);
      expect(words.en).toMatch(/\.$/);
    }
  });
});
