import { openPorts } from '../../../baseline/network-rules';
import type { FactValues } from '../../facts/readers';
import type { Socket } from '../../facts/topics/sockets';
import type { CheckedHost } from '../host';
import { compliant, judge, judgeBoth, none, type Outcome, undetermined } from '../outcome';
import { type CommandLine, noListener, readCommandLine, startedByOther } from '../sshd/listener';
import type { StateCheck } from './state-check';

type Programs = FactValues['programs'];

/**
 * Whether what listens is on the list of the role; what the machine alone can reach is nobody's port. `only` lists
 * what listens besides: protocol, port and program.
 */
const listeningSockets: StateCheck = ({ only = [] }, host) =>
  judge(host.facts.listeningSockets, (sockets) => {
    const fact = host.facts.programs;
    const programs = 'value' in fact ? fact.value : {};
    const others = fromOutside(sockets)
      .filter((socket) => serviceOf(socket, host) === undefined)
      .map((socket) => ({ socket, holders: programsOf(socket, programs), listed: listedFor(socket, only) }));
    const wrong = others.filter(
      ({ holders, listed }) =>
        listed.length === 0 ||
        holders.length === 0 ||
        holders.some((program) => program !== undefined && !listed.includes(program)),
    );
    if (wrong.length > 0) {
      const words = wrong.map(({ socket }) => wordsOf(socket, programs));
      return none(words, `nothing but ${listOf(host)}`);
    }
    const unseen = others.find(({ holders }) => holders.includes(undefined));
    if (unseen === undefined) return none([]);
    return undetermined('unknown' in fact ? fact.unknown : `who holds ${wordsOf(unseen.socket, programs)}?`);
  });

/** The programs that may listen there besides the services of the role. */
function listedFor({ protocol, port }: Socket, only: readonly string[]): string[] {
  const start = `${protocol} ${port} `;
  return only.filter((one) => one.startsWith(start)).map((one) => one.slice(start.length));
}

/** Whether each listed port that somebody holds is held by the service's program; `only` lists service and program. */
const socketOwners: StateCheck = ({ only = [] }, host) =>
  judgeBoth(host.facts.listeningSockets, host.facts.programs, (sockets, programs) => {
    const listed = fromOutside(sockets).flatMap((socket) => {
      const service = serviceOf(socket, host);
      return service === undefined ? [] : [{ socket, service, holders: programsOf(socket, programs) }];
    });
    const wrong = listed.filter(({ service, holders }) =>
      holders.some(
        (program) => program !== undefined && !only.some((one) => isListed(one, service, program)),
      ),
    );
    if (wrong.length > 0) {
      return none(wrong.map(({ socket, service }) => `${service}: ${wordsOf(socket, programs)}`));
    }
    const unseen = listed.find(({ holders }) => holders.length === 0 || holders.includes(undefined));
    if (unseen !== undefined) return undetermined(`who holds ${wordsOf(unseen.socket, programs)}?`);
    return none([]);
  });

/** `*` in a path stands for anything within one folder, such as a version. */
function isListed(listed: string, service: string, program: string): boolean {
  const pattern = listed.replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]+');
  return new RegExp(`^${pattern}$`).test(`${service} ${program}`);
}

/** Whether only the listed programs read raw packets. */
const packetSockets: StateCheck = ({ only = [] }, { facts }) =>
  judgeBoth(facts.packetSockets, facts.programs, (sockets, programs) => {
    const wrong = sockets.filter((socket) =>
      programsOf(socket, programs).some((program) => program !== undefined && !only.includes(program)),
    );
    if (wrong.length > 0) return none(wrong.map((socket) => wordsOf(socket, programs)));
    const unseen = sockets.find((socket) => {
      const holders = programsOf(socket, programs);
      return holders.length === 0 || holders.includes(undefined);
    });
    return unseen === undefined ? none([]) : undetermined(`who holds ${wordsOf(unseen, programs)}?`);
  });

/**
 * Whether sshd listens on the port of the baseline alone, whatever the firewall lets through: by its files, and by the
 * command line of each that runs.
 */
const sshdPort: StateCheck = (_, { facts, baseline }) =>
  judgeBoth(facts.sshd, facts.sshdListeners, ({ port = [], listenaddress = [] }, listeners) => {
    const ports = baseline.network.services['ssh']?.ports.map(String) ?? [];
    const commandLines = listeners.map(readCommandLine);
    const others = [
      ...port,
      ...listenaddress.map((address) => address.slice(address.lastIndexOf(':') + 1)),
      ...commandLines.flatMap((line) => line.ports),
    ];
    const outcome = none(
      [...new Set(others)].filter((other) => !ports.includes(other)).map((other) => `port ${other}`),
      `port ${ports.join(' and ')}`,
    );
    return outcome.verdict === 'compliant' ? asSeen(listeners, commandLines) : outcome;
  });

/** Its files say something of an sshd only when it was started by them. */
function asSeen(listeners: FactValues['sshdListeners'], lines: readonly CommandLine[]): Outcome {
  const foreign = listeners.find((_, index) => lines[index]?.others.length !== 0);
  if (listeners.length === 0) return noListener;
  return foreign === undefined ? compliant : startedByOther(foreign);
}

/** The sockets that another machine could reach. */
export function fromOutside(sockets: readonly Socket[]): Socket[] {
  return sockets.filter(
    ({ address, device }) => device !== 'lo' && !/^(127\.|::ffff:127\.|::1$)/.test(address),
  );
}

/** The service of the role whose port it is. */
export function serviceOf({ protocol, port }: Socket, { baseline, role }: CheckedHost): string | undefined {
  const number = Number(port);
  return openPorts(baseline.network, role).find(
    (open) =>
      (open.protocol === '*' || open.protocol.toLowerCase() === protocol) &&
      open.ports.some((text) => {
        const [low, high = low] = text.split('-');
        return text === '*' || (number >= Number(low) && number <= Number(high));
      }),
  )?.service;
}

/** The program of each process that holds it; `undefined` for one that is not known. */
export function programsOf({ processes }: Socket, programs: Programs): (string | undefined)[] {
  return [...new Set(processes.map((process) => programs[String(process)]))];
}

function wordsOf(socket: Socket, programs: Programs): string {
  const { protocol, address, port } = socket;
  const holders = programsOf(socket, programs).map((program) => program ?? 'an unknown program');
  return `${protocol} ${port} on ${address} by ${holders.join(' and ') || 'no process that can be seen'}`;
}

function listOf({ baseline, role }: CheckedHost): string {
  return openPorts(baseline.network, role)
    .map(({ service, protocol, ports }) => `${service} (${protocol} ${ports.join(', ')})`)
    .join(', ');
}

export const socketStates: Readonly<Record<string, StateCheck>> = {
  'listening-sockets': listeningSockets,
  'packet-sockets': packetSockets,
  'socket-owners': socketOwners,
  'sshd-port': sshdPort,
};
