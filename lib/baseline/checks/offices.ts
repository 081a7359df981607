import type { Mistake } from '../mistake';
import type { OfficeRegister } from '../types.generated';
import type { Valid } from '../validate';
import { isPrivate, namedRange, overlapping, unaligned } from './addresses';
import { repeated } from './common';

/** Checks that the offices' addresses are public ones, and that no two share any. */
export function checkOffices({ document, value: { offices } }: Valid<OfficeRegister>): Mistake[] {
  const ranges = offices.flatMap((office, index) =>
    office.ranges.map((text, place) => namedRange(['offices', index, 'ranges', place], text)),
  );
  return [
    ...repeated(
      document,
      'the office',
      offices.map(({ name }, index) => ({ key: name.en, path: ['offices', index, 'name', 'en'] })),
    ),
    ...ranges.flatMap((range) => unaligned(document, range)),
    ...ranges
      .filter(({ range }) => isPrivate(range))
      .map(({ path, text }) =>
        document.mistake(path, `${text} is private; operators come from public addresses`),
      ),
    ...overlapping(document, ranges),
  ];
}
