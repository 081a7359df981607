/** Whether a resource type is the one of a pattern, or begins with what stands before its `*`. Case does not matter. */
export function matchesType(pattern: string, type: string): boolean {
  const [wanted, found] = [pattern.toLowerCase(), type.toLowerCase()];
  return wanted.endsWith('*') ? found.startsWith(wanted.slice(0, -1)) : found === wanted;
}
