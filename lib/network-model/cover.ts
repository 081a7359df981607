import { type Box, cut, dimensions, holdsBox } from './box';
import { Hulls } from './hulls';
import type { NumberSet } from './number-set';
import { remainder } from './remainder';
import type { Traffic } from './traffic';

/** After so many cuts without a packet outside, all others are taken out together. */
const mostCuts = 64;

/** So many of the widest are asked first: a denial of everything, wherever it stands, leaves nothing to look for. */
const mostWide = 16;

/**
 * Asks whether sets of packets are wholly within the union of others, which are given once. It stops at the first
 * packet that is outside, and passes by what does not meet, so that groups of thousands of rules take no time.
 */
export class Cover {
  readonly #others: readonly Box[];
  readonly #hulls = new Hulls();
  readonly #widest: readonly Box[];

  constructor(others: Traffic) {
    this.#others = others;
    for (const box of others) this.#hulls.add(box);
    this.#widest =
      others.length <= mostWide
        ? others
        : others
            .map((box) => ({ box, size: sizeOf(box) }))
            .sort((a, b) => b.size - a.size)
            .slice(0, mostWide)
            .map(({ box }) => box);
  }

  /** Whether every packet is in one of the sets at least. */
  holds(traffic: Traffic): boolean {
    const isHeld = (box: Box) => this.#widest.some((other) => holdsBox(other, box));
    const left = traffic.filter((box) => isFilled(box) && !isHeld(box)).map((box) => ({ box, next: 0 }));
    let cuts = 0;
    for (let item = left.pop(); item !== undefined; item = left.pop()) {
      cuts += 1;
      if (cuts > mostCuts) {
        if (remainder(item.box, this.#others.slice(item.next)).length > 0) return false;
        continue;
      }
      const next = this.#hulls.first(item.box, item.next);
      const other = this.#others[next];
      if (other === undefined) return false;
      for (const box of cut(item.box, other)) left.push({ box, next: next + 1 });
    }
    return true;
  }
}

function isFilled(box: Box): boolean {
  return dimensions.every((key) => box[key].length > 0);
}

/** How wide a box is, as the logarithm of its packets. */
function sizeOf(box: Box): number {
  return dimensions.reduce((size, key) => size + Math.log2(1 + lengthOf(box[key])), 0);
}

function lengthOf(set: NumberSet): number {
  return set.length === 0 ? 0 : Number(set.at(-1)?.[1]) - Number(set[0]?.[0]);
}
