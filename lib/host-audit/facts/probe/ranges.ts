/** Ports in ascending order as ranges, such as `22,80-81`; empty for none. */
export function renderRanges(ports: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const port of ports) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === port - 1) last[1] = port;
    else ranges.push([port, port]);
  }
  return ranges.map(([low, high]) => (low === high ? `${low}` : `${low}-${high}`)).join(',');
}

/** The ports of ranges such as `22,80-81`; `undefined` when the text is something else or names no port. */
export function parseRanges(text: string): number[] | undefined {
  const ports = new Set<number>();
  for (const part of text.split(',')) {
    const [, low, high = low] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim()) ?? [];
    const [from, to] = [Number(low), Number(high)];
    if (!(from >= 1 && to <= lastPort && from <= to)) return undefined;
    for (let port = from; port <= to; port += 1) ports.add(port);
  }
  return [...ports];
}

/** Whether a text that `renderRanges` wrote holds a port. */
export function holds(ranges: string, port: number): boolean {
  return ranges !== '' && ranges.split(',').some((range) => within(range, port));
}

/** How many ports a text that `renderRanges` wrote holds. */
export function countOf(ranges: string): number {
  if (ranges === '') return 0;
  return ranges.split(',').reduce((sum, range) => {
    const [low = 0, high = low] = range.split('-').map(Number);
    return sum + high - low + 1;
  }, 0);
}

export const lastPort = 65_535;

function within(range: string, port: number): boolean {
  const [low = 0, high = low] = range.split('-').map(Number);
  return port >= low && port <= high;
}
