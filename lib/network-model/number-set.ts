/**
 * A whole number. IPv4 addresses, names, ports and protocols are numbers; IPv6 addresses are too large and are
 * bigints above every number in use, so that both lie on one line and compare with each other.
 */
export type Point = number | bigint;

/** Sorted, disjoint ranges of whole numbers, both ends included; each range is of one kind of point. */
export type NumberSet = readonly (readonly [first: Point, last: Point])[];

const none: NumberSet = [];

/** The next whole number. */
export function after(point: Point): Point {
  return typeof point === 'number' ? point + 1 : point + 1n;
}

/** The whole number before. */
export function before(point: Point): Point {
  return typeof point === 'number' ? point - 1 : point - 1n;
}

/** Everything that is in any of the sets. */
export function union(...sets: readonly NumberSet[]): NumberSet {
  const filled = sets.filter((set) => set.length > 0);
  if (filled.length <= 1) return filled[0] ?? none;
  return normalize(filled.flat());
}

/** Sorts ranges and joins those that overlap or touch. */
export function normalize(ranges: NumberSet): NumberSet {
  if (ranges.length < 2) return ranges;
  const sorted = [...ranges].sort((a, b) => (a[0] < b[0] ? -1 : Number(a[0] > b[0])));
  const joined: [Point, Point][] = [];
  for (const [first, last] of sorted) {
    const previous = joined.at(-1);
    if (previous !== undefined && first <= after(previous[1])) {
      if (last > previous[1]) previous[1] = last;
    } else joined.push([first, last]);
  }
  return joined;
}

/**
 * What is in both sets; one of them itself where a range of the other holds all of it. Ranges of one that lie between
 * those of the other are skipped, so a short set takes no time.
 */
export function intersect(a: NumberSet, b: NumberSet): NumberSet {
  if (a === b) return a;
  if (isApart(a, b)) return none;
  if (spans(b, a)) return a;
  if (spans(a, b)) return b;
  const common: [Point, Point][] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [first, last] = a[i] as readonly [Point, Point];
    const [otherFirst, otherLast] = b[j] as readonly [Point, Point];
    const from = first > otherFirst ? first : otherFirst;
    const to = last < otherLast ? last : otherLast;
    if (from <= to) common.push([from, to]);
    if (last < otherLast) i = firstFrom(a, i + 1, otherFirst);
    else j = firstFrom(b, j + 1, first);
  }
  return common;
}

/** What is in the first set and not in the second. */
export function subtract(a: NumberSet, b: NumberSet): NumberSet {
  if (a === b) return none;
  if (isApart(a, b)) return a;
  if (spans(b, a)) return none;
  const left: [Point, Point][] = [];
  let j = 0;
  for (const [first, last] of a) {
    let from = first;
    j = firstFrom(b, j, from);
    let k = j;
    while (k < b.length && from <= last) {
      const [cutFirst, cutLast] = b[k] as readonly [Point, Point];
      if (cutFirst > last) break;
      if (cutFirst > from) left.push([from, before(cutFirst)]);
      from = after(cutLast);
      k += 1;
    }
    if (from <= last) left.push([from, last]);
  }
  return left;
}

/** Whether two sets have a number in common. */
export function meets(a: NumberSet, b: NumberSet): boolean {
  if (isApart(a, b)) return false;
  if (spans(a, b) || spans(b, a)) return true;
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [first, last] = a[i] as readonly [Point, Point];
    const [otherFirst, otherLast] = b[j] as readonly [Point, Point];
    if (first <= otherLast && otherFirst <= last) return true;
    if (last < otherLast) i = firstFrom(a, i + 1, otherFirst);
    else j = firstFrom(b, j + 1, first);
  }
  return false;
}

/** The first range from an index on that does not end before a number; found in steps that double, then halve. */
function firstFrom(set: NumberSet, start: number, point: Point): number {
  let [low, step] = [start, 1];
  while (low + step - 1 < set.length && endOf(set, low + step - 1) < point) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step - 1, set.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (endOf(set, middle) < point) low = middle + 1;
    else high = middle;
  }
  return low;
}

function endOf(set: NumberSet, index: number): Point {
  return (set[index] as readonly [Point, Point])[1];
}

/** Whether the first set holds all of the second. */
export function covers(outer: NumberSet, inner: NumberSet): boolean {
  if (outer === inner || inner.length === 0 || spans(outer, inner)) return true;
  let i = 0;
  for (const [first, last] of inner) {
    i = firstFrom(outer, i, first);
    const around = outer[i];
    if (around === undefined || around[0] > first || around[1] < last) return false;
  }
  return true;
}

/** Everything that is in either set; quick where the second is small, of whatever size the first is. */
export function inserted(set: NumberSet, added: NumberSet): NumberSet {
  const joined = [...set];
  for (const [first, last] of added) {
    const start = firstFrom(joined, 0, before(first));
    let [end, from, to] = [start, first, last];
    for (let next = joined[end]; next !== undefined && next[0] <= after(last); next = joined[end]) {
      if (next[0] < from) from = next[0];
      if (next[1] > to) to = next[1];
      end += 1;
    }
    joined.splice(start, end - start, [from, to]);
  }
  return joined;
}

/** What is in the first set and not in the second; quick where the second is small, of whatever size the first is. */
export function removed(set: NumberSet, taken: NumberSet): NumberSet {
  const left = [...set];
  for (const [first, last] of taken) {
    const start = firstFrom(left, 0, first);
    const parts: [Point, Point][] = [];
    let end = start;
    for (let next = left[end]; next !== undefined && next[0] <= last; next = left[end]) {
      if (next[0] < first) parts.push([next[0], before(first)]);
      if (next[1] > last) parts.push([after(last), next[1]]);
      end += 1;
    }
    left.splice(start, end - start, ...parts);
  }
  return left;
}

/** Whether one range of the first set holds all of the second, which is not empty. */
function spans(outer: NumberSet, inner: NumberSet): boolean {
  const around = outer[firstFrom(outer, 0, (inner[0] as readonly [Point, Point])[0])];
  return (
    around !== undefined &&
    around[0] <= (inner[0] as readonly [Point, Point])[0] &&
    around[1] >= endOf(inner, inner.length - 1)
  );
}

/** Whether the sets have nothing in common by their ends alone, or because one is empty. */
function isApart(a: NumberSet, b: NumberSet): boolean {
  const [firstA, firstB, lastA, lastB] = [a[0], b[0], a[a.length - 1], b[b.length - 1]];
  if (firstA === undefined || firstB === undefined || lastA === undefined || lastB === undefined) return true;
  return lastA[1] < firstB[0] || lastB[1] < firstA[0];
}
