import type { Bits } from './address';

/** One packet that opens a connection. */
export interface Packet {
  readonly source: Bits;
  readonly destination: Bits;
  readonly protocol: 'tcp' | 'udp';
  readonly sourcePort: number;
  readonly port: number;
}

/** Whether a port is one of those that a text names: a number, `low-high`, or `*`. */
export function isPort(port: number, text: string): boolean {
  const word = text.trim().toLowerCase();
  if (word === '*' || word === 'any') return true;
  const [low, high] = word.split('-').map(Number);
  return low !== undefined && low <= port && port <= (high ?? low);
}

export function isProtocol(protocol: Packet['protocol'], text: string): boolean {
  const word = text.trim().toLowerCase();
  return word === '*' || word === 'any' || word === protocol;
}
