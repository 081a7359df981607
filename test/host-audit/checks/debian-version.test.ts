import { expect, it } from 'vitest';
import { compareVersions } from '../../../lib/host-audit/checks/debian-version';

it.each([
  ['6.1.0-9', '6.1.0-56', -1],
  ['6.12.118+deb13', '6.12.118+deb13', 0],
  ['6.12.118+deb13', '6.12.99+deb13', 1],
  ['6.12.118+deb13', '6.12.118', 1],
  ['6.1.0~rc1', '6.1.0', -1],
  ['6.1.0-0.deb11.7', '6.1.0-0.deb11.11', -1],
  ['6.10', '6.9', 1],
  ['6.1', '6.1.0', -1],
  ['6.1a', '6.1+', -1],
])('%s is to %s as %d to 0', (a, b, expected) => {
  expect(Math.sign(compareVersions(a, b))).toBe(expected);
  expect(Math.sign(compareVersions(b, a))).toBe(0 - expected);
});
