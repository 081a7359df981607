import { randomInt } from 'node:crypto';
import { hash } from 'bcryptjs';
import type { WireObject } from '../../../wire/values';
import type { InputRule, Kind } from '../logical/kind';

/** A class of characters: the input that switches it, the one that says how many there are at least, its letters. */
const classes = [
  ['upper', 'minUpper', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['lower', 'minLower', 'abcdefghijklmnopqrstuvwxyz'],
  ['numeric', 'minNumeric', '0123456789'],
  ['special', 'minSpecial', '!@#$%&*()-_=+[]{}<>:?'],
] as const;

const inputs: Readonly<Record<string, InputRule>> = {
  keepers: { type: 'map' },
  length: { type: 'number', required: true, least: 1 },
  lower: { type: 'flag' },
  minLower: { type: 'number', least: 0 },
  minNumeric: { type: 'number', least: 0 },
  minSpecial: { type: 'number', least: 0 },
  minUpper: { type: 'number', least: 0 },
  number: { type: 'flag' },
  numeric: { type: 'flag' },
  overrideSpecial: { type: 'text' },
  special: { type: 'flag' },
  upper: { type: 'flag' },
};

/** Rounds of bcrypt, as in the real provider. */
const bcryptRounds = 10;

export const randomString: Kind = {
  inputs,
  makes: ['result'],
  secrets: [],
  mistake,
  make: (given) => {
    const result = text(given);
    return { id: result, outputs: { ...withDefaults(given), result } };
  },
};

/** The same as a string, but secret, and with its hash. */
export const randomPassword: Kind = {
  inputs,
  makes: ['bcryptHash', 'result'],
  secrets: ['bcryptHash', 'result'],
  mistake,
  make: async (given) => {
    const result = text(given);
    const bcryptHash = await hash(result, bcryptRounds);
    return { id: 'none', outputs: { ...withDefaults(given), result, bcryptHash } };
  },
};

function mistake(given: WireObject): string | undefined {
  const all = withDefaults(given);
  const least = classes.reduce((sum, [, minimum]) => sum + Number(all[minimum]), 0);
  if (least > Number(all['length']))
    return `length must be at least the sum of the minimum counts, found ${all['length']} and ${least}`;
  return alphabetOf(all) === '' ? 'at least one class of characters must be on, found none' : undefined;
}

/** As many characters of each class as are asked for, the rest of all that are on, in an order of chance. */
function text(given: WireObject): string {
  const all = withDefaults(given);
  const required = classes.flatMap(([, minimum, letters]) =>
    Array.from({ length: Number(all[minimum]) }, () => pick(lettersOf(all, minimum, letters))),
  );
  const rest = Number(all['length']) - required.length;
  const characters = [...required, ...Array.from({ length: rest }, () => pick(alphabetOf(all)))];
  for (let index = characters.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [characters[index], characters[other]] = [characters[other] ?? '', characters[index] ?? ''];
  }
  return characters.join('');
}

function alphabetOf(all: WireObject): string {
  return classes
    .filter(([on]) => all[on] === true)
    .map(([, minimum, letters]) => lettersOf(all, minimum, letters))
    .join('');
}

function lettersOf(all: WireObject, minimum: string, letters: string): string {
  const own = all['overrideSpecial'];
  return minimum === 'minSpecial' && typeof own === 'string' && own !== '' ? own : letters;
}

function pick(letters: string): string {
  return letters[randomInt(letters.length)] ?? '';
}

function withDefaults(given: WireObject): WireObject {
  const numeric = given['numeric'] ?? given['number'] ?? true;
  const on = { upper: true, lower: true, special: true };
  const least = { minUpper: 0, minLower: 0, minNumeric: 0, minSpecial: 0 };
  return { ...on, ...least, ...given, numeric, number: numeric };
}
