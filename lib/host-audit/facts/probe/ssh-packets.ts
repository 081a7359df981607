import { NotUnderstood } from '../fact';
import { NoAnswer } from './no-answer';
import type { Wire } from './wire';

/** What a server offers before anybody has authenticated; each list in the server's order. */
export interface SshOffer {
  /** Protocol version of the banner, such as `2.0`; `1.99` offers version 1 too. */
  readonly protocol: string;
  /** What the server calls itself, such as `OpenSSH_9.2p1`, with its comment. */
  readonly software: string;
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  readonly compression: readonly string[];
}

/** Longest banner, with its end (RFC 4253, 4.2). */
const longestLine = 255;
/** How many lines a server may write before its banner; RFC 4253 gives no number. */
const mostLines = 50;
/** Longest packet that everybody must take (RFC 4253, 6.1). */
const longestPacket = 35_000;
/** Longest name of an algorithm (RFC 4251, 6); a longer one is cut so that it is none that anybody admits. */
const longestName = 64;
/** Messages that may come at any time (RFC 4253, 11): disregarded until the offer comes. */
const passing: readonly number[] = [2, 4];
const mostPassing = 10;
const kexInit = 20;
const disconnect = 1;

/** Reads the banner and SSH_MSG_KEXINIT (RFC 4253, sections 4.2, 6 and 7.1); both come in the clear. */
export async function readSshOffer(wire: Wire, ownBanner: string): Promise<SshOffer> {
  wire.write(Buffer.from(`${ownBanner}\r\n`, 'latin1'));
  const { protocol, software } = await readBanner(wire);
  for (let packets = 0; packets <= mostPassing; packets += 1) {
    const payload = await readPacket(wire);
    const type = payload[0] ?? 0;
    if (type === kexInit) return { protocol, software, ...readLists(payload) };
    if (type === disconnect) throw new NoAnswer(`the server ended the connection: ${reasonOf(payload)}`);
    if (!passing.includes(type)) throw new NotUnderstood('SSH_MSG_KEXINIT (20)', `message ${type}`);
  }
  throw new NoAnswer(`more than ${mostPassing} packets before SSH_MSG_KEXINIT`);
}

async function readBanner(wire: Wire): Promise<Pick<SshOffer, 'protocol' | 'software'>> {
  for (let lines = 0; lines < mostLines; lines += 1) {
    const line = await wire.line(longestLine);
    const [, protocol, software] = /^SSH-([^-\s]+)-(.*)$/.exec(line) ?? [];
    if (protocol !== undefined && software !== undefined) return { protocol, software };
  }
  throw new NoAnswer(`${mostLines} lines without the banner of an SSH server`);
}

async function readPacket(wire: Wire): Promise<Buffer> {
  const length = (await wire.read(4)).readUInt32BE();
  if (length < 2 || length > longestPacket) {
    throw new NotUnderstood(`a packet of 2 to ${longestPacket} bytes`, `a length of ${length}`);
  }
  const packet = await wire.read(length);
  const padding = packet[0] ?? 0;
  if (padding > length - 2) throw new NotUnderstood('padding within its packet', `${padding} of ${length}`);
  return packet.subarray(1, length - padding);
}

/** Type, 16 bytes of cookie, ten lists of names, a flag and a number. */
function readLists(payload: Buffer): Omit<SshOffer, 'protocol' | 'software'> {
  let at = 17;
  const next = (): string[] => {
    if (at + 4 > payload.length) throw new NotUnderstood('ten lists of names', 'the end of the packet');
    const end = at + 4 + payload.readUInt32BE(at);
    if (end > payload.length) throw new NotUnderstood('a list within its packet', `one to ${end}`);
    const text = payload.toString('latin1', at + 4, end);
    at = end;
    return text === '' ? [] : text.split(',').map((name) => name.slice(0, longestName + 1));
  };
  const both = (): string[] => [...new Set([...next(), ...next()])];
  return { kex: next(), hostKeys: next(), ciphers: both(), macs: both(), compression: both() };
}

function reasonOf(payload: Buffer): string {
  if (payload.length < 9) return 'no reason';
  const text = payload.toString('utf8', 9, Math.min(payload.length, 9 + payload.readUInt32BE(5)));
  return JSON.stringify(text.slice(0, 80));
}
