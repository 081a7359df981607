import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AccessGrant,
  environmentParts,
  grantsAt,
  isValidOn,
  loadAccess,
  loadBaseline,
  loadTenants,
  registerOn,
  renderMistake,
} from '../../lib/baseline';
import { EditedFiles } from '../support/edited-files';
import { expectValue } from '../support/results';

const root = join(__dirname, '..', '..');
const registers = join(__dirname, '..', 'fixtures', 'baseline', 'registers');
const baseline = expectValue(loadBaseline(join(root, 'baselines'), { parts: environmentParts }));
const tenants = expectValue(loadTenants(join(registers, 'tenants.yaml'), baseline));
const register = expectValue(loadAccess(join(registers, 'access.yaml'), baseline, tenants));

function mistakesIn(files: EditedFiles, known = true): string[] {
  const result = loadAccess(files.path('access.yaml'), baseline, known ? tenants : undefined);
  return files.shorten(result.ok ? [] : result.mistakes.map(renderMistake));
}

const edited = (from: string, to: string) => new EditedFiles(registers, [{ file: 'access.yaml', from, to }]);

describe('an access register that loads', () => {
  it('is the one of this repository, against its own tenants', () => {
    const folder = join(root, 'stacks', 'registers');
    const own = expectValue(loadTenants(join(folder, 'tenants.yaml'), baseline));
    expect(expectValue(loadAccess(join(folder, 'access.yaml'), baseline, own)).grants.length).toBeGreaterThan(
      0,
    );
  });

  it('has grants of one day, and of as many as there may be', () => {
    expect(register.grants.map(({ validFrom, validUntil }) => [validFrom, validUntil])).toEqual([
      ['2028-02-29', '2029-02-28'],
      ['2026-11-01', '2026-11-01'],
      ['2026-11-01', '2027-10-31'],
    ]);
  });

  it('may name tenants that nobody can look up', () => {
    expect(mistakesIn(edited('tenant: hana', 'tenant: hono'), false)).toEqual([
      'access.yaml:32 grants[2].tenants[0]: "hana" is not hono, whose group it is',
    ]);
    expect(mistakesIn(edited("tenants: ['*']", 'tenants: [nobody]'), false)).toEqual([]);
  });
});

describe('an access register is refused for', () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    [
      'a group that is given twice',
      'id: hana-staff',
      'id: operators',
      [
        'access.yaml:7 groups[1].id: the id "operators" is already taken by group operators on line 2',
        'access.yaml:29 grants[2].group: there is no group "hana-staff"; known are operators, operators',
      ],
    ],
    [
      'an object id that is given twice',
      '000000000201',
      '000000000101',
      [
        'access.yaml:8 groups[1].objectId: the object id "00000000-0000-4000-8000-000000000101" is already taken by group operators on line 3',
      ],
    ],
    [
      'a group of a customer that is none',
      'tenant: hana',
      'tenant: hono',
      [
        'access.yaml:12 groups[1].tenant: there is no tenant "hono"; known are hana, tsuki',
        'access.yaml:32 grants[2].tenants[0]: "hana" is not hono, whose group it is',
      ],
    ],
    [
      'a group that is not listed',
      '- group: hana-staff',
      '- group: hana-staf',
      ['access.yaml:29 grants[2].group: there is no group "hana-staf"; did you mean `hana-staff`?'],
    ],
    [
      'a role that cannot be granted',
      'role: reader',
      'role: owner',
      [
        'access.yaml:15 grants[0].role: there is no role that can be granted "owner"; known are reader, logAnalyticsReader, virtualMachineUserLogin, virtualMachineAdministratorLogin',
      ],
    ],
    [
      'a place that is none',
      'place: platformHub',
      'place: platformHup',
      [
        'access.yaml:16 grants[0].place: "platformHup" is not one of platformHub, corporateNetwork, auditLog, customerAssets, operatorAssets, tenantLogs; did you mean `platformHub`?',
      ],
    ],
    [
      'a role where nobody holds it',
      'place: platformHub',
      'place: auditLog',
      [
        "access.yaml:16 grants[0].place: reader is not granted at auditLog: the provider's groups hold it at platformHub, corporateNetwork, customerAssets, operatorAssets",
      ],
    ],
    [
      'a role that customers do not hold',
      'role: logAnalyticsReader',
      'role: virtualMachineUserLogin',
      [
        "access.yaml:31 grants[2].place: virtualMachineUserLogin is not granted at tenantLogs: customers' groups do not hold it",
      ],
    ],
    [
      "a customer's group in another's environment",
      'tenants: [hana]',
      'tenants: [hana, tsuki]',
      ['access.yaml:32 grants[2].tenants[1]: "tsuki" is not hana, whose group it is'],
    ],
    [
      "a customer's group in every environment",
      'tenants: [hana]',
      "tenants: ['*']",
      ['access.yaml:32 grants[2].tenants[0]: "*" is not hana, whose group it is'],
    ],
    [
      'a tenant that is none',
      "tenants: ['*']",
      'tenants: [hanna]',
      ['access.yaml:24 grants[1].tenants[0]: there is no tenant "hanna"; did you mean `hana`?'],
    ],
    [
      'every tenant and one of them',
      "tenants: ['*']",
      "tenants: ['*', hana]",
      ['access.yaml:24 grants[1].tenants: "*" stands for every tenant, so no other is named beside it'],
    ],
    [
      "a tenant's place without a tenant",
      "    tenants: ['*']\n",
      '',
      ['access.yaml:21 grants[1]: `tenants` is missing: every tenant has its own operatorAssets'],
    ],
    [
      'a place of the platform with a tenant',
      'place: platformHub',
      'place: platformHub\n    tenants: [hana]',
      ['access.yaml:17 grants[0].tenants: there is one platformHub for all tenants'],
    ],
    [
      'a grant that is there twice',
      "role: virtualMachineUserLogin\n    place: operatorAssets\n    tenants: ['*']",
      'role: reader\n    place: platformHub',
      ['access.yaml:21 grants[1]: the grant "operators reader platformHub" is already taken on line 14'],
    ],
    [
      'more days than a grant may have',
      'validUntil: 2029-02-28',
      'validUntil: 2029-03-01',
      [
        'access.yaml:19 grants[0].validUntil: 367 days from 2028-02-29 to 2029-03-01 are more than 366, for which a role is granted at most',
      ],
    ],
    [
      'an end before the beginning',
      'validUntil: 2029-02-28',
      'validUntil: 2028-02-28',
      ['access.yaml:19 grants[0].validUntil: 2028-02-28 is before validFrom 2028-02-29'],
    ],
    [
      'a review after the end',
      'reviewOn: 2027-04-30',
      'reviewOn: 2027-11-01',
      [
        'access.yaml:36 grants[2].reviewOn: 2027-11-01 is not between validFrom 2026-11-01 and validUntil 2027-10-31',
      ],
    ],
    [
      'a day that is in no calendar',
      'validUntil: 2029-02-28',
      'validUntil: 2029-02-29',
      ['access.yaml:19 grants[0].validUntil: "2029-02-29" is not a date of the calendar'],
    ],
    [
      'a single person',
      'owner: head@example.jp\n  - id: hana-staff',
      'owner: head@example.jp\n    user: taro@example.jp\n  - id: hana-staff',
      ['access.yaml:7 groups[0].user: unknown key; known are id, objectId, name, purpose, owner, tenant'],
    ],
    [
      'an object id of another form',
      '00000000-0000-4000-8000-000000000201',
      'hana@example.jp',
      [
        'access.yaml:8 groups[1].objectId: "hana@example.jp" is not an object id in lower case, such as 00000000-0000-4000-8000-000000000101',
      ],
    ],
    [
      'a word that looks like a secret, which it does not tell',
      'purpose: { ja: 運用, en: Operation }',
      'purpose: { ja: 運用, en: "-----BEGIN PRIVATE KEY-----" }',
      [
        'access.yaml:5 groups[0].purpose.en: holds what looks like a secret (private key); keep it in a key vault',
      ],
    ],
  ])('%s', (_, from, to, expected) => {
    expect(mistakesIn(edited(from, to))).toEqual(expected);
  });

  it('everything that is wrong in it, at once', () => {
    const files = edited('tenant: hana', 'tenant: hono');
    files.edit({ file: 'access.yaml', from: 'place: platformHub', to: 'place: hub' });
    files.edit({ file: 'access.yaml', from: 'reviewOn: 2026-11-01', to: 'reviewOn: 2026-11-02' });
    expect(mistakesIn(files).map((line) => line.split(' ')[1])).toEqual([
      'groups[1].tenant:',
      'grants[0].place:',
      'grants[1].reviewOn:',
      'grants[2].tenants[0]:',
    ]);
  });
});

describe('what is granted', () => {
  const day = fc
    .date({ min: new Date('2026-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('on a day are the grants whose days it is among', () => {
    fc.assert(
      fc.property(day, day, day, (validFrom, validUntil, today) => {
        const grant = { ...register.grants[0], validFrom, validUntil } as AccessGrant;
        const among =
          [validFrom, today, validUntil].toSorted().join() === [validFrom, today, validUntil].join();
        expect(isValidOn(grant, today)).toBe(among);
        const granted = registerOn({ ...register, grants: [grant] }, today).grants;
        expect(granted).toEqual(among ? [grant] : []);
      }),
    );
  });

  it("at a tenant's place are its own grants and those of every tenant", () => {
    const held = (tenant: string) =>
      (['operatorAssets', 'tenantLogs'] as const).map((place) =>
        grantsAt(register, { place, tenant }).map(({ group }) => group),
      );
    expect(held('hana')).toEqual([['operators'], ['hana-staff']]);
    expect(held('tsuki')).toEqual([['operators'], []]);
    expect(grantsAt(register, { place: 'platformHub' }).map(({ group }) => group)).toEqual(['operators']);
  });
});
