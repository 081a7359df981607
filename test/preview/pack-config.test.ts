import { describe, expect, it } from 'vitest';
import { renderMistake } from '../../lib/baseline/mistake';
import { parseYaml } from '../../lib/baseline/read-yaml';
import { configurePack, type PackSettings, refusedConfiguration } from '../../lib/preview/pack-config';
import type { PolicyDescription } from '../../lib/preview/pack-messages';
import { expectValue } from '../support/results';

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

const documentOf = (given: unknown) => expectValue(parseYaml('pack.json', JSON.stringify(given, null, 1)));

function mistakesOf(policies: readonly PolicyDescription[], given: unknown): string[] {
  return configurePack(policies, documentOf(given)).mistakes.map(renderMistake);
}

function settingsOf(given: unknown, initial?: PackSettings) {
  const { settings, mistakes } = configurePack([plainPolicy, sized], documentOf(given), initial);
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

  const levels = 'one of advisory, mandatory, disabled, remediate';
  it.each<[string, unknown, string[]]>([
    ['no object', ['a list'], ['pack.json:1: expected a mapping, found a list']],
    ['nothing', null, ['pack.json:1: expected a mapping, found nothing']],
    [
      'a policy that is nearly one of the pack',
      { 'size-is-smal': 'advisory' },
      ['pack.json:2 size-is-smal: the pack has no policy "size-is-smal"; did you mean `size-is-small`?'],
    ],
    [
      'a policy that is far from all',
      { colours: 'advisory' },
      ['pack.json:2 colours: the pack has no policy "colours"'],
    ],
    [
      'levels that do not exist, all of them',
      { all: 'strict', 'size-is-small': { enforcementLevel: 3 }, 'tags-are-set': 'mandatry' },
      [
        `pack.json:2 all: "strict" is not ${levels}`,
        `pack.json:6 tags-are-set: "mandatry" is not ${levels}; did you mean \`mandatory\`?`,
        `pack.json:4 size-is-small.enforcementLevel: 3 is not ${levels}`,
      ],
    ],
    [
      'a parameter of the wrong kind',
      { 'size-is-small': { maximum: 'ten' } },
      ['pack.json:3 size-is-small.maximum: expected a whole number, found the text "ten"'],
    ],
    [
      'a parameter that the policy does not name',
      { 'size-is-small': { maximun: 3 } },
      ['pack.json:3 size-is-small.maximun: unknown key; did you mean `maximum`?'],
    ],
    [
      'a parameter for a policy that takes none',
      { 'tags-are-set': { keys: [] } },
      ['pack.json:3 tags-are-set.keys: unknown key; known are enforcementLevel'],
    ],
  ])('refuses %s', (_, given, mistakes) => {
    expect(mistakesOf([plainPolicy, sized], given)).toEqual(mistakes);
  });

  it('asks for what a policy cannot do without, unless it is switched off', () => {
    const missing = ['pack.json:1 region-is-allowed: `regions` is missing'];
    expect(mistakesOf([needy], {})).toEqual(missing);
    expect(mistakesOf([needy], { 'region-is-allowed': 'advisory' })).toEqual([
      'pack.json:2 region-is-allowed: `regions` is missing',
    ]);
    expect(mistakesOf([needy], { all: 'disabled' })).toEqual([]);
    expect(mistakesOf([needy], { 'region-is-allowed': { regions: [] } })).toEqual([]);
  });

  it('is refused in the pack’s own words, with the line of what they name', () => {
    const document = documentOf({ exceptions: { register: [{ policy: 'a' }] } });
    const told = (refusal: string) => refusedConfiguration(refusal, document).map(renderMistake);
    expect(told('wrong:\nexceptions.register[0].policy: there is no policy "a"')).toEqual([
      'pack.json:5 exceptions.register[0].policy: there is no policy "a"',
    ]);
    expect(told('not today')).toEqual(['pack.json:1: not today']);
  });
});
