import { expect, it } from 'vitest';
import { globMatches } from '../../../lib/host-audit/checks/glob';

it.each([
  ['usb_storage', 'usb_storage', true],
  ['usb_storage', 'usb_storages', false],
  ['usb_*', 'usb_storage', true],
  ['*', '', true],
  ['**', 'x', true],
  ['?', '', false],
  ['u?b', 'usb', true],
  ['*-security', 'bookworm-security', true],
  ['*a*b', 'aab', true],
  ['*a*b', 'aba', false],
  ['*ab', 'aab', true],
  ['a.b', 'axb', false],
  ['', '', true],
  ['', 'a', false],
  ['*'.repeat(257), 'a', false],
  ['*', 'a'.repeat(257), false],
])('%s stands for %s: %s', (pattern, name, expected) => {
  expect(globMatches(pattern, name)).toBe(expected);
});

it('takes no long time for what has many stars', () => {
  expect(globMatches(`${'*a'.repeat(100)}b`, 'a'.repeat(256))).toBe(false);
});
