import { expect, it } from 'vitest';
import type { NetworkModel } from '../../../lib/network-model/model';
import { packets, readPorts, readProtocol } from '../../../lib/network-model/traffic';
import { type Arrival, arrivals, type Start } from '../../../lib/reachability/arrivals';
import type { PlannedResource } from '../../../lib/resources/from-plan';
import { group, inGroup, modelOf, network, nic, subnet } from '../../network-model/support/plan';

/** What a target is called in these rows: `endpoint n1`, `subnet data`, `internet`, `name example.org`. */
function targetOf({ at }: Arrival): string {
  if (at.kind === 'endpoint') return at.endpoint.name;
  if (at.kind === 'subnet') return `subnet ${at.subnet.name}`;
  return at.kind === 'name' ? `name ${at.name}` : at.kind;
}

export function startOf(model: NetworkModel, name: string): Start {
  if (name === 'internet') return { kind: 'internet' };
  const found = model.subnets.find((candidate) => candidate.name === name);
  if (found !== undefined) return { kind: 'subnet', subnet: found };
  const endpoint = model.endpoints.find((candidate) => candidate.name === name);
  if (endpoint === undefined) throw new Error(`no start ${name}`);
  return { kind: 'endpoint', endpoint };
}

/**
 * Asks `app -> 10.2.1.4 Tcp 443`: where packets from a start to an address, a tag or anywhere (`*`) arrive, each with
 * `?` when it is open and `through` what opened a connection. Azure's own addresses are left out.
 */
function ask(resources: readonly PlannedResource[], question: string): string[] {
  const [from = '', , to = '*', protocol = 'Tcp', port = '443'] = question.split(' ');
  const model = modelOf(resources);
  const asked = packets({
    destinations: model.reader().read(to),
    protocols: readProtocol(protocol) ?? [],
    ports: readPorts([port]) ?? [],
  });
  const found = arrivals(model, startOf(model, from), asked).arrivals.filter(
    ({ at }) => at.kind !== 'platform',
  );
  return [
    ...new Set(
      found.map((arrival) => {
        const through = arrival.through.map(({ name }) => name).join(', ');
        return `${targetOf(arrival)}${through === '' ? '' : ` through ${through}`}${arrival.open.length > 0 ? ' ?' : ''}`;
      }),
    ),
  ].sort();
}

/** Plans, a question and its answer, by what they show. */
export type Rows = Readonly<Record<string, readonly [readonly PlannedResource[], string, readonly string[]]>>;

export function itAnswers(rows: Rows): void {
  it.each(Object.entries(rows))('%s', (_name, [resources, question, expected]) => {
    expect(ask(resources, question)).toEqual([...expected].sort());
  });
}

/** A network with a machine in a subnet. */
export const a = [
  network('a', '10.1.0.0/16'),
  subnet('a', 'app', '10.1.1.0/24', inGroup('ga')),
  nic('n1', 'a', 'app', '10.1.1.4'),
];
/** The same with a second machine in a subnet whose group has these rules. */
export const data = (...rules: readonly Parameters<typeof group>[1][]) => [
  ...a,
  group('ga'),
  subnet('a', 'data', '10.1.2.0/24', inGroup('gd')),
  nic('n2', 'a', 'data', '10.1.2.4'),
  group('gd', ...rules),
];
