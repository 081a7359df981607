import { type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { describe, expect, it } from 'vitest';
import { explainForm } from '../../../lib/host-audit/facts/explain-form';

describe('what a value has that its schema does not admit', () => {
  it.each<[string, TSchema, unknown, string]>([
    [
      'one of several words',
      Type.Union([Type.Literal('azure'), Type.Literal('other')]),
      'azur',
      'expected "azure" or "other", found the text "azur"',
    ],
    ['one word', Type.Literal('azure'), true, 'expected "azure", found true'],
    ['any text', Type.String(), 7, 'expected a text, found the number 7'],
    ['any number', Type.Number(), null, 'expected a number, found nothing'],
    ['a list', Type.Array(Type.String()), {}, 'expected a list, found a mapping'],
    ['a mapping', Type.Object({}), [], 'expected a mapping, found a list'],
  ])('is told where %s is expected', (_, schema, value, text) => {
    const error = Value.Errors(Type.Object({ at: schema }), { at: value }).First();
    if (error === undefined) throw new Error('it was admitted');
    expect(explainForm(error)).toEqual({ path: 'at', text });
  });
});
