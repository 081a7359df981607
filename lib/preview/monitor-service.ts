import type { InvokeResponse } from '@pulumi/pulumi/proto/provider_pb';
import { ResourceMonitorService } from '@pulumi/pulumi/proto/resource_grpc_pb';
import { RegisterResourceRequest, type RegisterResourceResponse } from '@pulumi/pulumi/proto/resource_pb';
import { decodeStruct, propertiesBytes } from '../wire/struct-bytes';
import type { WireObject } from '../wire/values';
import { appendField, cutField } from './message-field';

/** A request to register a resource, and its properties, which the message leaves out. */
export interface Registration {
  readonly request: RegisterResourceRequest;
  readonly properties: WireObject;
}

/** The answer to it, and the properties, which the message leaves out. */
export interface Registered {
  readonly response: RegisterResourceResponse;
  readonly properties: WireObject;
}

/** Numbers of the field `object` in both messages. */
const requestObject = 5;
const responseObject = 3;

/**
 * The official service, with the properties of a registered resource read and written as plain values.
 * https://github.com/pulumi/pulumi/blob/master/proto/pulumi/resource.proto
 */
export const monitorService = {
  ...ResourceMonitorService,
  registerResource: {
    ...ResourceMonitorService.registerResource,
    requestDeserialize(bytes: Buffer): Registration {
      const { rest, content } = cutField(bytes, requestObject);
      return {
        request: RegisterResourceRequest.deserializeBinary(rest),
        properties: decodeStruct(content),
      };
    },
    responseSerialize: ({ response, properties }: Registered): Buffer =>
      appendField(response.serializeBinary(), responseObject, propertiesBytes(properties)),
  },
  invoke: {
    ...ResourceMonitorService.invoke,
    // From 3.270 on the SDK names this message ResourceInvokeResponse and takes no other; its fields are the same.
    responseSerialize: (response: InvokeResponse): Buffer => Buffer.from(response.serializeBinary()),
  },
};
