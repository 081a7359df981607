import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import type {
  LogRequest,
  RequirePulumiVersionRequest,
  SetRootResourceRequest,
} from '@pulumi/pulumi/proto/engine_pb';
import {
  GetRootResourceResponse,
  LogSeverity,
  RequirePulumiVersionResponse,
  SetRootResourceResponse,
} from '@pulumi/pulumi/proto/engine_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import * as semver from 'semver';
import { RpcError, unary } from '../wire/rpc';
import type { StackState } from './state';

/** One message of the program or of a policy pack. */
export interface LogEntry {
  readonly severity: 'debug' | 'info' | 'warning' | 'error';
  readonly text: string;
  /** The resource it is about; empty when about none. */
  readonly urn: string;
}

const severities = new Map<LogSeverity, LogEntry['severity']>([
  [LogSeverity.DEBUG, 'debug'],
  [LogSeverity.INFO, 'info'],
  [LogSeverity.WARNING, 'warning'],
  [LogSeverity.ERROR, 'error'],
]);

/** `FAILED_PRECONDITION` of the gRPC status codes. */
const failedPrecondition = 9;

/**
 * The engine service: messages, the root resource, and the version that a program asks for.
 * @param version the version of the SDK whose protocols this engine speaks.
 * https://github.com/pulumi/pulumi/blob/master/proto/pulumi/engine.proto
 */
export function engineService(
  state: StackState,
  version: string,
  log: (entry: LogEntry) => void,
): UntypedServiceImplementation {
  return {
    log: unary((request: LogRequest) => {
      const severity = severities.get(request.getSeverity()) ?? 'info';
      // Debug messages print every property of every resource; ephemeral ones are replaced by the next.
      if (severity !== 'debug' && !request.getEphemeral())
        log({ severity, text: request.getMessage(), urn: request.getUrn() });
      return new Empty();
    }),
    getRootResource: unary(() => {
      const response = new GetRootResourceResponse();
      response.setUrn(state.rootUrn);
      return response;
    }),
    setRootResource: unary((request: SetRootResourceRequest) => {
      state.rootUrn = request.getUrn();
      return new SetRootResourceResponse();
    }),
    startDebugging: unary(() => new Empty()),
    requirePulumiVersion: unary((request: RequirePulumiVersionRequest) => {
      const range = request.getPulumiVersionRange();
      if (!semver.satisfies(version, range)) {
        throw new RpcError(
          failedPrecondition,
          `the program requires Pulumi ${range}; this preview speaks the protocols of ${version}`,
        );
      }
      return new RequirePulumiVersionResponse();
    }),
  };
}
