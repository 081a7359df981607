import type { Connection } from '../../facts/topics/logs';
import { compliant, judge, undetermined, violated } from '../outcome';
import type { StateCheck } from './state-check';

/** How many files of the journal outlive a restart. */
const journalFiles: StateCheck = ({ atLeast = 1 }, { facts }) =>
  judge(facts.journalFiles, (files) => {
    const filled = files.filter(({ bytes }) => bytes > 0).length;
    if (filled >= atLeast) return compliant;
    return violated(`${filled} files in /var/log/journal`, { expected: `${atLeast} or more` });
  });

const isLoopback = (address: string) => /^(127\.|\[::1\]|\[::ffff:127\.)/.test(address);

/**
 * Whether rsyslog hands records to Azure's agent and the agent talks to the outside. The agent takes them by TCP on the
 * loopback address and sends them by https.
 * https://learn.microsoft.com/azure/azure-monitor/agents/azure-monitor-agent-troubleshoot-linux-vm-rsyslog (2026-11-27)
 */
const logForwarding: StateCheck = (_, { facts }) =>
  judge(facts.openConnections, (connections) => {
    const out = connections.filter(({ programs, peer }) => programs.includes('rsyslogd') && isLoopback(peer));
    const taker = out.flatMap((connection) => otherEnd(connection, connections)?.programs ?? []);
    if (taker.length === 0) return violated('rsyslogd is connected with no agent on this machine');
    const leaves = connections.some(
      ({ programs, peer }) =>
        peer.endsWith(':443') && !isLoopback(peer) && programs.some((name) => taker.includes(name)),
    );
    // The agent sends in batches: that it holds no connection just now shows nothing.
    return leaves ? compliant : undetermined(`${taker.join(', ')} holds no connection to the outside now`);
  });

function otherEnd({ local, peer }: Connection, all: readonly Connection[]): Connection | undefined {
  return all.find((one) => one.local === peer && one.peer === local);
}

export const logStates: Readonly<Record<string, StateCheck>> = {
  'journal-files': journalFiles,
  'log-forwarding': logForwarding,
};
