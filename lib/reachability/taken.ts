import { withNames } from '../network-model/address-sets';
import { type Box, dimensions } from '../network-model/box';
import {
  covers,
  inserted,
  intersect,
  meets,
  type NumberSet,
  type Point,
  subtract,
  union,
} from '../network-model/number-set';
import { type Traffic, without } from '../network-model/traffic';

const width = 6;
type Dimension = (typeof dimensions)[number];

/**
 * What earlier rules have taken of the packets that are asked about, so that thousands of rules are passed over
 * quickly. Boxes that reach through all that is asked in every dimension but one, and the protocol, are kept as one
 * set; of the others the ends are kept side by side as plain numbers, which tell most of those that have no packets in
 * common.
 */
export class Taken {
  /** By protocols and dimension, of which there are few. */
  readonly #bars = new Map<string, Bar>();
  readonly #boxes: Box[] = [];
  readonly #asked: Box;
  #ends = new Float64Array(64 * width);

  constructor(asked: Traffic) {
    const around = (key: Dimension) => union(...asked.map((box) => box[key]));
    this.#asked = Object.fromEntries(dimensions.map((key) => [key, around(key)])) as unknown as Box;
  }

  add(traffic: Traffic): void {
    for (const box of traffic) {
      const [key, other] = dimensions.filter(
        (one) => one !== 'protocols' && !covers(box[one], this.#asked[one]),
      );
      if (key === undefined || other !== undefined) this.#keep(box);
      else {
        const name = `${box.protocols.join(';')} ${key}`;
        const bar = this.#bars.get(name) ?? new Bar(box.protocols, key);
        this.#bars.set(name, bar);
        bar.add(box[key]);
      }
    }
  }

  /** What is left of packets that are asked about. */
  leaves(traffic: Traffic): Traffic {
    let left = traffic;
    for (const bar of this.#bars.values()) left = left.flatMap((box) => bar.leaves(box));
    return left.length === 0 ? left : without(left, this.#near(left));
  }

  #keep(box: Box): void {
    const at = this.#boxes.length * width;
    if (at + width > this.#ends.length) {
      const longer = new Float64Array(this.#ends.length * 2);
      longer.set(this.#ends);
      this.#ends = longer;
    }
    this.#ends.set(endsOf(box), at);
    this.#boxes.push(box);
  }

  /** The boxes whose ends overlap with those of any of the others. */
  #near(traffic: Traffic): Traffic {
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

/** The numbers of one dimension that are taken for some protocols, whatever else is asked. */
class Bar {
  #taken: NumberSet = [];

  constructor(
    private readonly protocols: NumberSet,
    private readonly key: Dimension,
  ) {}

  /** Halves of a family's addresses that are taken one after the other take its names as well. */
  add(set: NumberSet): void {
    const taken = inserted(this.#taken, set);
    this.#taken = this.key === 'sources' || this.key === 'destinations' ? withNames(taken) : taken;
  }

  leaves(box: Box): Box[] {
    const { key, protocols } = this;
    if (!meets(this.#taken, box[key]) || !meets(protocols, box.protocols)) return [box];
    const left = subtract(box[key], this.#taken);
    const others = subtract(box.protocols, protocols);
    return [
      ...(left.length > 0 ? [{ ...box, [key]: left, protocols: intersect(box.protocols, protocols) }] : []),
      ...(others.length > 0 ? [{ ...box, protocols: others }] : []),
    ];
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
