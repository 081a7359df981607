import { describe, expect, it } from 'vitest';
import { renderMistake } from '../../lib/baseline';
import { readSettings } from '../../stacks/inputs/settings';

const config = {
  'azure-native:subscriptionId': '00000000-0000-4000-8000-000000000001',
  'azure-native:tenantId': '00000000-0000-4000-8000-000000000002',
  'yosai:vaultItemsIssuedOn': '2026-11-01',
  'yosai:onCall': 'on-call@example.jp',
};

const lines = (change: Record<string, string | undefined>, stack = 'dev') => {
  const entries = Object.entries({ ...config, ...change }).filter((entry) => entry[1] !== undefined);
  const result = readSettings(stack, Object.fromEntries(entries) as Record<string, string>);
  return result.ok ? [] : result.mistakes.map(renderMistake);
};

describe('readSettings', () => {
  it('gives what is left out its usual value', () => {
    expect(readSettings('dev', config)).toEqual({
      ok: true,
      value: {
        environment: 'dev',
        registers: 'stacks/registers',
        baselines: 'baselines',
        vaultItemsIssuedAt: 1_793_491_200,
        protectData: true,
        keepVersionAliases: false,
        keepDebugMessages: false,
        tenantsAtATime: 5,
        selfMadeCertificates: false,
        unsignedBundles: false,
        onCall: 'on-call@example.jp',
        auditLogToLock: '',
        subscriptionId: '00000000-0000-4000-8000-000000000001',
        directoryId: '00000000-0000-4000-8000-000000000002',
      },
    });
  });

  it('takes a day, which may be left out', () => {
    expect(readSettings('dev', { ...config, 'yosai:asOf': '2027-01-15' })).toMatchObject({
      ok: true,
      value: { asOf: '2027-01-15' },
    });
    expect(lines({})).toEqual([]);
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    [
      'a date that is none',
      { 'yosai:vaultItemsIssuedOn': '2026-02-30' },
      "Pulumi.dev.yaml yosai:vaultItemsIssuedOn: found '2026-02-30', expected a date such as 2026-11-01",
    ],
    [
      'no date',
      { 'yosai:vaultItemsIssuedOn': undefined },
      'Pulumi.dev.yaml yosai:vaultItemsIssuedOn: found nothing, expected a date such as 2026-11-01',
    ],
    [
      'a day that is in no calendar',
      { 'yosai:asOf': '2027-02-29' },
      "Pulumi.dev.yaml yosai:asOf: found '2027-02-29', expected a date such as 2026-11-01",
    ],
    [
      'a switch that is neither on nor off',
      { 'yosai:protectData': 'yes' },
      "Pulumi.dev.yaml yosai:protectData: found 'yes', expected true or false",
    ],
    [
      'an unknown key',
      { 'yosai:register': 'x' },
      'Pulumi.dev.yaml yosai:register: is not a setting; did you mean `yosai:registers`?',
    ],
    [
      'an unknown key far from every other',
      { 'yosai:favouriteColour': 'x' },
      'Pulumi.dev.yaml yosai:favouriteColour: is not a setting',
    ],
    [
      'a directory that is no id',
      { 'azure-native:tenantId': 'contoso' },
      "Pulumi.dev.yaml azure-native:tenantId: found 'contoso', expected an id such as 00000000-0000-4000-8000-000000000001",
    ],
    [
      'an on-call address that is none',
      { 'yosai:onCall': 'nobody' },
      "Pulumi.dev.yaml yosai:onCall: found 'nobody', expected a mail address such as on-call@example.jp",
    ],
    [
      'an account that cannot be one',
      { 'yosai:auditLogToLock': 'st-audit' },
      "Pulumi.dev.yaml yosai:auditLogToLock: found 'st-audit', expected the name of a storage account",
    ],
    [
      'no tenant at a time',
      { 'yosai:tenantsAtATime': '0' },
      "Pulumi.dev.yaml yosai:tenantsAtATime: found '0', expected a number from 1 to 9999",
    ],
    [
      'an empty path',
      { 'yosai:registers': '' },
      "Pulumi.dev.yaml yosai:registers: found '', expected the path of a folder",
    ],
  ])('refuses %s', (_, change, line) => {
    expect(lines(change)).toEqual([line]);
  });

  it.each([['Dev'], ['d'], ['1dev'], ['a-b'], ['abcdefghijk']])('refuses the stack name %s', (stack) => {
    expect(lines({}, stack)).toEqual([
      `Pulumi.${stack}.yaml: the stack's name is '${stack}', expected 2 to 10 lower-case letters and digits that begin with a letter`,
    ]);
  });

  it('takes a tenant’s stack, which bears the tenant’s id and is told its environment', () => {
    const { 'yosai:onCall': _, ...tenantConfig } = config;
    const told = (change: Record<string, string>, stack = 'aoba') =>
      readSettings(stack, { ...tenantConfig, ...change }, 'tenant');
    expect(told({ 'yosai:environment': 'dev' })).toMatchObject({
      ok: true,
      value: { environment: 'dev', tenant: 'aoba' },
    });
    expect(told({ 'yosai:environment': 'dev', 'yosai:tenant': 'aoba' }, 'aoba-dev')).toMatchObject({
      ok: true,
      value: { environment: 'dev', tenant: 'aoba' },
    });
    const refused = told({ 'yosai:environment': 'Dev' });
    expect(refused.ok ? [] : refused.mistakes.map(renderMistake)).toEqual([
      "Pulumi.aoba.yaml yosai:environment: found 'Dev', expected the name of an environment: 2 to 10 lower-case letters and digits that begin with a letter",
    ]);
    const without = told({});
    expect(without.ok ? [] : without.mistakes.map(renderMistake)).toEqual([
      'Pulumi.aoba.yaml yosai:environment: found nothing, expected the name of an environment: 2 to 10 lower-case letters and digits that begin with a letter',
    ]);
  });

  it('knows no tenant in a stack that is named after its environment', () => {
    expect(lines({ 'yosai:tenant': 'aoba' })).toEqual(['Pulumi.dev.yaml yosai:tenant: is not a setting']);
  });

  it('asks a platform for what is there once, and not how its tenants show themselves', () => {
    const platform = (change: Record<string, string>) =>
      readSettings('dev', { ...config, ...change }, 'platform');
    expect(platform({})).toMatchObject({
      ok: true,
      value: { environment: 'dev', onCall: config['yosai:onCall'] },
    });
    const refused = platform({ 'yosai:selfMadeCertificates': 'true' });
    expect(refused.ok ? [] : refused.mistakes.map(renderMistake)).toEqual([
      'Pulumi.dev.yaml yosai:selfMadeCertificates: is not a setting',
    ]);
  });

  it('tells all mistakes at once, and leaves other people’s keys alone', () => {
    expect(
      lines({ 'yosai:protectData': '', 'yosai:vaultItemsIssuedOn': 'soon', 'aws:region': 'x' }),
    ).toHaveLength(2);
  });
});
