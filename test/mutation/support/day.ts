/** The day for which the plan is made and judged, so that no mutant depends on when the suite runs. */
export const today = '2026-11-27';
