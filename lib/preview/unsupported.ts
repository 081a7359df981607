import * as grpc from '@grpc/grpc-js';
import { RpcError } from '../wire/rpc';

/** Says by name that the offline engine does not support something the program asks for. */
export function unsupported(what: string, instead: string): RpcError {
  return new RpcError(grpc.status.UNIMPLEMENTED, `yosai preview does not support ${what}. ${instead}`);
}
