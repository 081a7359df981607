import * as grpc from '@grpc/grpc-js';
import { CallbacksClient } from '@pulumi/pulumi/proto/callback_grpc_pb';
import type { Callback } from '@pulumi/pulumi/proto/callback_pb';
import { CallbackInvokeRequest } from '@pulumi/pulumi/proto/callback_pb';
import type { RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb';
import { TransformRequest, TransformResourceOptions, TransformResponse } from '@pulumi/pulumi/proto/resource_pb';
import { channelOptions, invalid, readStruct, writeStruct } from './rpc';
import type { WireObject } from './values';

/**
 * Runs the program's own transforms: functions in its process that change a resource before it is registered. The
 * official order: the resource's, then those of each ancestor, then the stack's.
 * https://www.pulumi.com/docs/iac/concepts/options/transforms/
 */
export class Transforms {
  readonly #clients = new Map<string, CallbacksClient>();
  readonly #ofStack: Callback[] = [];
  readonly #ofResource = new Map<string, readonly Callback[]>();
  readonly #parents = new Map<string, string>();

  addToStack(callback: Callback): void {
    this.#ofStack.push(callback);
  }

  /** Remembers a resource's transforms for its descendants. */
  remember(urn: string, parent: string, callbacks: readonly Callback[]): void {
    this.#parents.set(urn, parent);
    if (callbacks.length > 0) this.#ofResource.set(urn, callbacks);
  }

  /**
   * Applies every transform that concerns the request, and writes what they changed back into it.
   * @returns the properties to register.
   */
  async apply(request: RegisterResourceRequest, properties: WireObject): Promise<WireObject> {
    const callbacks = [
      ...request.getTransformsList(),
      ...this.#inherited(request.getParent()),
      ...this.#ofStack,
    ];
    if (callbacks.length === 0) return properties;
    let current = properties;
    let options = optionsOf(request);
    for (const callback of callbacks) {
      const message = new TransformRequest();
      message.setType(request.getType());
      message.setName(request.getName());
      message.setCustom(request.getCustom());
      message.setParent(request.getParent());
      message.setProperties(writeStruct(current));
      message.setOptions(options);
      const bytes = await this.#invoke(callback, message.serializeBinary());
      const response = TransformResponse.deserializeBinary(bytes);
      current = readStruct(response.getProperties());
      options = response.getOptions() ?? options;
    }
    writeBack(request, options);
    return current;
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  *#inherited(parent: string): Generator<Callback> {
    for (let urn = parent; urn !== ''; urn = this.#parents.get(urn) ?? '') {
      yield* this.#ofResource.get(urn) ?? [];
    }
  }

  #invoke(callback: Callback, request: Uint8Array): Promise<Uint8Array> {
    const target = callback.getTarget();
    let client = this.#clients.get(target);
    if (client === undefined) {
      client = new CallbacksClient(target, grpc.credentials.createInsecure(), channelOptions);
      this.#clients.set(target, client);
    }
    const message = new CallbackInvokeRequest();
    message.setToken(callback.getToken());
    message.setRequest(request);
    const open = client;
    return new Promise((resolve, reject) => {
      open.invoke(message, (error, response) => {
        if (error) reject(invalid(`a transform of the program failed: ${error.details}`));
        else resolve(response.getResponse_asU8());
      });
    });
  }
}

function optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
  const options = new TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  const protect = request.getProtect();
  if (protect !== undefined) options.setProtect(protect);
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setVersion(request.getVersion());
  options.setAliasesList(request.getAliasesList());
  options.setProvider(request.getProvider());
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  const retain = request.getRetainondelete();
  if (retain !== undefined) options.setRetainOnDelete(retain);
  options.setDeletedWith(request.getDeletedwith());
  if (request.getDeletebeforereplacedefined()) {
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  }
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  for (const [name, provider] of request.getProvidersMap().getEntryList()) {
    options.getProvidersMap().set(name, provider);
  }
  options.setHooks(request.getHooks());
  options.setImport(request.getImportid());
  options.setReplaceWithList(request.getReplaceWithList());
  options.setReplacementTrigger(request.getReplacementTrigger());
  return options;
}

function writeBack(request: RegisterResourceRequest, options: TransformResourceOptions): void {
  request.setDependenciesList(options.getDependsOnList());
  const protect = options.getProtect();
  if (protect !== undefined) request.setProtect(protect);
  request.setIgnorechangesList(options.getIgnoreChangesList());
  request.setReplaceonchangesList(options.getReplaceOnChangesList());
  request.setVersion(options.getVersion());
  request.setAliasesList(options.getAliasesList());
  request.setProvider(options.getProvider());
  request.setCustomtimeouts(options.getCustomTimeouts());
  request.setPlugindownloadurl(options.getPluginDownloadUrl());
  const retain = options.getRetainOnDelete();
  if (retain !== undefined) request.setRetainondelete(retain);
  request.setDeletedwith(options.getDeletedWith());
  const replaceFirst = options.getDeleteBeforeReplace();
  request.setDeletebeforereplacedefined(replaceFirst !== undefined);
  if (replaceFirst !== undefined) request.setDeletebeforereplace(replaceFirst);
  request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  request.setImportid(options.getImport());
}
