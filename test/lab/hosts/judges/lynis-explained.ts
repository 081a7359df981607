import type { Explanation } from './explanations';

export const explainedToLynis: readonly Explanation[] = [];
