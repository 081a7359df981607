/** Numbers of protocols in IPv4: https://www.iana.org/assignments/protocol-numbers (2026-11-27). */
export const protocols = { icmp: 1, tcp: 6, udp: 17 } as const;

/** An IPv4 packet without options and fragments (RFC 791). Addresses in dotted form. */
export interface Packet {
  readonly protocol: number;
  readonly from: string;
  readonly to: string;
  readonly payload: Buffer;
}

/** A UDP datagram (RFC 768). */
export interface Datagram {
  readonly fromPort: number;
  readonly toPort: number;
  readonly payload: Buffer;
}

/** A TCP segment (RFC 9293); of its options only the maximum segment size is written, with SYN. */
export interface Segment {
  readonly fromPort: number;
  readonly toPort: number;
  readonly sequence: number;
  readonly acknowledged: number;
  readonly flags: number;
  readonly window: number;
  readonly payload: Buffer;
}

export const flags = { fin: 1, syn: 2, reset: 4, push: 8, acknowledge: 16 } as const;

/** The longest payload of a segment that fits into a frame. */
export const segmentBytes = 1400;

/** The packet in these bytes; nothing when they are no IPv4 packet, or a part of one. */
export function readPacket(bytes: Buffer): Packet | undefined {
  if (bytes.length < 20 || bytes.readUInt8(0) >> 4 !== 4) return undefined;
  const headerBytes = (bytes.readUInt8(0) & 15) * 4;
  const length = bytes.readUInt16BE(2);
  const isPart = (bytes.readUInt16BE(6) & 0x3fff) !== 0;
  if (isPart || length < headerBytes || length > bytes.length) return undefined;
  return {
    protocol: bytes.readUInt8(9),
    from: dotted(bytes.subarray(12, 16)),
    to: dotted(bytes.subarray(16, 20)),
    payload: bytes.subarray(headerBytes, length),
  };
}

export function writePacket({ protocol, from, to, payload }: Packet): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt8(0x45, 0);
  header.writeUInt16BE(20 + payload.length, 2);
  header.writeUInt16BE(0x4000, 6);
  header.writeUInt8(64, 8);
  header.writeUInt8(protocol, 9);
  bytesOf(from).copy(header, 12);
  bytesOf(to).copy(header, 16);
  header.writeUInt16BE(checksum(header), 10);
  return Buffer.concat([header, payload]);
}

export function readDatagram(bytes: Buffer): Datagram | undefined {
  if (bytes.length < 8) return undefined;
  return { fromPort: bytes.readUInt16BE(0), toPort: bytes.readUInt16BE(2), payload: bytes.subarray(8) };
}

export function datagramPacket(from: string, to: string, datagram: Datagram): Packet {
  const header = Buffer.alloc(8);
  header.writeUInt16BE(datagram.fromPort, 0);
  header.writeUInt16BE(datagram.toPort, 2);
  header.writeUInt16BE(8 + datagram.payload.length, 4);
  const payload = Buffer.concat([header, datagram.payload]);
  payload.writeUInt16BE(checksum(pseudoHeader(protocols.udp, from, to, payload.length), payload), 6);
  return { protocol: protocols.udp, from, to, payload };
}

export function readSegment(bytes: Buffer): Segment | undefined {
  if (bytes.length < 20) return undefined;
  const headerBytes = (bytes.readUInt8(12) >> 4) * 4;
  if (headerBytes < 20 || headerBytes > bytes.length) return undefined;
  return {
    fromPort: bytes.readUInt16BE(0),
    toPort: bytes.readUInt16BE(2),
    sequence: bytes.readUInt32BE(4),
    acknowledged: bytes.readUInt32BE(8),
    flags: bytes.readUInt8(13),
    window: bytes.readUInt16BE(14),
    payload: bytes.subarray(headerBytes),
  };
}

export function segmentPacket(from: string, to: string, segment: Segment): Packet {
  const options = (segment.flags & flags.syn) === 0 ? [] : [2, 4, segmentBytes >> 8, segmentBytes & 255];
  const header = Buffer.alloc(20 + options.length);
  header.writeUInt16BE(segment.fromPort, 0);
  header.writeUInt16BE(segment.toPort, 2);
  header.writeUInt32BE(segment.sequence, 4);
  header.writeUInt32BE(segment.acknowledged, 8);
  header.writeUInt8((header.length / 4) << 4, 12);
  header.writeUInt8(segment.flags, 13);
  header.writeUInt16BE(segment.window, 14);
  Buffer.from(options).copy(header, 20);
  const payload = Buffer.concat([header, segment.payload]);
  payload.writeUInt16BE(checksum(pseudoHeader(protocols.tcp, from, to, payload.length), payload), 16);
  return { protocol: protocols.tcp, from, to, payload };
}

function pseudoHeader(protocol: number, from: string, to: string, length: number): Buffer {
  return Buffer.concat([bytesOf(from), bytesOf(to), Buffer.from([0, protocol, length >> 8, length & 255])]);
}

/** The Internet checksum of parts of an even length, but for the last (RFC 1071). */
function checksum(...parts: readonly Buffer[]): number {
  let sum = 0;
  for (const part of parts) {
    for (let at = 0; at < part.length; at += 2) sum += (part.readUInt8(at) << 8) | (part[at + 1] ?? 0);
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

export function bytesOf(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

export function dotted(bytes: Buffer): string {
  return [...bytes].join('.');
}
