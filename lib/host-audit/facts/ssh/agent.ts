import { connect } from 'node:net';
import { SshReader, sshString } from './wire';

/** A key that an agent holds. */
export interface AgentKey {
  /** The public key or certificate, in the form of RFC 4253, section 6.6. */
  readonly blob: Buffer;
  readonly comment: string;
}

/** Messages of the protocol: https://datatracker.ietf.org/doc/html/draft-miller-ssh-agent (2026-11-27), section 5.1 */
const messages = { listKeys: 11, keys: 12, sign: 13, signature: 14 } as const;
/** Asks for a signature of an RSA key over SHA-512 (section 5.3). */
export const rsaSha512 = 4;

/** An answer has some kilobytes a key; OpenSSH's agent admits this much. */
const mostBytes = 256 * 1024;
/** An agent may ask its owner to touch a token. */
const patienceMs = 60_000;

/** Every key of the agent behind a socket. Rejects with an Error that says what is wrong with the agent. */
export async function agentKeys(socket: string): Promise<AgentKey[]> {
  const answer = new SshReader(await ask(socket, Buffer.from([messages.listKeys])));
  if (answer.byte() !== messages.keys) throw new Error('the agent does not tell its keys');
  const keys: AgentKey[] = [];
  for (let left = answer.number(); left > 0; left -= 1) {
    keys.push({ blob: answer.string(), comment: answer.string().toString('utf8') });
  }
  return keys;
}

/**
 * A signature by a key of the agent: the name of its algorithm and the bare signature. Rejects with an Error when the
 * agent refuses.
 */
export async function agentSignature(
  socket: string,
  { blob }: AgentKey,
  data: Uint8Array,
  flags: number,
): Promise<{ format: string; signature: Buffer }> {
  const rest = Buffer.alloc(4);
  rest.writeUInt32BE(flags);
  const request = Buffer.concat([Buffer.from([messages.sign]), sshString(blob), sshString(data), rest]);
  const answer = new SshReader(await ask(socket, request));
  if (answer.byte() !== messages.signature) throw new Error('the agent refuses to sign');
  const signed = new SshReader(answer.string());
  return { format: signed.string().toString('latin1'), signature: signed.string() };
}

function ask(path: string, message: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let received = Buffer.alloc(0);
    const fail = (why: string) => {
      socket.destroy();
      reject(new Error(`the agent at ${path} ${why}`));
    };
    socket.setTimeout(patienceMs, () => fail('does not answer'));
    socket.on('connect', () => socket.write(sshString(message)));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      fail(`is not there (${error.code ?? error.message})`),
    );
    socket.on('close', () => fail('closed the connection'));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4) return;
      const length = received.readUInt32BE();
      if (length === 0 || length > mostBytes) fail('answers in another way than agents do');
      if (received.length < 4 + length) return;
      resolve(received.subarray(4, 4 + length));
      socket.destroy();
    });
  });
}
