import { covers, intersect, meets, type NumberSet, subtract } from './number-set';

/** What a rule matches: every packet whose value is in the set of each dimension. */
export interface Box {
  readonly sources: NumberSet;
  readonly destinations: NumberSet;
  readonly protocols: NumberSet;
  readonly sourcePorts: NumberSet;
  readonly ports: NumberSet;
}

/** The names of a box's sets. */
export const dimensions = ['sources', 'destinations', 'protocols', 'sourcePorts', 'ports'] as const;

/** The packets that are in both boxes; `undefined` when there are none. */
export function commonBox(box: Box, other: Box): Box | undefined {
  if (!boxesMeet(box, other)) return undefined;
  return {
    sources: intersect(box.sources, other.sources),
    destinations: intersect(box.destinations, other.destinations),
    protocols: intersect(box.protocols, other.protocols),
    sourcePorts: intersect(box.sourcePorts, other.sourcePorts),
    ports: intersect(box.ports, other.ports),
  };
}

/** Whether two boxes have a packet in common. */
export function boxesMeet(box: Box, other: Box): boolean {
  return (
    meets(box.ports, other.ports) &&
    meets(box.protocols, other.protocols) &&
    meets(box.destinations, other.destinations) &&
    meets(box.sources, other.sources) &&
    meets(box.sourcePorts, other.sourcePorts)
  );
}

/** Whether all packets of the second box are in the first. */
export function holdsBox(outer: Box, inner: Box): boolean {
  return (
    covers(outer.ports, inner.ports) &&
    covers(outer.sources, inner.sources) &&
    covers(outer.destinations, inner.destinations) &&
    covers(outer.protocols, inner.protocols) &&
    covers(outer.sourcePorts, inner.sourcePorts)
  );
}

/** What is left of a box when another is taken out: a slice for each dimension in which it sticks out. */
export function cut(box: Box, other: Box): Box[] {
  if (!boxesMeet(box, other)) return [box];
  const left: Box[] = [];
  let rest = box;
  for (const key of dimensions) {
    if (covers(other[key], rest[key])) continue;
    left.push({ ...rest, [key]: subtract(rest[key], other[key]) });
    rest = { ...rest, [key]: intersect(rest[key], other[key]) };
  }
  return left;
}
