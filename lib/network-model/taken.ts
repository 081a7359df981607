import { withNames } from './address-sets';
import { type Box, dimensions } from './box';
import { Cover } from './cover';
import { Hulls } from './hulls';
import { covers, inserted, intersect, meets, type NumberSet, removed, subtract, union } from './number-set';
import { merge, type Traffic, without } from './traffic';

type Dimension = (typeof dimensions)[number];

/**
 * What earlier rules have taken of the packets that are asked about, so that thousands of rules are passed over
 * quickly. Boxes that reach through all that is asked in every dimension but one, and the protocol, are kept as one
 * set.
 */
export class Taken {
  /** By protocols and dimension, of which there are few. */
  readonly #bars = new Map<string, Bar>();
  readonly #boxes: Box[] = [];
  readonly #hulls = new Hulls();
  readonly #asked: Box;

  constructor(asked: Traffic) {
    const around = (key: Dimension) => union(...asked.map((box) => box[key]));
    this.#asked = Object.fromEntries(dimensions.map((key) => [key, around(key)])) as unknown as Box;
  }

  add(traffic: Traffic): void {
    for (const box of traffic) {
      const [key, other] = dimensions.filter(
        (one) => one !== 'protocols' && !covers(box[one], this.#asked[one]),
      );
      if (key === undefined || other !== undefined) {
        this.#hulls.add(box);
        this.#boxes.push(box);
      } else {
        const name = `${box.protocols.join(';')} ${key}`;
        const bar = this.#bars.get(name) ?? new Bar(box.protocols, key, this.#asked);
        this.#bars.set(name, bar);
        bar.add(box[key]);
      }
    }
  }

  /** What is left of packets that are asked about. */
  leaves(traffic: Traffic): Traffic {
    const left = this.#besideBars(traffic);
    return left.length === 0 ? left : without(left, this.#near(left));
  }

  /** Whether nothing is left of packets that are asked about; it stops at the first that is. */
  holds(traffic: Traffic): boolean {
    const left = this.#besideBars(traffic);
    return left.length === 0 || new Cover(merge(this.#near(left))).holds(left);
  }

  #besideBars(traffic: Traffic): Traffic {
    let left = traffic;
    for (const bar of this.#bars.values()) left = left.flatMap((box) => bar.leaves(box));
    return left;
  }

  #near(traffic: Traffic): Traffic {
    return this.#hulls.near(traffic).map((number) => this.#boxes[number] as Box);
  }
}

/** The numbers of one dimension that are taken for some protocols, whatever else is asked. */
class Bar {
  #taken: NumberSet = [];
  /** What is asked and not taken. */
  #free: NumberSet;

  constructor(
    private readonly protocols: NumberSet,
    private readonly key: Dimension,
    asked: Box,
  ) {
    this.#free = asked[key];
  }

  /** Halves of a family's addresses that are taken one after the other take its names as well. */
  add(set: NumberSet): void {
    const taken = inserted(this.#taken, set);
    const all = this.key === 'sources' || this.key === 'destinations' ? withNames(taken) : taken;
    this.#free = all === taken ? removed(this.#free, set) : subtract(this.#free, all);
    this.#taken = all;
  }

  leaves(box: Box): Box[] {
    const { key, protocols } = this;
    if (!meets(this.#taken, box[key]) || !meets(protocols, box.protocols)) return [box];
    const left = intersect(this.#free, box[key]);
    const others = subtract(box.protocols, protocols);
    return [
      ...(left.length > 0 ? [{ ...box, [key]: left, protocols: intersect(box.protocols, protocols) }] : []),
      ...(others.length > 0 ? [{ ...box, protocols: others }] : []),
    ];
  }
}
