import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTranscript } from '../../../lib/host-audit/facts/frames';

const mark = 'M0M0M0M0M0M0M0M0';
const read = (text: string) => readTranscript(Buffer.from(text, 'latin1'), mark);
const one = (text: string, name = 'a') => {
  const found = read(text).outputs.get(name);
  return found && { said: found.stdout.toString('latin1'), code: found.code, message: found.message };
};

describe('a transcript', () => {
  it.each([
    ['of nothing', '', false, undefined],
    ['without a mark', 'Welcome!\n', false, undefined],
    ['of one command', `\n${mark} a\nout\n\n${mark}:${mark}=0;\n\n${mark} \n`, true, ['out\n', 0, '']],
    ['after a greeting', `hello\n\n${mark} a\nout\n${mark}:${mark}=7;why\n`, false, ['out', 7, 'why']],
    ['with a message before the code', `\n${mark} a\n\n${mark}:why ${mark}=1;\n`, false, ['', 1, 'why']],
    ['with an output without end', `\n${mark} a\nou`, false, ['ou', undefined, '']],
    ['with a name without end', `\n${mark} a`, false, undefined],
    ['whose end says no code', `\n${mark} a\nout\n${mark}:x\n`, false, ['out', undefined, '']],
    ['with a code that is none', `\n${mark} a\nout\n${mark}:${mark}=1000;\n`, false, ['out', undefined, '']],
    ['that names one twice', `\n${mark} a\n1\n${mark}:${mark}=0;\n\n${mark} a\n2\n`, false, ['1', 0, '']],
    ['whose next begins too soon', `\n${mark} a\n1\n${mark} b\n2\n`, false, ['1', undefined, '']],
  ])('%s', (_, text, isWhole, expected) => {
    expect(read(text).isWhole).toBe(isWhole);
    const [said, code, message] = expected ?? [];
    expect(one(text)).toEqual(expected && { said, code, message });
  });

  it('is made of any bytes at all, in which outputs are never longer than what came', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(`\n${mark} a\n`, `\n${mark}:${mark}=0;\n`, `\n${mark} \n`, '\n', mark),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const bytes = Buffer.from(pieces.join(''));
        const lengths = [...readTranscript(bytes, mark).outputs.values()].map(({ stdout }) => stdout.length);
        expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
