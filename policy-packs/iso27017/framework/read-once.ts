import { AnalyzerService } from '@pulumi/pulumi/proto/analyzer_grpc_pb';

/** Properties on the wire: a `google.protobuf.Struct`. */
interface Struct {
  toJavaScript(): Record<string, unknown>;
  clearFieldsMap(): void;
}

/** A message about a resource and its provider, as the engine sends it. */
interface Shown {
  getProperties(): Struct | undefined;
  getProvider(): { getProperties(): Struct | undefined } | undefined;
}

/**
 * Turns each message into plain data once. The SDK does it again for every policy: for dozens of policies that is
 * more work than the policies themselves. It builds its own objects from the plain data, so nobody changes what is
 * shared. Only this process is changed, before the SDK takes over the service's definition.
 * https://github.com/pulumi/pulumi-policy/blob/v1.21.0/sdk/nodejs/policy/server.ts (2026-11-24)
 */
function readOnce(): void {
  const { analyze, analyzeStack } = AnalyzerService;
  const readOne = analyze.requestDeserialize;
  analyze.requestDeserialize = (bytes) => remember(readOne(bytes));
  const readAll = analyzeStack.requestDeserialize;
  analyzeStack.requestDeserialize = (bytes) => {
    const request = readAll(bytes);
    for (const resource of request.getResourcesList()) remember(resource);
    return request;
  };
}

function remember<Message extends Shown>(message: Message): Message {
  for (const struct of [message.getProperties(), message.getProvider()?.getProperties()]) {
    if (struct === undefined) continue;
    const plain = struct.toJavaScript();
    struct.toJavaScript = () => plain;
    // The message objects of a large stack take many times the memory of the plain data.
    struct.clearFieldsMap();
  }
  return message;
}

readOnce();
