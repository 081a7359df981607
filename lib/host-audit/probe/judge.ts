import { notApplicable, type Outcome, undetermined } from '../checks/outcome';
import type { ProbeFacts } from '../facts/probe/look';
import { holds } from '../facts/probe/ranges';
import { type Asked, listedPorts, type Protocol, portsOf } from './asked';

/** What is said of one place of a host, such as one of its ports; of the host itself where there is no place. */
export interface Judgement {
  readonly outcome: Outcome;
  readonly at?: string;
}

/** Judges what was seen of one probe of the baseline: one judgement at least. */
export type Judge = (seen: ProbeFacts, asked: Asked) => Judgement[];

/**
 * Judges each open port at which a protocol is looked at. A port of the role that is not open, or that was not tried,
 * leaves the question open: nothing was seen there.
 */
export function atEachPort(protocol: Protocol, judgePort: (port: number) => Judgement[]): Judge {
  return (seen, asked) => {
    const listed = listedPorts(asked.baseline, asked.role);
    const all = portsOf(asked.baseline, protocol);
    const judged = all.flatMap((port): Judgement[] => {
      const at = placeOf(port);
      if (seen.ports.open.includes(port)) return judgePort(port);
      const shut = ['closed', 'filtered'] as const;
      const state = shut.find((name) => holds(seen.ports[name], port));
      if (state === undefined) return [{ at, outcome: undetermined(`port ${port} was not tried`) }];
      return listed.has(port) ? [{ at, outcome: undetermined(`port ${port} is ${state}`) }] : [];
    });
    if (judged.length > 0) return judged;
    return [{ outcome: notApplicable(`no port of ${asked.baseline.probe.services[protocol]} is open`) }];
  };
}

/** How a place is written; the protocol behind it where it matters. */
export function placeOf(port: number, more?: string): string {
  return more === undefined ? `port ${port}` : `port ${port} ${more}`;
}
