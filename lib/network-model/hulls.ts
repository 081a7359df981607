import type { Box } from './box';
import type { NumberSet } from './number-set';
import type { Traffic } from './traffic';

/** Compared one after the other: those first that tell most boxes apart. */
const compared = ['ports', 'sources', 'destinations', 'protocols'] as const;
const width = compared.length * 2;

/**
 * The first and last number of many boxes in each dimension, side by side as plain numbers. What does not meet here
 * has no packet in common, so that thousands of boxes are passed by without a look at their sets. IPv6 addresses are
 * rounded, which keeps their order.
 */
export class Hulls {
  #ends = new Float64Array(64 * width);
  #count = 0;

  /** Adds a box; it has the number of those before it. */
  add(box: Box): void {
    const at = this.#count * width;
    if (at + width > this.#ends.length) {
      const longer = new Float64Array(this.#ends.length * 2);
      longer.set(this.#ends);
      this.#ends = longer;
    }
    this.#ends.set(endsOf(box), at);
    this.#count += 1;
  }

  /** The numbers of the boxes that may meet any of the others, in order and each once. */
  near(traffic: Traffic): number[] {
    const found = new Set<number>();
    for (const box of traffic) {
      const asked = endsOf(box);
      for (let next = this.#next(asked, 0); next < this.#count; next = this.#next(asked, next + 1)) {
        found.add(next);
      }
    }
    return traffic.length < 2 ? [...found] : [...found].sort((a, b) => a - b);
  }

  /** The first from a number on that may meet a box; that after the last where none does. */
  first(box: Box, from: number): number {
    return this.#next(endsOf(box), from);
  }

  #next(asked: Float64Array, from: number): number {
    const ends = this.#ends;
    for (let number = from; number < this.#count; number += 1) {
      if (meetsAt(ends, number * width, asked)) return number;
    }
    return this.#count;
  }
}

/** Of a set without numbers the ends are no number (NaN), which compares as false, so that it meets nothing. */
function meetsAt(ends: Float64Array, at: number, asked: Float64Array): boolean {
  for (let index = 0; index < width; index += 2) {
    const first = ends[at + index] as number;
    const last = ends[at + index + 1] as number;
    if (!(first <= (asked[index + 1] as number) && last >= (asked[index] as number))) return false;
  }
  return true;
}

function endsOf(box: Box): Float64Array {
  const ends = new Float64Array(width);
  for (const [index, key] of compared.entries()) {
    const set: NumberSet = box[key];
    ends[index * 2] = Number(set[0]?.[0]);
    ends[index * 2 + 1] = Number(set.at(-1)?.[1]);
  }
  return ends;
}
