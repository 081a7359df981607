import { expect, it } from 'vitest';
import { secondsOf } from '../../lib/preview/duration';

it.each([
  ['90s', 90],
  ['1h30m15s', 5415],
  ['1.5h', 5400],
  ['2m500ms', 120.5],
  ['.5m', 30],
  ['250us', 0.00025],
  ['-10s', -10],
  ['0', 0],
])('a duration of %s is %f seconds', (text, seconds) => {
  expect(secondsOf(text)).toBeCloseTo(seconds, 9);
});

it.each(['', 'soon', '10', '5 m', '1h30', 'h', '1d'])("'%s' is no duration", (text) => {
  expect(secondsOf(text)).toBeUndefined();
});
