import { status } from '@grpc/grpc-js';
import { nearest } from '../../../baseline/nearest';
import { RpcError } from '../../../wire/rpc';
import type { Wire, WireObject } from '../../../wire/values';
import type { CloudClient } from '../../cloud/client';
import { CloudError } from '../../cloud/cloud-error';
import type { CloudResource } from '../../cloud/store';
import { differences } from '../differences';
import type { Changes, Checked, Provider, ProviderConfig, State, Subject } from '../provider';
import { hideLike, reveal } from '../secrets';
import { withDrift } from './drift';
import { modelOf } from './models';
import { named, parametersOf, pathParameters, pathRefusals, resourceId } from './resource-path';
import { restBody, settablePart } from './rest-body';
import { type AzureType, azureTypes } from './types';

/** What the provider works on. */
export interface AzureNativeContext {
  readonly client: CloudClient;
  readonly version: string;
  close(): Promise<void>;
}

/**
 * azure-native, over the simulated cloud: takes and gives the same properties under the same ids as the real provider,
 * refuses to create what exists already, as that does, and refuses by name what the simulation does not know.
 * https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/provider/provider.go
 */
export class AzureNative implements Provider {
  readonly version: string;
  readonly #context: AzureNativeContext;
  #config: ProviderConfig = {};

  constructor(context: AzureNativeContext) {
    this.#context = context;
    this.version = context.version;
  }

  configure(config: ProviderConfig): void {
    this.#config = config;
  }

  async check(
    { type: token, name }: Subject,
    news: WireObject,
    olds: WireObject,
    seed: Uint8Array,
  ): Promise<Checked> {
    const type = typeOf(token);
    const inputs = await this.#located(type, named(type, name, news, olds, seed), olds);
    const skipped = Object.entries(type.notSimulated ?? {})
      .filter(([property]) => inputs[property] !== undefined)
      .map(([property, instead]) => ({ property, reason: `is not simulated; ${instead}` }));
    const { refusals } = restBody(modelOf(type.model), bodyOf(type, inputs));
    return { inputs, refusals: [...pathRefusals(type, inputs), ...skipped, ...refusals] };
  }

  diff({ type: token }: Subject, old: State, news: WireObject): Changes {
    const type = typeOf(token);
    const anew = new Set([...pathParameters(type), 'location', ...(type.replaces ?? [])]);
    const [before, after] = [old.inputs, news].map((inputs) => withPlainLocation(reveal(inputs)));
    const properties = differences(before ?? {}, after ?? {}, (path) => anew.has(path));
    return { properties, deleteBeforeReplace: this.#id(type, old.inputs) === this.#id(type, news) };
  }

  async create({ type: token }: Subject, inputs: WireObject, preview: boolean): Promise<State> {
    const type = typeOf(token);
    if (preview) return { id: '', outputs: inputs, inputs };
    const id = this.#knownId(type, inputs);
    return refused(async () => {
      const exists = (await this.#context.client.get(id)) !== undefined;
      if (exists && !type.isSingleton)
        throw new RpcError(status.ALREADY_EXISTS, `cannot create already existing resource '${id}'`);
      const resource = await this.#context.client.put(id, requested(type, inputs, id));
      return { id, outputs: outputsOf(type, resource, inputs), inputs };
    });
  }

  async read({ type: token }: Subject, old: State): Promise<State | undefined> {
    const type = typeOf(token);
    const parameters = parametersOf(type, old.id);
    if (parameters === undefined)
      throw new RpcError(
        status.INVALID_ARGUMENT,
        `'${old.id}' is not the id of a resource of type ${token}, expected ${type.path}`,
      );
    const resource = await refused(() => this.#context.client.get(old.id));
    if (resource === undefined) return undefined;
    const model = modelOf(type.model);
    const now = settablePart(model, resource.properties);
    const imported = Object.keys(old.inputs).length === 0;
    const inputs = imported
      ? { ...parameters, ...now }
      : withDrift(old.inputs, settablePart(model, reveal(old.outputs)), now);
    return { id: old.id, outputs: outputsOf(type, resource, inputs), inputs };
  }

  async update(
    { type: token }: Subject,
    old: State,
    news: WireObject,
    preview: boolean,
  ): Promise<WireObject> {
    const type = typeOf(token);
    if (preview) return { ...old.outputs, ...bodyOf(type, news) };
    return refused(async () => {
      const resource = await this.#context.client.put(old.id, requested(type, news, old.id));
      return outputsOf(type, resource, news);
    });
  }

  async delete(_: Subject, old: State): Promise<void> {
    await refused(() => this.#context.client.delete(old.id));
  }

  async invoke(token: string, args: WireObject): Promise<WireObject> {
    if (token === 'azure-native:authorization:getClientConfig')
      return {
        clientId: this.#config['clientId'] ?? '00000000-0000-4000-8000-000000000003',
        objectId: '00000000-0000-4000-8000-000000000004',
        subscriptionId: this.#subscriptionId(),
        tenantId: this.#config['tenantId'] ?? '00000000-0000-4000-8000-000000000002',
      };
    // `azure-native:network:getSubnet` looks up what `azure-native:network:Subnet` makes.
    const type = azureTypes[token.replace(/:get(\w+)$/, ':$1')];
    if (type === undefined || !/:get\w+$/.test(token))
      throw new RpcError(
        status.UNIMPLEMENTED,
        `the simulated azure-native does not have the function ${token}`,
      );
    const id = this.#knownId(type, args);
    const resource = await refused(() => this.#context.client.get(id));
    if (resource === undefined) throw new RpcError(status.NOT_FOUND, `'${id}' was not found`);
    return { ...outputsOf(type, resource, {}), id };
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  /** The inputs with a location, where they name none and the type has one: the old, the configured, the group's. */
  async #located(type: AzureType, inputs: WireObject, olds: WireObject): Promise<WireObject> {
    const has = modelOf(type.model).root.type.modelProperties?.['location'] !== undefined;
    if (!has || inputs['location'] !== undefined) return inputs;
    const location = olds['location'] ?? this.#config['location'] ?? (await this.#groupLocation(inputs));
    return location === undefined ? inputs : { ...inputs, location };
  }

  async #groupLocation(inputs: WireObject): Promise<Wire | undefined> {
    const group = azureTypes['azure-native:resources:ResourceGroup'];
    const id = group === undefined ? undefined : resourceId(group, inputs, this.#subscriptionId());
    if (id === undefined) return undefined;
    const found = await refused(() => this.#context.client.get(id));
    return found?.properties['location'];
  }

  #subscriptionId(): string {
    const id = this.#config['subscriptionId'] ?? process.env['ARM_SUBSCRIPTION_ID'];
    if (id === undefined || id === '')
      throw new RpcError(
        status.FAILED_PRECONDITION,
        'azure-native needs a subscription, found nothing. Fix: set `azure-native:subscriptionId` in the stack configuration.',
      );
    return id;
  }

  #id(type: AzureType, inputs: WireObject): string | undefined {
    return resourceId(type, inputs, this.#subscriptionId())?.toLowerCase();
  }

  #knownId(type: AzureType, inputs: WireObject): string {
    const id = resourceId(type, inputs, this.#subscriptionId());
    if (id !== undefined) return id;
    throw new RpcError(
      status.INVALID_ARGUMENT,
      `the id needs ${pathParameters(type).join(', ')}, and not all of them are known`,
    );
  }
}

/** The type's entry; one that the simulation does not know is refused by name. */
function typeOf(token: string): AzureType {
  // A resource of an older API version has the version in its token: `azure-native:network/v20230201:Subnet`.
  const type = azureTypes[token];
  if (type !== undefined) return type;
  const near = nearest(token, Object.keys(azureTypes));
  throw new RpcError(
    status.UNIMPLEMENTED,
    `the simulated azure-native does not know the type ${token}${near === undefined ? '' : `; did you mean ${near}?`}`,
  );
}

/** The inputs that go into the body of the request. */
function bodyOf(type: AzureType, inputs: WireObject): WireObject {
  const inPath = new Set(pathParameters(type));
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !inPath.has(name)));
}

/** What is asked of the cloud: plain values, with the resource's own id where the program writes `$self`. */
function requested(type: AzureType, inputs: WireObject, id: string): WireObject {
  const body = reveal(bodyOf(type, inputs));
  const { refusals } = restBody(modelOf(type.model), body);
  const [first] = refusals;
  if (first !== undefined)
    throw new CloudError(400, 'InvalidRequestContent', `${id}: ${first.property} ${first.reason}`);
  const scope = type.path.startsWith('/{scope}') ? { scope: reveal(inputs)['scope'] ?? null } : {};
  return { ...(withSelf(body, id) as WireObject), ...scope };
}

function withSelf(value: Wire, id: string): Wire {
  if (typeof value === 'string')
    return value.startsWith('$self/') ? `${id}${value.slice('$self'.length)}` : value;
  if (Array.isArray(value)) return value.map((item) => withSelf(item, id));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withSelf(item, id)]));
}

function outputsOf(type: AzureType, { properties }: CloudResource, inputs: WireObject): WireObject {
  return hideLike({ ...properties, azureApiVersion: type.apiVersion }, inputs);
}

/** Of a location only the letters count: `Japan East` is `japaneast`. */
function withPlainLocation(inputs: WireObject): WireObject {
  const { location } = inputs;
  if (typeof location !== 'string') return inputs;
  return { ...inputs, location: location.replaceAll(' ', '').toLowerCase() };
}

/** Runs the work; what the cloud refuses is told to the engine with Azure's status, code and message. */
async function refused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const { status: http, code, message } = error;
    throw new RpcError(status.UNKNOWN, `Status=${http} Code="${code}" Message="${message}"`);
  }
}
