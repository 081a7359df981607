import type { Server } from '@grpc/grpc-js';
import { compare } from 'bcryptjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../../../lib/rehearsal/providers/random/random';
import { isSecret, secret, unknownValue, type WireObject } from '../../../lib/wire/values';
import type { ProviderClient } from '../support/provider-client';
import { connect } from '../support/rehearsal';

let client: ProviderClient;
let server: Server;
beforeAll(async () => {
  ({ client, server } = await connect(new Random('4.21.2')));
});
afterAll(() => {
  client.close();
  server.forceShutdown();
});

const type = (name: string) => `random:index/${name[0]?.toLowerCase()}${name.slice(1)}:${name}`;
const opened = (value: unknown) =>
  (isSecret(value as WireObject) ? (value as WireObject)['value'] : value) as string;

describe('RandomPassword', () => {
  test('has its length, is secret, comes with its hash and is another each time', async () => {
    const made = await client.create(type('RandomPassword'), { length: 40, special: false });
    const again = await client.create(type('RandomPassword'), { length: 40, special: false });
    expect(isSecret(made.outputs['result'])).toBe(true);
    expect(isSecret(made.outputs['bcryptHash'])).toBe(true);
    const result = opened(made.outputs['result']);
    expect(result).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(result).not.toBe(opened(again.outputs['result']));
    expect(await compare(result, opened(made.outputs['bcryptHash']))).toBe(true);
    expect(made.id).toBe('none');
  });

  test('has as many of each class as are asked for', async () => {
    const inputs = {
      length: 10,
      minUpper: 2,
      minLower: 3,
      minNumeric: 3,
      minSpecial: 2,
      overrideSpecial: '~',
    };
    for (let round = 0; round < 20; round += 1) {
      const result = opened((await client.create(type('RandomPassword'), inputs)).outputs['result']);
      const counts = [/[A-Z]/g, /[a-z]/g, /[0-9]/g, /~/g].map((form) => result.match(form)?.length);
      expect(counts).toEqual([2, 3, 3, 2]);
    }
  });

  test('is not known in a preview, and secret there too', async () => {
    const made = await client.create(type('RandomPassword'), { length: 8 }, true);
    expect([made.id, made.outputs['result']]).toEqual(['', secret(unknownValue)]);
  });

  test.each<[string, WireObject, string]>([
    ['no length', {}, 'length is required, found nothing'],
    ['a length of nothing', { length: 0 }, 'length must be at least 1, found 0'],
    ['more minimums than characters', { length: 3, minUpper: 2, minLower: 2 }, 'found 3 and 4'],
    ['no class', { length: 3, upper: false, lower: false, numeric: false, special: false }, 'found none'],
    ['an input that there is not', { length: 3, size: 4 }, 'size is not an input of'],
  ])('refuses %s', async (_, inputs, words) => {
    const { refused } = await client.check(type('RandomPassword'), inputs);
    expect(refused.join('\n')).toContain(words);
  });

  test('is made anew when anything asked for changes, and stays when read', async () => {
    const made = await client.create(type('RandomPassword'), { length: 8 });
    const diff = await client.diff(type('RandomPassword'), made, { length: 9 });
    expect(diff).toEqual({ changed: ['length'], replaces: ['length'], first: false });
    expect((await client.read(type('RandomPassword'), made))?.outputs).toEqual(made.outputs);
  });
});

test.each<[string, WireObject, string, RegExp]>([
  ['RandomString', { length: 5, upper: false, special: false }, 'result', /^[a-z0-9]{5}$/],
  ['RandomUuid', {}, 'result', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
  ['RandomId', { byteLength: 4, prefix: 'p-' }, 'hex', /^p-[0-9a-f]{8}$/],
  ['RandomInteger', { min: 3, max: 5 }, 'result', /^[345]$/],
  ['RandomBytes', { length: 4 }, 'hex', /^[0-9a-f]{8}$/],
])('%s', async (name, inputs, output, form) => {
  const made = await client.create(type(name), inputs);
  expect(String(opened(made.outputs[output]))).toMatch(form);
  expect(made.outputs).toMatchObject(inputs);
});

test('a type that is not simulated is refused by name', async () => {
  await expect(client.check(type('RandomPet'), {})).rejects.toThrow(
    'does not know the type random:index/randomPet:RandomPet',
  );
});
