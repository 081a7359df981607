import type { TcpService, UdpService } from './lab-network';

/** Seconds from 1900 to 1970. */
const ntpEpoch = 2_208_988_800;

/**
 * An NTP server of stratum 1 with this computer's clock (RFC 5905).
 * @param onAsked is told of each question.
 */
export function timeServer(onAsked: () => void = () => undefined): UdpService {
  return (question) => {
    if (question.length < 48) return undefined;
    onAsked();
    const answer = Buffer.alloc(48);
    const version = question.readUInt8(0) & 0x38;
    answer.writeUInt8(version | 4, 0);
    answer.writeUInt8(1, 1);
    answer.writeUInt8(question.readUInt8(2), 2);
    answer.writeInt8(-20, 3);
    answer.write('LAB', 12, 'latin1');
    const now = Date.now();
    writeTime(answer, 16, now);
    question.copy(answer, 24, 40, 48);
    writeTime(answer, 32, now);
    writeTime(answer, 40, now);
    return answer;
  };
}

function writeTime(into: Buffer, at: number, milliseconds: number): void {
  into.writeUInt32BE(Math.floor(milliseconds / 1000) + ntpEpoch, at);
  into.writeUInt32BE(Math.floor(((milliseconds % 1000) / 1000) * 0x1_0000_0000), at + 4);
}

/**
 * A name server that knows these names and no others (RFC 1035).
 * @param names addresses by name.
 */
export function nameServer(names: ReadonlyMap<string, string>): UdpService {
  return (question) => {
    if (question.length < 17) return undefined;
    const labels: string[] = [];
    let at = 12;
    for (let length = question.readUInt8(at); length > 0; length = question.readUInt8(at)) {
      if (at + length + 1 >= question.length) return undefined;
      labels.push(question.toString('latin1', at + 1, at + 1 + length));
      at += length + 1;
    }
    if (at + 5 > question.length) return undefined;
    const address = names.get(labels.join('.').toLowerCase());
    const isAddress = question.readUInt16BE(at + 1) === 1;
    const found = isAddress ? address : undefined;
    const header = Buffer.alloc(12);
    question.copy(header, 0, 0, 2);
    // An answer, recursion was asked for and is there; 3 says that there is no such name.
    header.writeUInt16BE(0x8180 | (address === undefined ? 3 : 0), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(found === undefined ? 0 : 1, 6);
    const asked = question.subarray(12, at + 5);
    if (found === undefined) return Buffer.concat([header, asked]);
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, ...found.split('.').map(Number)]);
    return Buffer.concat([header, asked, record]);
  };
}

/** A collector of logs: keeps every line that machines send it. */
export class LogCollector {
  readonly lines: string[] = [];

  readonly service: TcpService = (connection) => {
    let rest = '';
    connection.on('data', (bytes: Buffer) => {
      const lines = `${rest}${bytes.toString('utf8')}`.split('\n');
      rest = lines.pop() ?? '';
      this.lines.push(...lines);
    });
    connection.on('end', () => connection.end());
  };
}
