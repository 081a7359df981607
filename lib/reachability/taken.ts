import type { NumberSet, Point } from '../network-model/number-set';
import type { Box, Traffic } from '../network-model/traffic';

const width = 6;

/**
 * Boxes that earlier rules have taken, and which of them may have packets in common with others. The ends of each
 * are kept side by side as plain numbers, so that thousands of rules are passed over quickly.
 */
export class Taken {
  readonly #boxes: Box[] = [];
  #ends = new Float64Array(64 * width);

  add(traffic: Traffic): void {
    for (const box of traffic) {
      const at = this.#boxes.length * width;
      if (at + width > this.#ends.length) {
        const longer = new Float64Array(this.#ends.length * 2);
        longer.set(this.#ends);
        this.#ends = longer;
      }
      this.#ends.set(endsOf(box), at);
      this.#boxes.push(box);
    }
  }

  /** The boxes whose ends overlap with those of any of the others. */
  near(traffic: Traffic): Traffic {
    const ends = this.#ends;
    const found = new Set<Box>();
    for (const box of traffic) {
      const [ports = 0, portsEnd = 0, to = 0, toEnd = 0, from = 0, fromEnd = 0] = endsOf(box);
      for (let index = 0; index < this.#boxes.length; index += 1) {
        const at = index * width;
        const isNear =
          (ends[at] ?? 0) <= portsEnd &&
          (ends[at + 1] ?? 0) >= ports &&
          (ends[at + 4] ?? 0) <= fromEnd &&
          (ends[at + 5] ?? 0) >= from &&
          (ends[at + 2] ?? 0) <= toEnd &&
          (ends[at + 3] ?? 0) >= to;
        const other = isNear ? this.#boxes[index] : undefined;
        if (other !== undefined) found.add(other);
      }
    }
    return [...found];
  }
}

function endsOf({ ports, destinations, sources }: Box): number[] {
  return [ports, destinations, sources].flatMap((set) => [firstOf(set), lastOf(set)]);
}

/** IPv6 is rounded outward: what is above every other number begins at the first of its family. */
function firstOf(set: NumberSet): number {
  return rounded(set[0]?.[0] ?? 0, 2 ** 64);
}

function lastOf(set: NumberSet): number {
  return rounded(set[set.length - 1]?.[1] ?? 0, Number.POSITIVE_INFINITY);
}

function rounded(point: Point, ofIpv6: number): number {
  return typeof point === 'number' ? point : ofIpv6;
}
