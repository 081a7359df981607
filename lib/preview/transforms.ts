import * as grpc from '@grpc/grpc-js';
import { CallbacksClient } from '@pulumi/pulumi/proto/callback_grpc_pb';
import type { Callback } from '@pulumi/pulumi/proto/callback_pb';
import { CallbackInvokeRequest } from '@pulumi/pulumi/proto/callback_pb';
import type { RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb';
import {
  TransformRequest,
  TransformResourceOptions,
  TransformResponse,
} from '@pulumi/pulumi/proto/resource_pb';
import { channelOptions, invalid, readStruct, writeStruct } from '../wire/rpc';
import {
  asOutputs,
  outputDependencies,
  type WireObject,
  withDependencies,
  withEmptyIds,
} from '../wire/values';

/** Which resources each property depends on. */
type Dependencies = ReadonlyMap<string, readonly string[]>;

/** What the transforms made of a resource. */
export interface Transformed {
  readonly properties: WireObject;
  readonly propertyDependencies: Dependencies;
}

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
   * Applies every transform that concerns the request, and writes what they changed back into it. As in the official
   * engine, only a resource's own transforms may take a dependency away; the others can add them through values.
   * @returns the properties to register and what they depend on.
   */
  async apply(
    request: RegisterResourceRequest,
    properties: WireObject,
    known: Dependencies,
  ): Promise<Transformed> {
    const own = request.getTransformsList();
    const callbacks = [...own, ...this.#inherited(request.getParent()), ...this.#ofStack];
    if (callbacks.length === 0) return { properties, propertyDependencies: known };
    let current = asOutputs(properties) as WireObject;
    if (own.length > 0) current = attach(current, known);
    let options = optionsOf(request);
    for (const callback of callbacks) {
      const message = new TransformRequest();
      message.setType(request.getType());
      message.setName(request.getName());
      message.setCustom(request.getCustom());
      message.setParent(request.getParent());
      message.setProperties(writeStruct(withEmptyIds(current)));
      message.setOptions(options);
      const bytes = await this.#invoke(callback, message.serializeBinary());
      const response = TransformResponse.deserializeBinary(bytes);
      if (response.hasProperties()) current = readStruct(response.getProperties());
      options = response.getOptions() ?? options;
    }
    writeBack(request, options);
    const found = new Map(own.length === 0 ? known : []);
    for (const [name, value] of Object.entries(current)) {
      const urns = new Set([...(found.get(name) ?? []), ...outputDependencies(value)]);
      if (urns.size > 0) found.set(name, [...urns]);
    }
    if (own.length > 0) {
      request.setDependenciesList([
        ...new Set([...options.getDependsOnList(), ...[...found.values()].flat()]),
      ]);
    }
    return { properties: current, propertyDependencies: found };
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

/** The properties with their dependencies written into them, so that a transform hands these on with the values. */
function attach(properties: WireObject, known: Dependencies): WireObject {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, withDependencies(value, known.get(name) ?? [])]),
  );
}

/** The protocol's getters answer `false` for what is not set, so only `has…` tells whether it is. */
function optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
  const options = new TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  if (request.hasProtect()) options.setProtect(request.getProtect() ?? false);
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setVersion(request.getVersion());
  options.setAliasesList(request.getAliasesList());
  options.setProvider(request.getProvider());
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() ?? false);
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
  if (options.hasProtect()) request.setProtect(options.getProtect() ?? false);
  else request.clearProtect();
  request.setIgnorechangesList(options.getIgnoreChangesList());
  request.setReplaceonchangesList(options.getReplaceOnChangesList());
  request.setVersion(options.getVersion());
  request.setAliasesList(options.getAliasesList());
  request.setProvider(options.getProvider());
  request.setCustomtimeouts(options.getCustomTimeouts());
  request.setPlugindownloadurl(options.getPluginDownloadUrl());
  if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() ?? false);
  else request.clearRetainondelete();
  request.setDeletedwith(options.getDeletedWith());
  request.setReplaceWithList(options.getReplaceWithList());
  request.setDeletebeforereplacedefined(options.hasDeleteBeforeReplace());
  request.setDeletebeforereplace(options.getDeleteBeforeReplace() ?? false);
  request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  request.setImportid(options.getImport());
  const providers = request.getProvidersMap();
  providers.clear();
  for (const [name, provider] of options.getProvidersMap().getEntryList()) providers.set(name, provider);
}
