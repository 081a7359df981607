/** A pattern for property paths from one of the baseline's, in which `[]` stands for any index. */
export function pathPattern(path: string): RegExp {
  const escaped = path.replace(/[.*+?^${}()|\\[\]]/g, '\\$&').replaceAll('\\[\\]', '\\[\\d+\\]');
  return new RegExp(`^${escaped}$`);
}
