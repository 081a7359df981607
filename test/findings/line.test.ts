import { array, assert, constantFrom, property, record, string, stringMatching, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FindingLine } from '../../lib/findings/line';
import { parseLine } from '../../lib/findings/parse-line';
import { renderLine } from '../../lib/findings/render-line';

const violated: FindingLine = {
  verdict: 'violated',
  subject: 'aoba-vault',
  path: 'properties.enablePurgeProtection',
  expected: 'true',
  found: 'false',
  fix: 'Set it to true.',
  controls: ['16.4', '4.2'],
  policy: 'key-vault-requires-purge-protection',
};

const { found: _found, ...rest } = violated;
const undetermined: FindingLine = { ...rest, verdict: 'undetermined' };

/** Words between parts and pieces of them, in any order, beside any other text. */
const pieces = [
  ': ',
  ' must be ',
  ' must be',
  'must be ',
  ' is not known before deployment, must be ',
  ', found ',
  ', found',
  '. Fix: ',
  '. Fix:',
  ' Excused until ',
  ' Excused until',
  ' [',
  ']',
  '\\',
  '\\\\',
  '\n',
  '\r\n',
  ' ',
  ':',
  ',',
  '.',
  '\u2028',
  '\u202e',
  '\ud800',
  'a',
];
const part = tuple(
  array(constantFrom(...pieces), { maxLength: 6 }),
  string({ unit: 'binary', maxLength: 6 }),
  array(constantFrom(...pieces), { maxLength: 6 }),
).map(([before, text, after]) => [...before, text, ...after].join(''));

const anyLine = record({
  subject: part,
  path: part,
  expected: part,
  fix: part,
  controls: array(stringMatching(/^\d{1,2}\.\d{1,2}$/), { maxLength: 3 }),
  claims: array(stringMatching(/^[a-z][a-z-]{0,20}$/), { minLength: 1, maxLength: 3 }),
  policy: stringMatching(/^[a-z][a-z-]{0,20}$/),
});

describe('renderLine', () => {
  it('tells a violation in one sentence with its fix, promises and policy', () => {
    expect(renderLine(violated)).toBe(
      'aoba-vault: properties.enablePurgeProtection must be true, found false. Fix: Set it to true. [16.4 4.2 key-vault-requires-purge-protection]',
    );
  });

  it('tells what is not known before deployment', () => {
    expect(renderLine(undetermined)).toBe(
      'aoba-vault: properties.enablePurgeProtection is not known before deployment, must be true. Fix: Set it to true. [16.4 4.2 key-vault-requires-purge-protection]',
    );
  });

  it('tells what excuses a violation, until when and by whom', () => {
    const exception = {
      approvedBy: 'security@example.jp',
      reason: 'The vendor: waits.',
      until: '2026-12-31',
    };
    expect(renderLine({ ...violated, exception })).toBe(
      'aoba-vault: properties.enablePurgeProtection must be true, found false. Fix: Set it to true. Excused until 2026-12-31 by security@example.jp: The vendor:\\ waits. [16.4 4.2 key-vault-requires-purge-protection]',
    );
  });

  it('tells the claims of the network that a finding is about, beside the promises', () => {
    const claims = ['tenants-apart', 'slots-apart'];
    expect(renderLine({ ...violated, claims })).toContain(
      ' [16.4 4.2 claim:tenants-apart claim:slots-apart key-vault-requires-purge-protection]',
    );
  });

  it('keeps a line on one line', () => {
    expect(renderLine({ ...violated, found: 'a\nb' })).toContain('found a\\u{a}b.');
  });
});

describe('parseLine', () => {
  it('reads a line behind the description that the SDK puts before it', () => {
    expect(parseLine(`Key Vaults are protected from purging\n${renderLine(violated)}`)).toEqual(violated);
  });

  it.each([
    ['a message of another pack', 'You cannot set public-read on an S3 bucket.'],
    ['a sentence with brackets', 'bucket: acl is public [s3-no-public-read]'],
    ['a line without a policy', 'a: b must be c, found d. Fix: e. []'],
    ['nothing', ''],
  ])('finds no line in %s', (_case, message) => {
    expect(parseLine(message)).toBeUndefined();
  });

  it('reads back every violation that was rendered', () => {
    assert(
      property(anyLine, part, (line, found) => {
        const whole: FindingLine = { verdict: 'violated', ...line, found };
        const rendered = renderLine(whole);
        expect(rendered).not.toMatch(/[\r\n]/);
        expect(parseLine(`Some title\n${rendered}`)).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back every excuse that was rendered', () => {
    const exception = record({
      approvedBy: stringMatching(/^[a-z:.]{1,9}@[a-z]{1,9}$/),
      reason: part,
      until: stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
    assert(
      property(anyLine, part, exception, (line, found, excuse) => {
        const whole: FindingLine = { verdict: 'violated', ...line, found, exception: excuse };
        expect(parseLine(renderLine(whole))).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back everything undetermined that was rendered', () => {
    assert(
      property(anyLine, (line) => {
        const whole: FindingLine = { verdict: 'undetermined', ...line };
        expect(parseLine(renderLine(whole))).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });
});
