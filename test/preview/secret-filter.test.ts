import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecretFilter } from '../../lib/preview/secret-filter';
import { secret, unknownValue } from '../../lib/wire/values';

function filterOf(...texts: string[]): SecretFilter {
  const filter = new SecretFilter();
  for (const text of texts) filter.add(text);
  return filter;
}

describe('the secret filter', () => {
  it.each([
    ['a secret', ['hunter2'], 'the key is hunter2, hunter2!', 'the key is [secret], [secret]!'],
    ['the longer one of two that overlap', ['hunter2', 'hunter2-long'], 'hunter2-long', '[secret]'],
    [
      'its JSON form',
      ['quote " and\nline'],
      JSON.stringify({ key: 'quote " and\nline' }),
      '{"key":"[secret]"}',
    ],
    ['a line of it', ['BEGIN\nfirst line of a key\nEND'], 'at first line of a key', 'at [secret]'],
    ['what looks like a pattern', ['a.*b$&'], 'is a.*b$&, not aXXb', 'is [secret], not aXXb'],
  ])('takes out %s', (_, secrets, text, cleaned) => {
    expect(filterOf(...secrets).clean(text)).toBe(cleaned);
  });

  it.each([
    ['texts too short to tell apart', ['abc', ''], 'abc def'],
    ['short lines of a secret', ['one\ntwo'], 'one two'],
    ['everything, when it knows none', [], 'nothing is secret'],
  ])('leaves %s', (_, secrets, text) => {
    expect(filterOf(...secrets).clean(text)).toBe(text);
  });

  it('leaves a text that is to stay readable, and takes out what it is part of', () => {
    const filter = new SecretFilter();
    filter.keep('urn:pulumi:dev::p::t::n');
    filter.add('urn:pulumi:dev::p::t::n');
    filter.add('<urn:pulumi:dev::p::t::n>');
    expect(filter.clean('urn:pulumi:dev::p::t::n and <urn:pulumi:dev::p::t::n>')).toBe(
      'urn:pulumi:dev::p::t::n and [secret]',
    );
  });

  it('takes a secret out of names and texts at any depth of a value', () => {
    const value = { 'key-hunter2': [{ urn: 'urn:x-hunter2', port: 22, open: true, none: null }] };
    expect(filterOf('hunter2').cleanAll(value)).toEqual({
      'key-[secret]': [{ urn: 'urn:x-[secret]', port: 22, open: true, none: null }],
    });
  });

  it('learns from property values, also after it has been used', () => {
    const filter = filterOf();
    expect(filter.clean('later-secret')).toBe('later-secret');
    filter.learn({ open: 'open-text', list: [secret({ deep: 'later-secret', pin: 123456 })] });
    expect(filter.clean('later-secret 123456 open-text')).toBe('[secret] [secret] open-text');
  });

  it('says in words what is not known', () => {
    expect(filterOf(unknownValue).clean(`is ${unknownValue}`)).toBe('is [not known]');
  });

  it('leaves nothing of a secret of any form', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), fc.string(), fc.string(), (text, before, after) => {
        fc.pre(!'[secret][not known]'.includes(text) && !before.includes(text) && !after.includes(text));
        const cleaned = filterOf(text).clean(`${before}|${text}|${after}`);
        expect(cleaned).toContain('[secret]');
      }),
    );
  });
});
