import type { Matrix, MatrixEntry, Side } from '../matrix/matrix';

/** A vertical lane of the picture: a subnet, the Internet, or the names outside. */
export interface Lane {
  readonly label: string;
  /** The middle, in pixels. */
  readonly x: number;
}

/** A network: lanes side by side in one box. */
export interface Box {
  readonly label: string;
  readonly x: number;
  readonly width: number;
  readonly lanes: readonly Lane[];
  /** Whether it stands for several of its kind. */
  readonly repeated: boolean;
}

/** `some` is what not every tenant has; `open` what is not certain; `alarming` what joins sides that are to be apart. */
export type Tone = 'usual' | 'some' | 'open' | 'alarming';

/** What gets through, drawn from lane to lane on a row of its own. */
export interface Arrow {
  readonly fromX: number;
  readonly toX: number;
  readonly y: number;
  readonly label: string;
  readonly tone: Tone;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

export const sizes = {
  lane: 104,
  narrowest: 160,
  gap: 28,
  margin: 24,
  head: 96,
  row: 34,
  foot: 52,
  self: 40,
} as const;
const namesLane = 'names';
const internetLane = 'Internet';
const anotherTenant = 'another tenant';

/**
 * Places everything: networks as boxes side by side, their subnets as lanes from top to bottom, and traffic as arrows
 * across, one below the other, so that nothing crosses a label. All tenants are one box; what reaches another tenant
 * gets a box of its own, which is not there when nothing does.
 */
export function layoutOf(matrix: Matrix): Layout {
  const rows = rowsOf(matrix);
  const laneNames = lanesOf(matrix, rows);
  const lanes = new Map<string, number>();
  const boxes: Box[] = [];
  let x: number = sizes.margin;
  for (const [group, names] of laneNames) {
    const width = Math.max(names.length * sizes.lane, sizes.narrowest);
    const step = width / names.length;
    const placed = names.map((label, index) => ({ label, x: x + (index + 0.5) * step }));
    for (const lane of placed) lanes.set(laneKey(group, lane.label), lane.x);
    boxes.push({
      label: titleOf(group, matrix),
      x,
      width,
      lanes: placed,
      repeated: group === 'tenant' && matrix.tenants.length > 1,
    });
    x += width + sizes.gap;
  }
  const arrows = rows.map(({ from, to, label, tone }, index) => ({
    fromX: lanes.get(from) ?? 0,
    toX: lanes.get(to) ?? 0,
    y: sizes.head + sizes.margin + (index + 1) * sizes.row,
    label,
    tone,
  }));
  return {
    width: x - sizes.gap + sizes.margin + sizes.self,
    height: sizes.head + sizes.margin + (rows.length + 1) * sizes.row + sizes.foot,
    boxes,
    arrows,
  };
}

interface Row {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly tone: Tone;
}

/** Traffic to several names is one arrow, when it is the same. */
function rowsOf({ entries, tenants }: Matrix): Row[] {
  const rows: Row[] = [];
  const named = new Map<string, { row: Row; names: string[] }>();
  for (const entry of entries) {
    const from = keyOf(entry.from);
    const traffic = entry.traffic.join('; ');
    const some = isOfSome(entry, tenants) ? ` (${forWhom(entry.of, tenants)})` : '';
    const label = `${traffic}${some}`;
    if (!isName(entry.to)) {
      const to = entry.tenants === 'different' ? laneKey(anotherTenant, entry.to.name) : keyOf(entry.to);
      rows.push({ from, to, label, tone: toneOf(entry, tenants) });
      continue;
    }
    const key = [from, label, toneOf(entry, tenants)].join('|');
    const known = named.get(key);
    if (known !== undefined) known.names.push(entry.to.name);
    else {
      const row = { from, to: laneKey('outside', namesLane), label, tone: toneOf(entry, tenants) };
      named.set(key, { row, names: [entry.to.name] });
      rows.push(row);
    }
  }
  return rows.map((row) => {
    const names = [...named.values()].find((one) => one.row === row)?.names;
    if (names === undefined) return row;
    return { ...row, label: `${row.label} to ${names.length === 1 ? names[0] : `${names.length} names`}` };
  });
}

function lanesOf({ sides, entries }: Matrix, rows: readonly Row[]): Map<string, string[]> {
  const lanes = new Map<string, string[]>();
  const add = (group: string, name: string) => {
    const names = lanes.get(group) ?? [];
    lanes.set(group, names);
    if (!names.includes(name)) names.push(name);
  };
  for (const side of sides) {
    if (isName(side)) continue;
    add(side.group, side.name);
  }
  if (rows.some(({ to }) => to === laneKey('outside', namesLane))) add('outside', namesLane);
  for (const entry of entries) if (entry.tenants === 'different') add(anotherTenant, entry.to.name);
  return lanes;
}

function isName({ group, name }: Side): boolean {
  return group === 'outside' && name !== internetLane;
}

/** What is so for some tenants only; up to two are named. */
function forWhom(of: readonly string[], tenants: readonly string[]): string {
  return of.length <= 2 ? `${of.join(' and ')} only` : `${of.length} of ${tenants.length} tenants`;
}

function isOfSome({ of }: MatrixEntry, tenants: readonly string[]): boolean {
  return of.length > 0 && of.length < tenants.length;
}

function toneOf(entry: MatrixEntry, tenants: readonly string[]): Tone {
  if (entry.tenants === 'different') return 'alarming';
  const joins = (a: string, b: string) => entry.from.group === a && entry.to.group === b;
  const sides = ['tenant', 'hub'];
  if (sides.some((side) => joins('corporate', side) || joins(side, 'corporate'))) return 'alarming';
  if (entry.open) return 'open';
  return isOfSome(entry, tenants) ? 'some' : 'usual';
}

function titleOf(group: string, { tenants }: Matrix): string {
  switch (group) {
    case 'outside':
      return 'Outside';
    case 'tenant':
      return tenants.length > 1 ? `Each of ${tenants.length} tenants` : `Tenant ${tenants[0] ?? ''}`;
    case 'hub':
      return 'Hub';
    case 'corporate':
      return 'Corporate network';
    case anotherTenant:
      return 'Another tenant';
    default:
      return 'Nobody’s';
  }
}

function keyOf({ group, name }: Side): string {
  return laneKey(group, name);
}

function laneKey(group: string, name: string): string {
  return `${group} ${name}`;
}
