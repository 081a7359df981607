import { BaseAgent, type Client, type ParsedKey, utils } from 'ssh2';
import type { Credential } from './credential';
import { SshReader, sshString } from './wire';

/** Shows credentials to a host one after another, and signs by the one that the host takes. */
export class Presenter extends BaseAgent<ParsedKey> {
  readonly #shown = new Map<ParsedKey, Credential>();

  constructor(private readonly load: () => Promise<readonly Credential[]>) {
    super();
  }

  override getIdentities(done: (error: Error | undefined, keys?: ParsedKey[]) => void): void {
    this.load().then(
      (credentials) => {
        const keys = credentials.map((credential) => {
          const key = shown(credential);
          this.#shown.set(key, credential);
          return key;
        });
        // Outside of the promise, which would swallow what the library throws.
        process.nextTick(done, undefined, keys);
      },
      (error: Error) => process.nextTick(done, error),
    );
  }

  override sign(
    key: ParsedKey,
    data: Buffer,
    options: unknown,
    callback?: (error: Error | undefined, signature?: Buffer) => void,
  ): void {
    const done = callback ?? (options as NonNullable<typeof callback>);
    const credential = this.#shown.get(key);
    if (credential === undefined) throw new RangeError('the key was not shown by this presenter');
    credential.sign(data).then(
      (signature) => process.nextTick(done, undefined, signature),
      (error: Error) => process.nextTick(done, error),
    );
  }
}

/** A key of no account: the library takes for a key what descends from one, and asks it only what is below. */
const template = utils.parseKey(
  `ssh-ed25519 ${ed25519Blob(Buffer.alloc(32)).toString('base64')}`,
) as ParsedKey;

function ed25519Blob(key: Buffer): Buffer {
  return Buffer.concat([sshString('ssh-ed25519'), sshString(key)]);
}

/** The library takes the name of the algorithm from the key's type, and certificates it does not know at all. */
function shown({ algorithm, blob }: Credential): ParsedKey {
  return Object.create(template, { type: { value: algorithm }, getPublicSSH: { value: () => blob } });
}

const userAuthenticationRequest = 50;

/** What is used of the library's inside, which has no way of its own for this (1.17.0, pinned in package.json). */
interface Inside {
  readonly _protocol: {
    readonly _packetRW: {
      readonly write: {
        readonly allocStart: number;
        alloc(length: number): Buffer;
        finalize(packet: Buffer, force?: boolean): Buffer;
      };
    };
  };
}

/**
 * A signature under a certificate bears the name of the key's algorithm, not of the certificate's, as sshd demands
 * (PROTOCOL.certkeys); the library writes one name for both. Must be called
 * when keys have been exchanged, before authentication.
 */
export function nameSignatures(client: Client): void {
  const writer = (client as unknown as Inside)._protocol._packetRW.write;
  const finalize = writer.finalize.bind(writer);
  writer.finalize = (packet, force) => {
    const payload = renamed(packet.subarray(writer.allocStart));
    if (payload === undefined) return finalize(packet, force);
    const other = writer.alloc(payload.length);
    other.set(payload, writer.allocStart);
    return finalize(other, force);
  };
}

/** The request with the right name in its signature; `undefined` for every other message. */
function renamed(payload: Buffer): Buffer | undefined {
  if (payload[0] !== userAuthenticationRequest) return undefined;
  const reader = new SshReader(payload);
  reader.byte();
  const [user, service, method] = [reader.string(), reader.string(), reader.string()];
  if (method.toString('latin1') !== 'publickey' || reader.byte() !== 1) return undefined;
  const [algorithm, key] = [reader.string(), reader.string()];
  const format = algorithm.toString('latin1').replace(/-cert-v01@openssh\.com$/, '');
  if (format === algorithm.toString('latin1')) return undefined;
  const signature = new SshReader(reader.string());
  signature.string();
  return Buffer.concat([
    Buffer.from([userAuthenticationRequest]),
    ...[user, service, method].map(sshString),
    Buffer.from([1]),
    ...[algorithm, key, Buffer.concat([sshString(format), sshString(signature.string())])].map(sshString),
  ]);
}
