import { expect, it } from 'vitest';
import { NotUnderstood, type Reader } from '../../../lib/host-audit/facts/fact';
import { readers } from '../../../lib/host-audit/facts/readers';

/** Beginnings after which a reader looks further, and long tails that a slow pattern would go through again and again. */
const beginnings = [
  '',
  '1',
  'A=',
  'ID=',
  '0 upgraded, 0 newly installed, ',
  'Inst a (1 ',
  '-w ',
  'install ',
  'ClamAV-VDB:1 ',
  '0 0 a b users:(',
  '/a\0' + '1:deb [',
  'Id=a\nLoadState=b\nActiveState=c\nNames=',
];
const tails = ['0', '[', ' ', '/', '"', '(', 'a', '-a', '.a', '\\040', ',', '='].map((piece) =>
  piece.repeat(Math.ceil(50_000 / piece.length)),
);

it.each(Object.entries(readers) as [string, Reader][])(
  '%s takes any output apart without going through it again and again',
  (_, { read }) => {
    for (const text of beginnings.flatMap((start) => tails.map((tail) => `${start}${tail}\n!`))) {
      try {
        read(text);
      } catch (error) {
        expect(error).toBeInstanceOf(NotUnderstood);
      }
    }
  },
);
