import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBaseline, loadExceptions, loadTenants } from '../../lib/baseline';
import { expectValue, mistakesOf } from '../support/results';
import { temporaryFolder } from '../support/temporary-folder';

const root = path.resolve(__dirname, '../..');
const registers = path.join(root, 'stacks/registers');
const baseline = expectValue(loadBaseline(path.join(root, 'baselines')));
const tenants = expectValue(loadTenants(path.join(registers, 'tenants.yaml'), baseline));

const whole = {
  policy: 'vm-image-is-allowed',
  subject: '{ tenant: aoba, type: azure-native:compute:VirtualMachine, name: aoba-app-1-machine }',
  reason: 'The agent is not released for the new image.',
  requestedBy: 'operations@example.jp',
  approvedBy: 'security@example.jp',
  validFrom: '2026-12-01',
  validUntil: '2026-12-31',
};

function load(...entries: readonly Readonly<Record<string, string | undefined>>[]) {
  const folder = temporaryFolder();
  const items = entries.map((entry) => {
    const lines = Object.entries({ ...whole, ...entry }).filter(([, value]) => value !== undefined);
    return `  - ${lines.map(([key, value]) => `${key}: ${value}`).join('\n    ')}\n`;
  });
  writeFileSync(path.join(folder, 'exceptions.yaml'), `exceptions:\n${items.join('')}`);
  return { folder, result: loadExceptions(path.join(folder, 'exceptions.yaml'), baseline, tenants) };
}

describe('the register of exceptions', () => {
  it('in the repository is sound', () => {
    expect(loadExceptions(path.join(registers, 'exceptions.yaml'), baseline, tenants).ok).toBe(true);
  });

  it('holds exceptions of stacks and of tenants, of a path or of all', () => {
    const stack = '{ stack: dev, type: azure-native:compute:VirtualMachine, name: aoba-app-1-machine }';
    const other = '{ tenant: aoba, type: azure-native:compute:VirtualMachine, name: aoba-app-2-machine }';
    const { result } = load(
      { subject: other },
      { subject: stack, path: 'storageProfile.imageReference.sku' },
    );
    const { exceptions } = expectValue(result).value;
    expect(exceptions.map(({ subject, path: place }) => [subject.tenant, subject.stack, place])).toEqual([
      ['aoba', undefined, undefined],
      [undefined, 'dev', 'storageProfile.imageReference.sku'],
    ]);
  });

  it.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    [
      'a policy that is misspelt',
      { policy: 'vm-image-is-alowed' },
      ':2 exceptions[0].policy: there is no policy "vm-image-is-alowed"; did you mean `vm-image-is-allowed`?',
    ],
    [
      'a policy that nothing excuses',
      { policy: 'tenant-resources-stay-apart' },
      ':2 exceptions[0].policy: nothing excuses a violation of tenant-resources-stay-apart',
    ],
    [
      'approval by who asked, in another spelling',
      { approvedBy: 'Operations@example.jp' },
      ':6 exceptions[0].approvedBy: "Operations@example.jp" asked for it; somebody else has to approve',
    ],
    [
      'approval by another address of who asked',
      { approvedBy: 'Operations+approval@example.jp' },
      ':6 exceptions[0].approvedBy: "Operations+approval@example.jp" asked for it; somebody else has to approve',
    ],
    [
      'approval by who asked, in letters of full width',
      { approvedBy: 'ｏperations@example.jp' },
      ':6 exceptions[0].approvedBy: "ｏperations@example.jp" asked for it; somebody else has to approve',
    ],
    [
      'approval by who asked, in quotation marks',
      { approvedBy: `'"operations"@example.jp'` },
      ':6 exceptions[0].approvedBy: "\\"operations\\"@example.jp" asked for it; somebody else has to approve',
    ],
    [
      'approval by who asked, with a character that nobody sees',
      { approvedBy: 'operations\u00ad@example.jp' },
      ':6 exceptions[0].approvedBy: "operations\u00ad@example.jp" asked for it; somebody else has to approve',
    ],
    ['nobody who approved', { approvedBy: undefined }, ':2 exceptions[0]: `approvedBy` is missing'],
    [
      'a day that does not exist',
      { validUntil: '2026-02-30' },
      ':8 exceptions[0].validUntil: "2026-02-30" is not a date of the calendar',
    ],
    [
      'an end before the beginning',
      { validUntil: '2026-11-30' },
      ':8 exceptions[0].validUntil: 2026-11-30 is before validFrom 2026-12-01',
    ],
    [
      'a day more than the baseline admits',
      { validUntil: '2027-03-03' },
      ':8 exceptions[0].validUntil: 93 days from 2026-12-01 to 2027-03-03 are more than 92, for which a violation is excused at most',
    ],
    [
      'a subject of nobody',
      { subject: '{ type: azure-native:compute:VirtualMachine, name: aoba-app-1-machine }' },
      ':3 exceptions[0].subject: `stack` or `tenant` is missing',
    ],
    [
      'a subject that is a pattern',
      { subject: "{ stack: dev, type: azure-native:compute:VirtualMachine, name: 'aoba-*' }" },
      ':3 exceptions[0].subject.name: "aoba-*" is not of the expected form: The resource’s name',
    ],
    [
      'a resource of another tenant',
      { subject: '{ tenant: kita, type: azure-native:compute:VirtualMachine, name: aoba-app-1-machine }' },
      ':3 exceptions[0].subject.name: "aoba-app-1-machine" is no resource of tenant kita, whose names begin with kita-',
    ],
    [
      'a type with an API version in its module',
      { subject: '{ stack: dev, type: azure-native:compute/v20240701:VirtualMachine, name: aoba-app-1 }' },
      ':3 exceptions[0].subject.type: "azure-native:compute/v20240701:VirtualMachine" has an API version; a resource is meant in whatever version; did you mean `azure-native:compute:VirtualMachine`?',
    ],
    [
      'a type with an API version in its package',
      { subject: '{ stack: dev, type: azure-native_kv_v20240701:kv:Vault, name: aoba-vault }' },
      ':3 exceptions[0].subject.type: "azure-native_kv_v20240701:kv:Vault" has an API version; a resource is meant in whatever version; did you mean `azure-native:kv:Vault`?',
    ],
  ])('refuses %s', (_, more, expected) => {
    const { folder, result } = load(more);
    const [mistake, ...others] = mistakesOf(result, folder);
    expect(mistake?.replace("resource's", 'resource’s')).toContain(`exceptions.yaml${expected}`);
    expect(others).toEqual([]);
  });

  const stack = (name: string) =>
    `{ stack: ${name}, type: azure-native:compute:VirtualMachine, name: aoba-app-1-machine }`;
  const later = { validFrom: '2027-01-01', validUntil: '2027-03-31' };

  it.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['the same for later days', {}, later],
    ['one of a stack after one of the tenant', {}, { ...later, subject: stack('dev') }],
    ['one of the tenant after one of a stack', { subject: stack('dev') }, later],
    ['one of a path after one of all', {}, { ...later, path: 'storageProfile' }],
    ['one of all after one of a path', { path: 'storageProfile' }, later],
  ])('refuses what excuses a violation once more: %s', (_, first, second) => {
    const { folder, result } = load(first, second);
    const words =
      /^exceptions\.yaml:\d+ exceptions\[1\]: what it excuses, vm-image-is-allowed by aoba-app-1-machine, is excused on line 2 already; change the days there/;
    expect(mistakesOf(result, folder)).toEqual([expect.stringMatching(words)]);
  });

  it.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['of other paths', { path: 'a' }, { path: 'b' }],
    ['of other stacks', { subject: stack('dev') }, { subject: stack('production') }],
    ['of other policies', {}, { policy: 'vm-requires-trusted-launch' }],
    [
      'of resources of other types',
      {},
      { subject: '{ tenant: aoba, type: azure-native:compute:Disk, name: aoba-app-1-machine }' },
    ],
  ])('takes two exceptions %s', (_, first, second) => {
    expect(load(first, second).result.ok).toBe(true);
  });

  it('tells every mistake', () => {
    const { folder, result } = load({}, {}, { approvedBy: 'operations@example.jp', reason: 'short' });
    expect(mistakesOf(result, folder)).toEqual([
      expect.stringMatching(/^exceptions\.yaml:9 exceptions\[1\]: what it excuses, .* on line 2 already/),
      expect.stringMatching(/^exceptions\.yaml:18 exceptions\[2\]\.reason: "short"/),
    ]);
  });
});
