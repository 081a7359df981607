import type { Value } from './value';

const shownText = /^[\p{L}\p{N} ._:/@*+$(),-]*$/u;
const longestText = 160;
const mostItems = 8;

/**
 * A value as a finding shows it: words, numbers, addresses and Azure ids as they are; anything that could be more
 * than that by its kind and length, because policies see secrets unwrapped.
 */
export function show(value: Value): string {
  if (value.isAbsent) return 'nothing';
  if (value.isUnknown) return 'a value that is not known yet';
  if (value.text !== undefined) return showText(value.text);
  if (value.isList) {
    const items = value.items;
    if (items.length === 0) return 'an empty list';
    if (items.length > mostItems || items.some((item) => item.isObject || item.isList)) {
      return `a list of ${items.length}`;
    }
    return items.map(show).join(', ');
  }
  return value.isObject ? 'an object' : String(value.boolean ?? value.number);
}

/** A text as a finding shows it: as it is when it is made of the characters of names, numbers and addresses. */
export function showText(text: string): string {
  if (text.trim() === '') return 'an empty text';
  return shownText.test(text) && text.length <= longestText ? text : `a text of ${text.length} characters`;
}

/** `a`, `a or b`, `a, b or c`. */
export function orList(words: readonly string[]): string {
  const last = words.at(-1) ?? 'nothing';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
