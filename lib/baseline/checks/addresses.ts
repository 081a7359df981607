import { cutSubnets } from '../addresses';
import { formatRange, type Ipv4Range, overlaps, parseRange } from '../ipv4';
import type { Mistake } from '../mistake';
import { type Path, show, showPath } from '../show';
import type { NetworkBaseline, NetworkKind } from '../types.generated';
import type { Valid } from '../validate';
import type { YamlDocument } from '../yaml-document';
import { type Entry, repeated } from './common';

/** Ranges for private networks: RFC 1918, and RFC 6598 for shared ones. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].flatMap(
  (text) => parseRange(text) ?? [],
);

const kinds = ['tenant', 'hub', 'corporate'] as const satisfies readonly NetworkKind[];

/** Checks that the address plan holds together: ranges apart, subnets inside, roles and names once. */
export function checkAddresses({ document, value: network }: Valid<NetworkBaseline>): Mistake[] {
  const { addressPlan: plan } = network;
  const named: NamedRange[] = [
    namedRange(['addressPlan', 'tenantPool'], plan.tenantPool),
    namedRange(['addressPlan', 'hub'], plan.hub),
    namedRange(['addressPlan', 'corporate'], plan.corporate),
    ...plan.onPremises.map((text, index) => namedRange(['addressPlan', 'onPremises', index], text)),
  ];
  return [
    ...named.flatMap((range) => unaligned(document, range)),
    ...named.slice(0, 3).flatMap((range) => notPrivate(document, range)),
    ...overlapping(document, named),
    ...slotTooLarge(document, network),
    ...kinds.flatMap((kind) => notFitting(document, network, kind)),
    ...kinds.flatMap((kind) => repeated(document, 'the subnet name', subnetEntries(network, kind, 'name'))),
    ...repeated(
      document,
      'the subnet role',
      kinds.flatMap((kind) => subnetEntries(network, kind, 'role')),
    ),
  ];
}

/** A range of a document, and where it stands. */
export interface NamedRange {
  readonly path: Path;
  readonly text: string;
  readonly range: Ipv4Range;
}

export function namedRange(path: Path, text: string): NamedRange {
  const range = parseRange(text);
  if (range === undefined) throw new RangeError(`${text} passed the schema but is not an IPv4 range`);
  return { path, text, range };
}

/** A mistake when a range is written with an address inside it instead of its first one. */
export function unaligned(document: YamlDocument, { path, text, range }: NamedRange): Mistake[] {
  const right = formatRange(range);
  return right === text
    ? []
    : [document.mistake(path, `${show(text)} does not begin where its prefix does`, right)];
}

/** A mistake for each range that has addresses in common with an earlier one. */
export function overlapping(document: YamlDocument, ranges: readonly NamedRange[]): Mistake[] {
  return ranges.flatMap((later, index) =>
    ranges
      .slice(0, index)
      .filter((earlier) => overlaps(earlier.range, later.range))
      .map((earlier) => {
        const other = `${showPath(earlier.path)} ${earlier.text} on line ${document.placeOf(earlier.path).line}`;
        return document.mistake(later.path, `${later.text} overlaps with ${other}`);
      }),
  );
}

export function isPrivate(range: Ipv4Range): boolean {
  return privateRanges.some((outer) => overlaps(outer, range));
}

function notPrivate(document: YamlDocument, { path, text, range }: NamedRange): Mistake[] {
  const inside = privateRanges.some((outer) => outer.first <= range.first && range.last <= outer.last);
  if (inside) return [];
  const expected = privateRanges.map(formatRange).join(', ');
  return [document.mistake(path, `${text} is not a private range; expected one inside ${expected}`)];
}

function slotTooLarge(document: YamlDocument, { addressPlan: plan }: NetworkBaseline): Mistake[] {
  const pool = parseRange(plan.tenantPool);
  if (pool === undefined || pool.prefixLength <= plan.tenantPrefixLength) return [];
  const text = `a slot of /${plan.tenantPrefixLength} does not fit into the tenant pool ${plan.tenantPool}`;
  return [document.mistake(['addressPlan', 'tenantPrefixLength'], text)];
}

function notFitting(document: YamlDocument, network: NetworkBaseline, kind: NetworkKind): Mistake[] {
  const { addressPlan: plan, subnets } = network;
  const text =
    kind === 'tenant' ? `0.0.0.0/${plan.tenantPrefixLength}` : kind === 'hub' ? plan.hub : plan.corporate;
  const place =
    kind === 'tenant' ? `a tenant's slot of /${plan.tenantPrefixLength}` : `the ${kind} range ${text}`;
  return cutSubnets(namedRange([], text).range, subnets[kind]).flatMap(({ subnet, range }, index) => {
    if (range !== undefined) return [];
    const message = `a /${subnet.prefixLength} for ${subnet.role} does not fit into what is left of ${place}`;
    return [document.mistake(['subnets', kind, index, 'prefixLength'], message)];
  });
}

function subnetEntries(network: NetworkBaseline, kind: NetworkKind, key: 'role' | 'name'): Entry[] {
  return network.subnets[kind].map((subnet, index) => ({
    key: subnet[key],
    path: ['subnets', kind, index, key],
  }));
}
