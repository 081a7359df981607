import { matchesType } from '../match-type';
import type { Mistake } from '../mistake';
import { show } from '../show';
import type { ResourceTypesBaseline } from '../types.generated';
import type { Valid } from '../validate';
import { repeated, unknown } from './common';

/**
 * Checks that no type is listed twice, nor admitted and refused, and that each one either has policies that judge it or
 * a reason why none has to.
 */
export function checkResourceTypes({
  document,
  value: { admitted, refused },
}: Valid<ResourceTypesBaseline>): Mistake[] {
  return [
    ...repeated(
      document,
      'the type',
      admitted.map(({ type }, index) => ({ key: type, path: ['admitted', index, 'type'] })),
    ),
    ...admitted.flatMap(({ type, judgedBy, unjudged }, index) => {
      if ((judgedBy === undefined) !== (unjudged === undefined)) return [];
      const found = judgedBy === undefined ? 'neither `judgedBy` nor' : 'both `judgedBy` and';
      const expected = 'expected the policies that judge it, or else why none has to';
      return [document.mistake(['admitted', index], `${show(type)} has ${found} \`unjudged\`; ${expected}`)];
    }),
    ...refused.flatMap(({ types }, index) =>
      types.flatMap((pattern, place) =>
        admitted
          .filter(({ type }) => matchesType(pattern, type))
          .map(({ type }) =>
            document.mistake(
              ['refused', index, 'types', place],
              `${show(pattern)} refuses ${type}, which is admitted`,
            ),
          ),
      ),
    ),
  ];
}

/** Checks that the policies which are said to judge a type exist. */
export function checkJudges(
  { document, value: { admitted } }: Valid<ResourceTypesBaseline>,
  policies: readonly string[],
): Mistake[] {
  return admitted.flatMap(({ judgedBy = [] }, index) =>
    judgedBy.flatMap((name, place) =>
      unknown(document, ['admitted', index, 'judgedBy', place], 'policy', name, policies),
    ),
  );
}
