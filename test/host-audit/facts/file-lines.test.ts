import { expect, it } from 'vitest';
import { auditedHost } from '../../support/audited-host';

it('lines of a file that are longer than any program writes are not known', () => {
  const { facts } = auditedHost({ sourceLines: `/etc/apt/sources.list\0${1}:deb ${' '.repeat(10_000)}x\n` });
  expect(facts.sourceLines).toEqual({
    unknown: expect.stringMatching(/\/0\/text: Expected string length less or equal to 8192$/),
  });
});
