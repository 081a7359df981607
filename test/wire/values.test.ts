import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asOutputs,
  collectSecrets,
  containsSecret,
  containsUnknown,
  fromPlan,
  hideTexts,
  markerKey,
  normalize,
  normalizeObject,
  outputDependencies,
  secret,
  toPlan,
  toPlanObject,
  unknownMarker,
  unknownValue,
  type Wire,
  type WireObject,
  withDependencies,
  withoutReferences,
} from '../../lib/wire/values';

const signatureKey = '4dabf18193072939515e22adb298388d';
const asset = { [signatureKey]: 'c44067f5952c0a294b673a41bacd8c17', path: './file' };
const archive = {
  [signatureKey]: '0def7320c3a5731c473e5ecbe6d01bc7',
  assets: { a: { [signatureKey]: 'c44067f5952c0a294b673a41bacd8c17', text: 'inside' } },
};
const reference = (id?: string): Wire => ({
  [signatureKey]: '5cf8f73096256a8f31e491e813e4eb8e',
  urn: 'urn:pulumi:dev::p::t::n',
  ...(id === undefined ? {} : { id }),
});
const output = (rest: WireObject): Wire => ({ [signatureKey]: 'd0e6a833031e9bbcd3f4e8bde6ca49a4', ...rest });

/** Long enough never to come up by chance in another generated text. */
const secretText = fc.stringMatching(/^[a-z]{30}$/);
const plain = fc.letrec<{ value: Wire }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.string({ maxLength: 10 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 10 }), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;
const wire = fc.letrec<{ value: Wire }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    plain,
    fc.constant<Wire>(unknownValue),
    fc.constant<Wire>(`before ${unknownValue} after`),
    fc.constantFrom<Wire>(asset, archive, reference('id'), reference('')),
    tie('value').map((value) => secret(value)),
    tie('value').map((value) => output({ value })),
    tie('value').map((value) => output({ value, secret: true, dependencies: ['urn:pulumi:dev::p::t::n'] })),
    fc.constant<Wire>(output({ secret: true })),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', markerKey), tie('value'), { noNullPrototype: true }),
  ),
})).value;

describe('normalizing', () => {
  it('makes output values plain', () => {
    expect(normalize(output({ value: 'known' }))).toBe('known');
    expect(normalize(output({ value: 'known', secret: true }))).toEqual(secret('known'));
    expect(normalize(output({}))).toBe(unknownValue);
    expect(normalize(output({ secret: true }))).toEqual(secret(unknownValue));
  });

  it('makes a text unknown as a whole when a part of it is', () => {
    expect(normalizeObject({ url: `https://${unknownValue}/`, list: ['known', `${unknownValue}!`] })).toEqual(
      {
        url: unknownValue,
        list: ['known', unknownValue],
      },
    );
  });

  it('returns what is plain as it is', () => {
    fc.assert(fc.property(plain, (value) => normalize(value) === value));
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(wire, (value) => {
        const once = normalize(value);
        expect(normalize(once)).toEqual(once);
      }),
    );
  });
});

describe('the plan form of a value', () => {
  it('is read back as it was, where nothing in it is hidden or unknown', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(fromPlan(toPlan(value))).toEqual(value);
      }),
    );
  });

  it('stays the same when it is read and written again', () => {
    fc.assert(
      fc.property(plain, fc.boolean(), (value, hidden) => {
        const once = toPlan(hidden ? secret(unknownValue) : value);
        expect(toPlan(fromPlan(once))).toEqual(once);
      }),
    );
  });

  it('holds no text of a secret, wherever it stood', () => {
    fc.assert(
      fc.property(secretText, wire, (text, value) => {
        const hidden: Wire[] = [
          secret(text),
          secret([{ deep: text }]),
          output({ value: text, secret: true }),
        ];
        const shown = toPlan(normalize([value, { a: hidden }, ...hidden]));
        expect(JSON.stringify(shown)).not.toContain(text);
      }),
    );
  });

  it('holds neither signatures nor the sign for what is not known', () => {
    fc.assert(
      fc.property(wire, (value) => {
        const text = JSON.stringify(toPlan(normalize(value)));
        expect(text).not.toContain(signatureKey);
        expect(text).not.toContain(unknownValue);
      }),
    );
  });

  it("keeps a user's own key apart from the markers", () => {
    const value = { [markerKey]: 'secret', other: { [markerKey]: 1 } };
    const shown = toPlanObject(value);
    expect(shown).toEqual({
      [markerKey]: 'object',
      entries: { [markerKey]: 'secret', other: { [markerKey]: 'object', entries: { [markerKey]: 1 } } },
    });
    expect(fromPlan(shown)).toEqual(value);
  });

  it.each([
    ['an asset', asset, { [markerKey]: 'asset', path: './file' }],
    [
      'an archive',
      archive,
      { [markerKey]: 'archive', assets: { a: { [markerKey]: 'asset', text: 'inside' } } },
    ],
    ['a reference', reference('id'), { [markerKey]: 'resource', urn: 'urn:pulumi:dev::p::t::n', id: 'id' }],
    [
      'a reference without an id yet',
      reference(''),
      { [markerKey]: 'resource', urn: 'urn:pulumi:dev::p::t::n', id: unknownMarker },
    ],
    ['a reference to a component', reference(), { [markerKey]: 'resource', urn: 'urn:pulumi:dev::p::t::n' }],
  ])('of %s says what it is', (_, value, shown) => {
    expect(toPlan(value)).toEqual(shown);
  });

  it('of a signature that nobody knows is refused', () => {
    expect(() => toPlan({ [signatureKey]: 'new' })).toThrow('a property value has the signature new');
  });
});

describe('reading values of another plan', () => {
  it('takes a hidden secret for one that is not known, and whatever JSON cannot say for unknown', () => {
    expect(fromPlan({ [markerKey]: 'secret' })).toEqual(secret(unknownValue));
    expect(fromPlan({ [markerKey]: 'secretUnknown' })).toEqual(secret(unknownValue));
    expect(fromPlan({ [markerKey]: 'unknown' })).toBe(unknownValue);
    expect(fromPlan({ [markerKey]: 'asset', path: 'x' })).toBe(unknownValue);
  });
});

describe('secrets in a value', () => {
  it('are found at any depth, numbers too, and unknown ones are none', () => {
    const found: string[] = [];
    collectSecrets({ a: secret('one'), b: ['open', secret({ c: ['two', 3333], d: unknownValue })] }, (text) =>
      found.push(text),
    );
    expect(found).toEqual(['one', 'two', '3333']);
  });

  it('and unknowns are noticed', () => {
    expect(containsSecret({ a: [{ b: secret(1) }] })).toBe(true);
    expect(containsSecret({ a: [{ b: 1 }] })).toBe(false);
    expect(containsUnknown([{ a: `x${unknownValue}` }])).toBe(true);
    expect(containsUnknown([{ a: null }])).toBe(false);
  });

  it('are hidden again where they come back unwrapped', () => {
    const texts = new Set(['long-secret', '7']);
    expect(
      hideTexts(
        { whole: 'long-secret', part: 'a long-secret b', seven: 7, text: '7', port: '17', list: ['open'] },
        texts,
      ),
    ).toEqual({
      whole: secret('long-secret'),
      part: secret('a long-secret b'),
      seven: secret(7),
      text: secret('7'),
      port: '17',
      list: ['open'],
    });
  });
});

describe('what a transform sees', () => {
  it('has an output value wherever something is secret or not known', () => {
    const seen = asOutputs({ list: [unknownValue, 1], key: secret(unknownValue), open: { text: 'text' } });
    const later = normalize(seen);
    expect(later).toEqual({ list: [unknownValue, 1], key: secret(unknownValue), open: { text: 'text' } });
    const signs = JSON.stringify(seen).match(/d0e6a833031e9bbcd3f4e8bde6ca49a4/g);
    expect(signs).toHaveLength(3);
  });
});

describe('what a value comes from', () => {
  it('is noted in it and found again', () => {
    fc.assert(
      fc.property(wire, (value) => {
        const noted = withDependencies(value, ['urn:a', 'urn:b']);
        expect([...outputDependencies(noted)]).toEqual(expect.arrayContaining(['urn:a', 'urn:b']));
        expect(normalize(noted)).toEqual(normalize(value));
      }),
    );
  });
});

describe('the properties that a pack sees', () => {
  it('have ids in the place of references', () => {
    expect(withoutReferences({ a: reference('id'), b: [reference('')], c: reference(), d: 1 })).toEqual({
      a: 'id',
      b: [unknownValue],
      c: 'urn:pulumi:dev::p::t::n',
      d: 1,
    });
  });
});
