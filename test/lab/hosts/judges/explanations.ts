/** Why the baseline differs from what a judge asks, for some of its findings. */
export interface Explanation {
  readonly why: string;
  /** As the judge's findings are told. */
  readonly findings: readonly string[];
  /** Whether the judge does not find them each time. */
  readonly sometimes?: true;
}

/**
 * What does not fit between a judge's findings and their explanations, in sentences: findings that nobody explained, and
 * explanations of what the judge finds no more.
 */
export function unexplained(
  findings: readonly string[],
  explanations: readonly Explanation[],
): readonly string[] {
  const found = new Set(findings);
  const explained = new Set(explanations.flatMap((one) => one.findings));
  const gone = explanations.filter(({ sometimes }) => sometimes !== true).flatMap((one) => one.findings);
  return [
    ...findings.filter((finding) => !explained.has(finding)).map((finding) => `not explained: ${finding}`),
    ...gone.filter((finding) => !found.has(finding)).map((finding) => `explained, but not found: ${finding}`),
  ];
}
