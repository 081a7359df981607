import type { Resource } from '../../../lib/resources/resource';
import { orList, show } from '../../../lib/resources/show';
import type { Value } from '../../../lib/resources/value';
import type { Result } from './rule';

export function violated(place: Value | string, expected: string, found: string): Result {
  return { verdict: 'violated', path: pathOf(place), expected, found };
}

export function undetermined(place: Value | string, expected: string): Result {
  return { verdict: 'undetermined', path: pathOf(place), expected };
}

/** The value that Azure takes when a property is left out, in the API version that the provider uses by default. */
export interface Default {
  readonly resource: Resource;
  readonly value: string | number | boolean;
}

/**
 * Compares one value with what is expected. A property that is left out counts as its default; where an API
 * version is named whose defaults may differ, or Azure has no default, it counts as missing.
 */
export function expect(
  value: Value,
  expected: string,
  admits: (value: Value) => boolean,
  whenAbsent?: Default & { readonly admitted: boolean },
): Result[] {
  if (value.isUnknown) return [undetermined(value, expected)];
  if (value.isAbsent) {
    if (whenAbsent === undefined) return [violated(value, expected, 'nothing')];
    if (!whenAbsent.resource.defaultVersion) {
      return [violated(value, `${expected}, said explicitly`, 'nothing')];
    }
    return whenAbsent.admitted
      ? []
      : [violated(value, expected, `nothing, which Azure takes as ${whenAbsent.value}`)];
  }
  return admits(value) ? [] : [violated(value, expected, show(value))];
}

/** Expects true or false. */
export function expectBoolean(value: Value, expected: boolean, whenAbsent?: Default): Result[] {
  return expect(
    value,
    String(expected),
    (found) => found.boolean === expected,
    whenAbsent && { ...whenAbsent, admitted: whenAbsent.value === expected },
  );
}

/** Expects nothing; an empty list or text counts as nothing. */
export function expectAbsent(value: Value): Result[] {
  if (value.isUnknown) return [undetermined(value, 'absent')];
  const isEmpty = value.isAbsent || (value.isList && value.items.length === 0) || value.text?.trim() === '';
  return isEmpty ? [] : [violated(value, 'absent', show(value))];
}

/** Expects one of the words, which Azure compares without regard to case. */
export function expectWord(value: Value, words: readonly string[], whenAbsent?: Default): Result[] {
  const admitted = new Set(words.map((word) => word.toLowerCase()));
  const admits = (word: string) => admitted.has(word.trim().toLowerCase());
  return expect(
    value,
    orList(words),
    (found) => found.text !== undefined && admits(found.text),
    whenAbsent && { ...whenAbsent, admitted: admits(String(whenAbsent.value)) },
  );
}

/** Expects a number of at least the given one. */
export function expectAtLeast(value: Value, least: number, unit: string, whenAbsent?: Default): Result[] {
  return expect(
    value,
    `at least ${least} ${unit}`,
    (found) => found.number !== undefined && found.number >= least,
    whenAbsent && { ...whenAbsent, admitted: Number(whenAbsent.value) >= least },
  );
}

/** Expects a number of at most the given one. */
export function expectAtMost(value: Value, most: number, unit: string, whenAbsent?: Default): Result[] {
  return expect(
    value,
    `at most ${most} ${unit}`,
    (found) => found.number !== undefined && found.number <= most,
    whenAbsent && { ...whenAbsent, admitted: Number(whenAbsent.value) <= most },
  );
}

/** A finding always names a place; the root of the properties is the resource itself. */
function pathOf(place: Value | string): string {
  const path = typeof place === 'string' ? place : place.path;
  return path === '' ? 'the resource' : path;
}
