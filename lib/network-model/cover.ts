import { type Box, cut, dimensions, holdsBox } from './box';
import { remainder } from './remainder';
import type { Traffic } from './traffic';

/** First and last number of each dimension, rounded: what does not meet here does not meet exactly. */
type Hull = Float64Array;

/** After so many cuts without a packet outside, all others are taken out together. */
const mostCuts = 64;

interface Other {
  readonly box: Box;
  readonly hull: Hull;
  readonly owner: number;
}

/** So many of the widest are asked first: a denial of everything, wherever it stands, leaves nothing to look for. */
const mostWide = 16;

/**
 * Asks whether sets of packets are wholly within the union of others, which are given once. It stops at the first
 * packet that is outside, and passes by what does not meet, so that groups of thousands of rules take no time.
 */
export class Cover {
  readonly #others: readonly Other[];
  readonly #widest: readonly Other[];

  constructor(others: readonly Traffic[]) {
    this.#others = others.flatMap((traffic, owner) =>
      traffic.filter(isFilled).map((box) => ({ box, hull: hullOf(box), owner })),
    );
    this.#widest = this.#others
      .map((other) => ({ other, size: sizeOf(other.hull) }))
      .sort((a, b) => b.size - a.size)
      .slice(0, mostWide)
      .map(({ other }) => other);
  }

  /** Whether every packet is in one of the first `count` sets at least; of all of them when left out. */
  holds(traffic: Traffic, count = Number.POSITIVE_INFINITY): boolean {
    const isHeld = (box: Box) =>
      this.#widest.some(({ box: other, owner }) => owner < count && holdsBox(other, box));
    const left = traffic.filter((box) => isFilled(box) && !isHeld(box)).map((box) => ({ box, next: 0 }));
    let cuts = 0;
    for (let item = left.pop(); item !== undefined; item = left.pop()) {
      cuts += 1;
      if (cuts > mostCuts) {
        const others = this.#after(item.next, count);
        if (remainder(item.box, others).length > 0) return false;
        continue;
      }
      const next = this.#firstThatMeets(item.box, item.next, count);
      const other = this.#others[next];
      if (other === undefined || other.owner >= count) return false;
      for (const box of cut(item.box, other.box)) left.push({ box, next: next + 1 });
    }
    return true;
  }

  #after(from: number, count: number): Box[] {
    return this.#others
      .slice(from)
      .filter(({ owner }) => owner < count)
      .map(({ box }) => box);
  }

  #firstThatMeets(box: Box, from: number, count: number): number {
    const hull = hullOf(box);
    let index = from;
    for (; index < this.#others.length; index += 1) {
      const other = this.#others[index];
      if (other === undefined || other.owner >= count || meet(hull, other.hull)) break;
    }
    return index;
  }
}

function isFilled(box: Box): boolean {
  return dimensions.every((key) => box[key].length > 0);
}

function hullOf(box: Box): Hull {
  const hull = new Float64Array(dimensions.length * 2);
  for (const [index, key] of dimensions.entries()) {
    hull[index * 2] = Number(box[key][0]?.[0]);
    hull[index * 2 + 1] = Number(box[key].at(-1)?.[1]);
  }
  return hull;
}

/** How wide a box is, as the logarithm of its packets. */
function sizeOf(hull: Hull): number {
  let size = 0;
  for (let index = 0; index < hull.length; index += 2) {
    size += Math.log2(1 + Number(hull[index + 1]) - Number(hull[index]));
  }
  return size;
}

function meet(a: Hull, b: Hull): boolean {
  for (let index = 0; index < a.length; index += 2) {
    if (Number(a[index]) > Number(b[index + 1]) || Number(b[index]) > Number(a[index + 1])) return false;
  }
  return true;
}
