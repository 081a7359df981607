import {
  AnalyzeRequest,
  AnalyzerResource,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
} from '@pulumi/pulumi/proto/analyzer_pb';
import { type PackConfiguration, received } from './configuration';
import { kept } from './kept';

/** Properties on the wire: a `google.protobuf.Struct`. */
interface Struct {
  toJavaScript(): Record<string, unknown>;
  clearFieldsMap(): void;
}

/** A message about a resource and its provider, as the engine sends it. */
interface Shown {
  getUrn(): string;
  getProperties(): Struct | undefined;
  getProvider(): { getProperties(): Struct | undefined } | undefined;
}

/**
 * Turns each message into plain data once, as soon as it is read. The SDK does it again for every policy: for dozens
 * of policies that is more work than the policies themselves. It builds its own objects from the plain data, so
 * nobody changes what is shared. Only this process is changed.
 *
 * The message about the whole stack repeats every resource. Rules about the stack judge what was shown resource by
 * resource (`toPulumi`), so the properties of what is kept of that are dropped there: of a large stack they are most of
 * the memory.
 * https://github.com/pulumi/pulumi-policy/blob/v1.21.0/sdk/nodejs/policy/server.ts (2026-11-24)
 */
function readOnce(): void {
  const readOne = AnalyzeRequest.deserializeBinaryFromReader;
  AnalyzeRequest.deserializeBinaryFromReader = (empty, reader) => {
    const message = readOne(empty, reader);
    // Shown anew, it may have changed.
    kept.delete(message.getUrn());
    return remember(message, (struct) => struct.toJavaScript());
  };
  const readInStack = AnalyzerResource.deserializeBinaryFromReader;
  AnalyzerResource.deserializeBinaryFromReader = (empty, reader) => {
    const message = readInStack(empty, reader);
    // Rules ask what a property was made from, never for the list of everything that comes before a resource.
    message.clearDependenciesList();
    const isKept = kept.has(message.getUrn());
    return remember(message, (struct) => (isKept ? {} : struct.toJavaScript()));
  };
}

function remember<Message extends Shown>(
  message: Message,
  read: (struct: Struct) => Record<string, unknown>,
): Message {
  for (const struct of [message.getProperties(), message.getProvider()?.getProperties()]) {
    if (struct === undefined) continue;
    const plain = read(struct);
    struct.toJavaScript = () => plain;
    // The message objects of a large stack take many times the memory of the plain data.
    struct.clearFieldsMap();
  }
  return message;
}

const levels = new Map([
  [EnforcementLevel.ADVISORY, 'advisory'],
  [EnforcementLevel.MANDATORY, 'mandatory'],
  [EnforcementLevel.REMEDIATE, 'remediate'],
  [EnforcementLevel.DISABLED, 'disabled'],
] as const);

/**
 * Keeps the configuration as it comes in, for the policies about all others. One that the pack cannot take is refused
 * when the SDK reads it, which then answers with the error's text and stack.
 */
function keepConfiguration(): void {
  const read = ConfigureAnalyzerRequest.deserializeBinaryFromReader;
  ConfigureAnalyzerRequest.deserializeBinaryFromReader = (empty, reader) => {
    const message = read(empty, reader);
    const configuration: PackConfiguration = Object.fromEntries(
      [...message.getPolicyconfigMap().entries()].map(([name, config]) => {
        const enforcement = levels.get(config.getEnforcementlevel());
        const properties = config.getProperties()?.toJavaScript() ?? {};
        return [name, { ...(enforcement && { enforcement }), properties }];
      }),
    );
    const mistakes = received.check(configuration);
    if (mistakes.length === 0) received.configuration = configuration;
    else {
      message.getPolicyconfigMap = () => {
        const error = new Error(`the configuration of the pack is wrong\n${mistakes.join('\n')}`);
        error.stack = error.message;
        throw error;
      };
    }
    return message;
  };
}

readOnce();
keepConfiguration();
