import { type Box, boxesMeet, cut, dimensions } from './box';
import {
  after,
  before,
  covers,
  intersect,
  type NumberSet,
  normalize,
  type Point,
  subtract,
  union,
} from './number-set';

type Dimension = (typeof dimensions)[number];

/** Up to this number of boxes, cutting with one after another is quicker than to arrange them. */
const few = 16;

/**
 * What is left of a box when many others are taken out, exactly and in few boxes. Cutting with one after another
 * takes the square of their number; here those that reach through the box in all dimensions but one are taken out
 * together, and the rest is sliced along one dimension, so that each slice meets only few of them.
 */
export function remainder(box: Box, others: readonly Box[]): Box[] {
  const near = others.filter((other) => boxesMeet(box, other));
  if (near.length <= few) {
    return near.reduce<Box[]>((left, other) => left.flatMap((one) => cut(one, other)), [box]);
  }
  const bars = new Map<Dimension, NumberSet[]>();
  const crossing: Box[] = [];
  for (const other of near) {
    const [first, second] = dimensions.filter((key) => !covers(other[key], box[key]));
    if (first === undefined) return [];
    if (second !== undefined) crossing.push(other);
    else bars.set(first, [...(bars.get(first) ?? []), other[first]]);
  }
  if (bars.size === 0) return sliced(box, crossing);
  let rest = box;
  for (const [key, sets] of bars) rest = { ...rest, [key]: subtract(rest[key], union(...sets)) };
  return dimensions.some((key) => rest[key].length === 0) ? [] : remainder(rest, crossing);
}

/**
 * The remainder slice by slice, along the dimension in which the others lie least on top of each other. In a slice
 * all that are there reach through that dimension, so that this ends after as many steps as there are dimensions.
 */
function sliced(box: Box, others: readonly Box[]): Box[] {
  const sweeps = dimensions
    .filter((key) => others.some((other) => !covers(other[key], box[key])))
    .map((key) => {
      const edges = edgesOf(others, key, box[key]);
      return { key, edges, overlap: overlapOf(edges) };
    });
  const { key, edges } = sweeps.reduce((a, b) => (b.overlap < a.overlap ? b : a));
  const free = subtract(box[key], union(...others.map((other) => other[key])));
  return [
    ...(free.length > 0 ? [{ ...box, [key]: free }] : []),
    ...slicesOf(edges).flatMap(({ ranges, at }) => {
      const set = intersect(box[key], ranges);
      const inside = at.map((index) => others[index] as Box);
      return set.length === 0 ? [] : remainder({ ...box, [key]: set }, inside);
    }),
  ];
}

/** Where a range of one of the boxes begins (`delta` 1), or has ended (-1). */
interface Edge {
  readonly point: Point;
  readonly delta: 1 | -1;
  readonly index: number;
}

function edgesOf(boxes: readonly Box[], key: Dimension, within: NumberSet): Edge[] {
  return boxes
    .flatMap((box, index) =>
      intersect(box[key], within).flatMap(([first, last]): Edge[] => [
        { point: first, delta: 1, index },
        { point: after(last), delta: -1, index },
      ]),
    )
    .sort((a, b) => (a.point < b.point ? -1 : Number(a.point > b.point)));
}

/** The work that slices leave to be done: for each the square of the number of boxes in it. */
function overlapOf(edges: readonly Edge[]): number {
  let [depth, sum] = [0, 0];
  for (const [index, { point, delta }] of edges.entries()) {
    depth += delta;
    if (edges[index + 1]?.point !== point) sum += depth * depth;
  }
  return sum;
}

/** The parts of the line in which the same boxes lie, and which these are; parts without any are left out. */
function slicesOf(edges: readonly Edge[]): { readonly ranges: NumberSet; readonly at: readonly number[] }[] {
  const slices = new Map<string, { ranges: [Point, Point][]; at: number[] }>();
  const active = new Set<number>();
  for (const [index, edge] of edges.entries()) {
    if (edge.delta === 1) active.add(edge.index);
    else active.delete(edge.index);
    const next = edges[index + 1];
    if (next === undefined || next.point === edge.point || active.size === 0) continue;
    const at = [...active].sort((a, b) => a - b);
    const key = at.join();
    const slice = slices.get(key) ?? { ranges: [], at };
    slices.set(key, slice);
    slice.ranges.push([edge.point, before(next.point)]);
  }
  return [...slices.values()].map(({ ranges, at }) => ({ ranges: normalize(ranges), at }));
}
