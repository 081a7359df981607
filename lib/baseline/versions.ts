/**
 * Whether a version is the given one or newer, number by number, such as 2.10 and 2.9; `undefined` when the text is no
 * version of numbers and points.
 */
export function isAtLeast(version: string, least: string): boolean | undefined {
  const [own, other] = [numbersOf(version), numbersOf(least)];
  if (own === undefined || other === undefined) return undefined;
  const differing = Array.from({ length: Math.max(own.length, other.length) }, (_, index) => index).find(
    (index) => (own[index] ?? 0) !== (other[index] ?? 0),
  );
  return differing === undefined || (own[differing] ?? 0) > (other[differing] ?? 0);
}

function numbersOf(version: string): number[] | undefined {
  return /^\d+(\.\d+)*$/.test(version) ? version.split('.').map(Number) : undefined;
}
