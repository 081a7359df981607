import * as grpc from '@grpc/grpc-js';
import type { JavaScriptValue, Struct } from 'google-protobuf/google/protobuf/struct_pb';
import * as structs from 'google-protobuf/google/protobuf/struct_pb';
import type { WireObject } from './values';

/** The limit of Pulumi's own engine and SDK, in bytes: a stack of thousands of resources is one message. */
const maximumMessageBytes = 400 * 1024 * 1024;

export const channelOptions: grpc.ChannelOptions = {
  'grpc.max_receive_message_length': maximumMessageBytes,
  'grpc.max_send_message_length': maximumMessageBytes,
  // Program, packs and engine speak over the loopback interface, which no proxy reaches.
  'grpc.enable_http_proxy': 0,
};

/** A failure of a call, with words that are shown to the program's author. */
export class RpcError extends Error {
  constructor(
    readonly code: grpc.status,
    readonly details: string,
  ) {
    super(details);
  }
}

export function invalid(details: string): RpcError {
  return new RpcError(grpc.status.INVALID_ARGUMENT, details);
}

type Handler<Request, Response> = (request: Request) => Response | Promise<Response>;

/** Makes a gRPC method of a function that returns the response or throws an `RpcError`. */
export function unary<Request, Response>(
  handler: Handler<Request, Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handler(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(toServiceError(error)),
      );
  };
}

function toServiceError(error: unknown): Partial<grpc.StatusObject> {
  if (error instanceof RpcError) return { code: error.code, details: error.details };
  const details = error instanceof Error ? error.message : String(error);
  return { code: grpc.status.INTERNAL, details };
}

/** Properties of a message as plain JSON, still in Pulumi's wire format. */
export function readStruct(struct: Struct | undefined): WireObject {
  return (struct?.toJavaScript() ?? {}) as WireObject;
}

export function writeStruct(value: WireObject): Struct {
  return structs.Struct.fromJavaScript(value as { [key: string]: JavaScriptValue });
}

/** Binds a server to a free port of the loopback interface. */
export function listen(server: grpc.Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(`127.0.0.1:${port}`);
    });
  });
}
