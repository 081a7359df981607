import type { Explanation } from './explanations';

export const explainedToOscap: readonly Explanation[] = [];
