import { describe, expect, it } from 'vitest';
import { configurePack, type PackSettings } from '../../lib/preview/pack-config';
import type { PolicyDescription } from '../../lib/preview/pack-messages';

const plainPolicy: PolicyDescription = {
  name: 'tags-are-set',
  kind: 'resource',
  description: '',
  enforcement: 'mandatory',
  severity: 'medium',
  fix: '',
  configSchema: undefined,
  requiredConfig: [],
};
const sized: PolicyDescription = {
  ...plainPolicy,
  name: 'size-is-small',
  enforcement: 'advisory',
  configSchema: { maximum: { type: 'integer', minimum: 1, default: 10 }, unit: { type: 'string' } },
};
const needy: PolicyDescription = {
  ...plainPolicy,
  name: 'region-is-allowed',
  configSchema: { regions: { type: 'array', items: { type: 'string' } } },
  requiredConfig: ['regions'],
};

function settingsOf(given: unknown, initial?: PackSettings) {
  const { settings, mistakes } = configurePack([plainPolicy, sized], given, initial);
  expect(mistakes).toEqual([]);
  return Object.fromEntries(settings);
}

describe('the configuration of a pack', () => {
  it('is what the policies say of themselves where nobody says more', () => {
    expect(settingsOf({})).toEqual({
      'tags-are-set': { enforcement: 'mandatory', properties: {} },
      'size-is-small': { enforcement: 'advisory', properties: { maximum: 10 } },
    });
  });

  it.each([
    ['a level alone', { 'size-is-small': 'disabled' }, 'disabled', { maximum: 10 }],
    [
      'a level in an object',
      { 'size-is-small': { enforcementLevel: 'remediate' } },
      'remediate',
      { maximum: 10 },
    ],
    ['parameters alone', { 'size-is-small': { maximum: 3 } }, 'advisory', { maximum: 3 }],
    ['one parameter of two', { 'size-is-small': { unit: 'GB' } }, 'advisory', { maximum: 10, unit: 'GB' }],
    ['a level for all', { all: 'mandatory' }, 'mandatory', { maximum: 10 }],
    [
      'its own level over that for all',
      { all: 'disabled', 'size-is-small': 'advisory' },
      'advisory',
      { maximum: 10 },
    ],
  ])('takes %s', (_, given, enforcement, properties) => {
    expect(settingsOf(given)['size-is-small']).toEqual({ enforcement, properties });
  });

  it("stands over the configuration in the pack's own code", () => {
    const initial: PackSettings = new Map([
      ['all', { enforcement: 'disabled', properties: {} }],
      ['size-is-small', { enforcement: 'mandatory', properties: { maximum: 5, unit: 'GB' } }],
    ]);
    expect(settingsOf({ 'size-is-small': { maximum: 7 } }, initial)).toEqual({
      'tags-are-set': { enforcement: 'disabled', properties: {} },
      'size-is-small': { enforcement: 'mandatory', properties: { maximum: 7, unit: 'GB' } },
    });
  });

  it.each([
    ['no object', ['a list'], [['', 'expected an object of policy names, found a list']]],
    ['nothing', null, [['', 'expected an object of policy names, found nothing']]],
    [
      'a policy that is nearly one of the pack',
      { 'size-is-smal': 'advisory' },
      [['size-is-smal', 'the pack has no policy of this name; did you mean `size-is-small`?']],
    ],
    [
      'a policy that is far from all',
      { colours: 'advisory' },
      [['colours', 'the pack has no policy of this name']],
    ],
    [
      'a level that does not exist',
      { all: 'strict', 'size-is-small': { enforcementLevel: 3 }, 'tags-are-set': null },
      [
        ['all', 'expected one of advisory, mandatory, disabled, remediate, found "strict"'],
        ['tags-are-set', 'expected one of advisory, mandatory, disabled, remediate, found nothing'],
        [
          'size-is-small.enforcementLevel',
          'expected one of advisory, mandatory, disabled, remediate, found 3',
        ],
      ],
    ],
    [
      'a parameter of the wrong kind',
      { 'size-is-small': { maximum: 'ten' } },
      [['size-is-small.maximum', 'must be integer']],
    ],
    [
      'a parameter for a policy that takes none',
      { 'tags-are-set': { keys: [] } },
      [['tags-are-set.keys', 'the policy takes no parameters besides enforcementLevel']],
    ],
  ])('refuses %s', (_, given, mistakes) => {
    const found = configurePack([plainPolicy, sized], given).mistakes;
    expect(found.map(({ path, text }) => [path, text])).toEqual(mistakes);
  });

  it('asks for what a policy cannot do without, unless it is switched off', () => {
    const missing = [{ path: 'region-is-allowed', text: "must have required property 'regions'" }];
    expect(configurePack([needy], {}).mistakes).toEqual(missing);
    expect(configurePack([needy], { 'region-is-allowed': 'advisory' }).mistakes).toEqual(missing);
    expect(configurePack([needy], { all: 'disabled' }).mistakes).toEqual([]);
    expect(configurePack([needy], { 'region-is-allowed': { regions: [] } }).mistakes).toEqual([]);
  });
});
