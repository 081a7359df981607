import { compliant, type Outcome, undetermined, violated } from '../../checks/outcome';
import type { PortScan } from '../../facts/probe/ports';
import { countOf, lastPort, renderRanges } from '../../facts/probe/ranges';
import { type Asked, listedPorts } from '../asked';
import type { Judge } from '../judge';

/** What is open is listed for the role, of all ports that there are. */
export const judgePorts: Judge = ({ ports }, asked) => [{ outcome: outcomeOf(ports, asked) }];

function outcomeOf(ports: PortScan, { baseline, role, otherAddresses }: Asked): Outcome {
  const listed = listedPorts(baseline, role);
  const expected = `TCP ${renderRanges([...listed].sort((a, b) => a - b)) || 'nothing'} and nothing else open`;
  const more = ports.open.filter((port) => !listed.has(port));
  if (more.length > 0) return violated(`TCP ${short(renderRanges(more))} open`, { expected });
  if (ports.open.length === 0 && ports.closed === '') return undetermined('no port answered');
  if (ports.notTried !== '') {
    return undetermined(`TCP ${short(ports.notTried)} could not be tried: ${ports.why ?? 'unknown'}`);
  }
  const tried = ports.open.length + countOf(ports.closed) + countOf(ports.filtered);
  if (tried < lastPort) return undetermined(`only ${tried} of ${lastPort} TCP ports were tried`);
  if (ports.lost !== undefined) return undetermined(ports.lost);
  if (otherAddresses.length > 0) {
    return undetermined(`not tried at the other addresses of the name: ${otherAddresses.join(', ')}`);
  }
  return compliant;
}

const longest = 200;

function short(ranges: string): string {
  return ranges.length > longest ? `${ranges.slice(0, longest)}…` : ranges;
}
