import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  bytesOf,
  datagramPacket,
  dotted,
  flags,
  type Packet,
  protocols,
  readDatagram,
  readPacket,
  readSegment,
  type Segment,
  segmentPacket,
  writePacket,
} from './packets';
import { TcpEnd } from './tcp';

/** What the network answers with for every address that is no machine's, as Azure's does. */
const ownCard = Buffer.from('123456789abc', 'hex');
const types = { ipv4: 0x0800, arp: 0x0806 } as const;

/** Answers one datagram, or does not. */
export type UdpService = (question: Buffer) => Buffer | undefined;
/** Talks with whoever connected. */
export type TcpService = (connection: Duplex) => void;

interface Place {
  readonly address: string;
  readonly socket: Socket;
  readonly port: number;
  /** Hardware address of its card, once it has said anything. */
  card?: Buffer;
}

/** How somebody answered who was asked to open a connection. */
export type Answer = 'open' | 'closed' | 'silent';

/**
 * The lab's own network: every machine hangs on it by a pair of UDP ports on loopback, which carry its frames. Whatever
 * a machine sends to another machine is handed on, whatever it sends to a service of the lab is answered, and the rest
 * is refused. Nothing is filtered on the way: what does not arrive was held by the machine's own firewall.
 */
export class LabNetwork {
  readonly #places = new Map<string, Place>();
  readonly #udp = new Map<string, UdpService>();
  readonly #tcp = new Map<string, TcpService>();
  readonly #connections = new Map<string, TcpEnd>();
  readonly #asked = new Map<string, (answer: Answer) => void>();
  #nextPort = 40_000;

  /** A place for a machine. `own` is the UDP port of the machine, `peer` the network's. */
  async attach(address: string): Promise<{ own: number; peer: number; detach: () => void }> {
    const own = await freeUdpPort();
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    socket.setRecvBufferSize(4 * 1024 * 1024);
    const place: Place = { address, socket, port: own };
    this.#places.set(address, place);
    socket.on('message', (frame) => this.#take(place, frame));
    // A machine that is gone refuses what is still on its way.
    socket.on('error', () => undefined);
    const detach = () => {
      this.#places.delete(address);
      for (const connection of this.#connections.values()) connection.destroy();
      socket.close();
    };
    return { own, peer: socket.address().port, detach };
  }

  /** @param at address and port, such as `10.32.0.4:53`. */
  serveUdp(at: string, service: UdpService): void {
    this.#udp.set(at, service);
  }

  serveTcp(at: string, service: TcpService): void {
    this.#tcp.set(at, service);
  }

  /** Sends a machine a datagram from any address; nobody waits for an answer. */
  sendUdp(from: string, to: string, port: number, payload: Buffer): void {
    this.#deliver(datagramPacket(from, to, { fromPort: 53_000, toPort: port, payload }));
  }

  /**
   * Asks a machine for a connection as if from another address.
   * @param seconds how long an answer may take; who gives none is silent.
   */
  async connects(from: string, to: string, port: number, seconds = 3): Promise<Answer> {
    const fromPort = this.#freePort();
    const key = `${to}:${port}>${from}:${fromPort}`;
    const segment = { fromPort, toPort: port, sequence: 1000, acknowledged: 0, window: 65_535 };
    const send = (flagsOfIt: number) =>
      this.#deliver(segmentPacket(from, to, { ...segment, flags: flagsOfIt, payload: Buffer.alloc(0) }));
    let timers: NodeJS.Timeout[] = [];
    try {
      return await new Promise<Answer>((resolve) => {
        this.#asked.set(key, resolve);
        send(flags.syn);
        timers = [
          setTimeout(() => send(flags.syn), (seconds * 1000) / 2),
          setTimeout(() => resolve('silent'), seconds * 1000),
        ];
      });
    } finally {
      for (const timer of timers) clearTimeout(timer);
      this.#asked.delete(key);
    }
  }

  /** Opens a connection to a machine from any address; what is written waits until the machine answers. */
  connect(from: string, to: string, port: number): Duplex {
    const ownPort = this.#freePort();
    const send = (segment: Segment) => this.#deliver(segmentPacket(from, to, segment));
    const key = `${to}:${port}>${from}:${ownPort}`;
    return this.#keep(key, (forget) => new TcpEnd(port, ownPort, send, forget));
  }

  /**
   * A port on loopback whose connections come out at a machine, as if from another address.
   * @returns the port, and what closes it.
   */
  async door(from: string, to: string, port: number): Promise<{ port: number; close: () => void }> {
    const server = createServer((local) => {
      const far = this.connect(from, to, port);
      // One end that breaks off ends the other.
      const end = () => {
        local.destroy();
        far.destroy();
      };
      local.on('error', end).on('close', end).pipe(far).on('error', end).on('close', end).pipe(local);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port, close: () => server.close() };
  }

  #freePort(): number {
    this.#nextPort = this.#nextPort >= 60_000 ? 40_000 : this.#nextPort + 1;
    return this.#nextPort;
  }

  close(): void {
    for (const connection of this.#connections.values()) connection.destroy();
    for (const { socket } of this.#places.values()) socket.close();
    this.#places.clear();
  }

  #take(place: Place, frame: Buffer): void {
    if (frame.length < 14) return;
    place.card ??= Buffer.from(frame.subarray(6, 12));
    const type = frame.readUInt16BE(12);
    const body = frame.subarray(14);
    if (type === types.arp) this.#answerArp(place, body);
    if (type !== types.ipv4) return;
    const packet = readPacket(body);
    if (packet === undefined) return;
    if (this.#places.has(packet.to)) this.#deliver(packet);
    else if (packet.protocol === protocols.udp) this.#serveDatagram(packet);
    else if (packet.protocol === protocols.tcp) this.#serveSegment(packet);
  }

  /** Every address but the asking machine's own is here (RFC 826). */
  #answerArp(place: Place, question: Buffer): void {
    if (question.length < 28 || question.readUInt16BE(6) !== 1) return;
    const asked = dotted(question.subarray(24, 28));
    if (asked === place.address) return;
    const answer = Buffer.from(question.subarray(0, 28));
    answer.writeUInt16BE(2, 6);
    ownCard.copy(answer, 8);
    bytesOf(asked).copy(answer, 14);
    question.copy(answer, 18, 8, 18);
    this.#frame(place, types.arp, answer);
  }

  #serveDatagram(packet: Packet): void {
    const datagram = readDatagram(packet.payload);
    if (datagram === undefined) return;
    const answer = this.#udp.get(`${packet.to}:${datagram.toPort}`)?.(datagram.payload);
    if (answer === undefined) return;
    const back = { fromPort: datagram.toPort, toPort: datagram.fromPort, payload: answer };
    this.#deliver(datagramPacket(packet.to, packet.from, back));
  }

  #serveSegment(packet: Packet): void {
    const segment = readSegment(packet.payload);
    if (segment === undefined) return;
    const reply = (answer: Segment) => this.#deliver(segmentPacket(packet.to, packet.from, answer));
    const isReset = (segment.flags & flags.reset) !== 0;
    const key = `${packet.from}:${segment.fromPort}>${packet.to}:${segment.toPort}`;
    const asked = this.#asked.get(key);
    const known = this.#connections.get(key);
    if (asked !== undefined) asked(isReset ? 'closed' : 'open');
    if (known !== undefined) known.receive(segment);
    else if (!isReset && (asked !== undefined || !this.#accept(packet, segment, key, reply))) {
      reply(resetOf(segment));
    }
  }

  /** Begins a connection where a service listens; says whether it did. */
  #accept(packet: Packet, segment: Segment, key: string, reply: (answer: Segment) => void): boolean {
    const service = this.#tcp.get(`${packet.to}:${segment.toPort}`);
    const isOpening = (segment.flags & (flags.syn | flags.acknowledge)) === flags.syn;
    if (service === undefined || !isOpening) return false;
    const { fromPort, toPort } = segment;
    service(this.#keep(key, (forget) => new TcpEnd(fromPort, toPort, reply, forget, segment)));
    return true;
  }

  #keep(key: string, make: (forget: () => void) => TcpEnd): TcpEnd {
    const connection = make(() => this.#connections.delete(key));
    // What a machine leaves in the middle is its own affair.
    connection.on('error', () => undefined);
    this.#connections.set(key, connection);
    return connection;
  }

  /** Hands a packet to the machine that has its address. */
  #deliver(packet: Packet): void {
    const place = this.#places.get(packet.to);
    if (place !== undefined) this.#frame(place, types.ipv4, writePacket(packet));
  }

  #frame(place: Place, type: number, body: Buffer): void {
    const header = Buffer.alloc(14);
    (place.card ?? Buffer.alloc(6, 0xff)).copy(header);
    ownCard.copy(header, 6);
    header.writeUInt16BE(type, 12);
    const padding = Buffer.alloc(Math.max(0, 46 - body.length));
    place.socket.send(Buffer.concat([header, body, padding]), place.port, '127.0.0.1');
  }
}

function resetOf(segment: Segment): Segment {
  const isAcknowledging = (segment.flags & flags.acknowledge) !== 0;
  const length = segment.payload.length + Number((segment.flags & (flags.syn | flags.fin)) !== 0);
  return {
    fromPort: segment.toPort,
    toPort: segment.fromPort,
    sequence: isAcknowledging ? segment.acknowledged : 0,
    acknowledged: (segment.sequence + length) >>> 0,
    flags: flags.reset | flags.acknowledge,
    window: 0,
    payload: Buffer.alloc(0),
  };
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}
