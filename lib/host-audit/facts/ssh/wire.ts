/** Texts and bytes as the SSH protocols write them: a length of four bytes, then so many bytes (RFC 4251, section 5). */
export function sshString(content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Reads such strings and numbers one after another. Throws a RangeError where the bytes end too soon. */
export class SshReader {
  #at = 0;

  constructor(private readonly bytes: Buffer) {}

  byte(): number {
    return this.#take(1).readUInt8();
  }

  number(): number {
    return this.#take(4).readUInt32BE();
  }

  string(): Buffer {
    return this.#take(this.number());
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.bytes.length) throw new RangeError('the bytes end too soon');
    const taken = this.bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
