import { describe, expect, it } from 'vitest';
import type { PolicyException } from '../../../../lib/baseline';
import { parseLine } from '../../../../lib/findings/parse-line';
import { checkConfiguration } from '../../../../policy-packs/iso27017/framework/check-configuration';
import type { PackConfiguration } from '../../../../policy-packs/iso27017/framework/configuration';
import { undetermined, violated } from '../../../../policy-packs/iso27017/framework/expect';
import { at } from '../../../../policy-packs/iso27017/framework/located';
import { exceptionsConfig } from '../../../../policy-packs/iso27017/framework/own-policies';
import type { Rule } from '../../../../policy-packs/iso27017/framework/rule';
import { access, baseline, catalogue, lineOf, operators, PackRun, type Shown } from '../support/pack-run';

const policy = 'key-vault-requires-rbac';
const vault = 'azure-native:keyvault:Vault';
const shown: Shown = { type: vault, name: 'aoba-vault', properties: {} };
const rule: Rule = { check: () => [violated('a', 'b', 'c'), violated('d', 'e', 'f')] };
const whole: PolicyException = {
  policy,
  subject: { stack: 'test', type: vault, name: 'aoba-vault' },
  reason: 'The old client is replaced in January.',
  requestedBy: 'operations@example.jp',
  approvedBy: 'security@example.jp',
  validFrom: '2026-11-01',
  validUntil: '2026-12-31',
};
const excuse = { approvedBy: 'security@example.jp', reason: whole.reason, until: '2026-12-31' };
const day = '2026-11-15';

const configured = (register: readonly unknown[], asOf = day): PackConfiguration => ({
  exceptions: { properties: { register, asOf } },
});
const judge = (register: readonly unknown[], asOf = day, judged: Rule = rule) =>
  new PackRun({ [policy]: judged }, {}, configured(register, asOf)).analyze(shown);
const paths = (lines: readonly string[] = []) => lines.map((line) => parseLine(line)?.path);

it('is configured by a schema in one piece, with what it shares with exceptions of hosts', () => {
  expect(JSON.stringify(exceptionsConfig)).not.toContain('$ref');
  expect(exceptionsConfig['register']).toMatchObject({
    items: {
      properties: {
        subject: { required: ['type', 'name'] },
        reason: { minLength: 10 },
        approvedBy: { maxLength: 254 },
        validUntil: { pattern: expect.any(String) },
      },
    },
  });
});

describe('an exception', () => {
  it('takes the violations of its resource to the policy about exceptions, with who, why and until when', () => {
    const { violated: refused, excused = [] } = judge([whole]);
    expect(refused).toEqual([]);
    expect(excused.map(parseLine)).toMatchObject([
      { verdict: 'violated', policy, path: 'a', expected: 'b', found: 'c', exception: excuse },
      { verdict: 'violated', policy, path: 'd', expected: 'e', found: 'f', exception: excuse },
    ]);
  });

  it('excuses a stack rule’s finding about the resource likewise', () => {
    const stackRule: Rule = {
      checkStack: ({ resources }) => resources.flatMap((one) => at(one, [violated('a', 'b', 'c')])),
    };
    const run = new PackRun({ [policy]: stackRule }, {}, configured([whole]));
    const other = { ...shown, name: 'kita-vault' };
    const { violated: refused, excused } = run.analyzeStack([shown, other]);
    expect(refused.map((line) => parseLine(line)?.subject)).toEqual(['kita-vault']);
    expect(excused?.map((line) => parseLine(line)?.subject)).toEqual(['aoba-vault']);
  });

  it.each<[string, object, string?]>([
    ['of the path alone where it names one', { path: 'a' }],
    [
      'of a tenant’s resource in whatever stack',
      { path: 'a', subject: { tenant: 'aoba', type: vault, name: 'aoba-vault' } },
    ],
    ['on its first day', { path: 'a' }, '2026-11-01'],
    ['on its last day', { path: 'a' }, '2026-12-31'],
  ])('excuses a violation %s', (_, more, asOf) => {
    const { violated: refused, excused } = judge([{ ...whole, ...more }], asOf);
    expect(paths(excused)).toEqual(['a']);
    expect(paths(refused)).toEqual(['d']);
  });

  it.each<[string, object, string?]>([
    ['the day after its last', {}, '2027-01-01'],
    ['the day before its first', {}, '2026-10-31'],
    ['another policy', { policy: 'key-vault-requires-purge-protection' }],
    ['another resource', { subject: { ...whole.subject, name: 'aoba-vault-2' } }],
    ['another stack', { subject: { ...whole.subject, stack: 'production' } }],
    ['another type', { subject: { ...whole.subject, type: 'azure-native:storage:StorageAccount' } }],
    ['another path', { path: 'g' }],
  ])('does not excuse on or of %s', (_, more, asOf) => {
    const { violated: refused, excused } = judge([{ ...whole, ...more }], asOf);
    expect(paths(refused)).toEqual(['a', 'd']);
    expect(excused).toBeUndefined();
  });

  it('excuses nothing that is not known', () => {
    const open = judge([whole], day, { check: () => [undetermined('a', 'b')] });
    expect(open).toMatchObject({ violated: [], undetermined: [expect.any(String)] });
    expect(open.excused).toBeUndefined();
  });

  it('excuses nothing of a policy that nothing excuses', () => {
    const name = 'tenant-resources-stay-apart';
    const run = new PackRun({ [name]: rule }, {}, configured([{ ...whole, policy: name }]));
    expect(paths(run.analyze(shown).violated)).toEqual(['a', 'd']);
  });

  it('excuses nothing where the policy about exceptions is switched off', () => {
    const off: PackConfiguration = {
      exceptions: { enforcement: 'disabled', properties: { register: [whole] } },
    };
    expect(paths(new PackRun({ [policy]: rule }, {}, off).analyze(shown).violated)).toEqual(['a', 'd']);
  });
});

describe('what is said of exceptions themselves', () => {
  const told = (register: readonly unknown[], asOf = day, judged: Rule = rule) => {
    const run = new PackRun({ [policy]: judged }, {}, configured(register, asOf));
    return (run.analyzeStack([shown]).excused ?? []).map((line) => {
      const { path, found } = parseLine(line) ?? {};
      return `${path}: ${found}`;
    });
  };

  it.each<[string, object, string, string, Rule?]>([
    ['it ended', {}, '2027-01-01', 'exceptions[0]: one that ended on 2026-12-31'],
    [
      'it is not valid yet and would be needed',
      {},
      '2026-10-01',
      'exceptions[0]: one that begins on 2026-11-01',
    ],
    ['it ends soon', {}, '2026-12-21', 'exceptions[0]: one that ends in 10 days, on 2026-12-31'],
    ['it ends today', {}, '2026-12-31', 'exceptions[0]: one that ends today, on 2026-12-31'],
    [
      'nothing needs it',
      {},
      day,
      `exceptions[0]: no violation of ${policy} by aoba-vault`,
      { check: () => [] },
    ],
    [
      'nothing needs it at its path',
      { path: 'g' },
      day,
      `exceptions[0]: no violation of ${policy} by aoba-vault at g, but at a, d`,
    ],
    [
      'nothing needs it at its path, nor at another',
      { path: 'g' },
      day,
      `exceptions[0]: no violation of ${policy} by aoba-vault at g`,
      { check: () => [] },
    ],
    [
      'the resource of its name is of another type',
      { subject: { ...whole.subject, type: 'azure-native:keyvault:Key' } },
      day,
      `exceptions[0]: no azure-native:keyvault:Key of the name aoba-vault; aoba-vault is a ${vault}`,
    ],
    [
      'there is no such resource',
      { subject: { ...whole.subject, name: 'aoba-valt' } },
      day,
      `exceptions[0]: no ${vault} of the name aoba-valt; nearest is aoba-vault`,
    ],
  ])('%s', (_, more, asOf, expected, judged) => {
    expect(told([{ ...whole, ...more }], asOf, judged)).toEqual([expected]);
  });

  it.each<[string, object, string, Rule?]>([
    ['it is needed and lasts', {}, day],
    ['it is for another stack', { subject: { ...whole.subject, stack: 'production' } }, day],
    [
      'it is for a tenant of another stack',
      { subject: { tenant: 'kita', type: vault, name: 'kita-vault' } },
      day,
    ],
    ['it is for later', {}, '2026-10-01', { check: () => [] }],
  ])('nothing when %s', (_, more, asOf, judged) => {
    expect(told([{ ...whole, ...more }], asOf, judged)).toEqual([]);
  });
});

describe('what is not known', () => {
  it('is reported by the policy itself where its configuration lets it block', () => {
    const open: Rule = { check: () => [undetermined('d', 'e')] };
    expect(new PackRun({ [policy]: open }, { blockUndetermined: true }).analyze(shown)).toEqual({
      violated: [lineOf(policy, 'aoba-vault: d is not known before deployment, must be e')],
      undetermined: [],
    });
  });
});

describe('a configuration of the pack', () => {
  const rules = { [policy]: rule };
  const check = checkConfiguration({ baseline, operators, access, exceptions: [], catalogue, rules });

  it('is taken when nothing is wrong with it', () => {
    expect(check({ ...configured([whole]), [policy]: { properties: { blockUndetermined: true } } })).toEqual(
      [],
    );
  });

  it('has schemas whose patterns the official engine reads as we do: its language is RE2', () => {
    const patterns = [...JSON.stringify(exceptionsConfig).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(
      ([, text = '""']) => JSON.parse(text) as string,
    );
    expect(patterns.length).toBeGreaterThan(5);
    expect(patterns.filter((pattern) => /\\[uc\d]|\(\?[=!<]/.test(pattern))).toEqual([]);
  });

  it('is refused with all that is wrong with it', () => {
    const wrong = { ...whole, policy: 'key-vault-requires-rbca', approvedBy: whole.requestedBy };
    const long = { ...whole, validUntil: '2027-12-31' };
    const mistakes = check({
      ...configured([wrong, long, { ...whole, policy: 'tenant-resources-stay-apart' }], '2026-02-30'),
      [policy]: { properties: { blockUndetermind: true } },
      undetermined: { properties: { asOf: day } },
    });
    expect(mistakes).toEqual([
      'exceptions.asOf: "2026-02-30" is not a day of the calendar, such as 2027-01-15',
      'exceptions.register[0].policy: there is no policy "key-vault-requires-rbca"; did you mean `key-vault-requires-rbac`?',
      'exceptions.register[0].approvedBy: "operations@example.jp" asked for it; somebody else has to approve',
      'exceptions.register[1].validUntil: 426 days from 2026-11-01 to 2027-12-31 are more than 92, for which a violation is excused at most',
      'exceptions.register[2].policy: nothing excuses a violation of tenant-resources-stay-apart',
      `${policy}.blockUndetermind: the policy has no such property, only blockUndetermined, enforcementLevel; did you mean \`blockUndetermined\`?`,
      'undetermined.asOf: the policy has no such property, only enforcementLevel',
    ]);
  });

  it('is refused where two exceptions excuse the same violation', () => {
    const subject = { tenant: 'aoba', type: vault, name: 'aoba-vault' };
    const later = { ...whole, subject, validFrom: '2027-01-01', validUntil: '2027-02-28' };
    const versioned = { ...whole.subject, type: 'azure-native:keyvault/v20240401:Vault' };
    expect(check(configured([whole, later]))).toEqual([
      `exceptions.register[1]: what it excuses, ${policy} by aoba-vault, is excused by register[0] already; change the days there when it is approved anew, or give each a path or a stack of its own`,
    ]);
    expect(check(configured([whole, { ...later, subject: versioned }]))).toEqual([
      `exceptions.register[1].subject.type: "azure-native:keyvault/v20240401:Vault" has an API version; a resource is meant in whatever version; did you mean \`${vault}\`?`,
    ]);
  });
});
