import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { InvokeResponse } from '@pulumi/pulumi/proto/provider_pb';
import type {
  ReadResourceRequest,
  RegisterPackageRequest,
  RegisterResourceHookRequest,
  RegisterResourceOutputsRequest,
  ResourceCallRequest,
  ResourceInvokeRequest,
  SupportsFeatureRequest,
} from '@pulumi/pulumi/proto/resource_pb';
import {
  ReadResourceResponse,
  RegisterPackageResponse,
  RegisterResourceResponse,
  SupportsFeatureResponse,
} from '@pulumi/pulumi/proto/resource_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { invalid, readStruct, unary, writeStruct } from '../wire/rpc';
import {
  containsSecret,
  hideNamed,
  normalizeObject,
  secret,
  unknownValue,
  type WireObject,
} from '../wire/values';
import type { Registered, Registration } from './monitor-service';
import { checkVersion, type ProviderConfig, Providers, versionInput } from './providers';
import {
  inheritFromParent,
  optionsOf,
  positionOf,
  propertyDependenciesOf,
  type StackIdentity,
} from './registration';
import type { SecretFilter } from './secret-filter';
import { noOptions, type RegisteredResource, type StackOutputs, type StackState } from './state';
import { Transforms } from './transforms';
import { unsupported } from './unsupported';
import { buildUrn, isProviderType, stackReferenceType, stackType } from './urn';

/** Features of the protocol that the SDK asks for; what is not listed is answered with no. */
const supportedFeatures = new Set([
  'secrets',
  'resourceReferences',
  'outputValues',
  'aliasSpecs',
  'deletedWith',
  'replaceWith',
  'transforms',
  'invokeTransforms',
  'parameterization',
  'resourceHooks',
  'errorHooks',
]);

/**
 * An answer that the SDK takes as a whole for "not known", so that neither `apply` nor a property of it runs on
 * made-up values. An answer with only some properties unknown would make every other one `undefined`. The first
 * property is what functions with a single result return.
 * https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/output.ts (isUnknown)
 */
const unknownAnswer: WireObject = { 0: unknownValue, __pulumiUnknown: true };

/** What the monitor needs from the engine around it. */
export interface MonitorContext {
  readonly identity: StackIdentity;
  /** Folder of the project, without links in its path: files are told from there. */
  readonly projectRoot: string;
  readonly state: StackState;
  readonly secrets: SecretFilter;
  readonly stackOutputs: StackOutputs;
  readonly config: ProviderConfig;
  /** Lets policies change the inputs before the resource is registered. */
  remediate(resource: RegisteredResource): Promise<WireObject>;
  /** Called once per resource, in the order of registration. */
  registered(resource: RegisteredResource): void;
}

/**
 * The resource monitor: what a Pulumi program talks to. It registers resources as the official engine does in a
 * preview, with no provider and no state behind it: what only a provider could answer stays unknown.
 * https://github.com/pulumi/pulumi/blob/master/proto/pulumi/resource.proto
 */
export class Monitor {
  readonly #context: MonitorContext;
  readonly #transforms = new Transforms();
  readonly #providers: Providers;

  constructor(context: MonitorContext) {
    this.#context = context;
    this.#providers = new Providers({
      ...context,
      add: async (resource) => {
        resource.inputs = await context.remediate(resource);
        resource.outputs = resource.inputs;
        this.#add(resource);
      },
    });
  }

  /** The methods to serve. `getDeploymentInfo` is left out: SDKs fall back to the single questions. */
  get implementation(): UntypedServiceImplementation {
    return {
      supportsFeature: unary((request: SupportsFeatureRequest) => {
        const response = new SupportsFeatureResponse();
        response.setHassupport(supportedFeatures.has(request.getId()));
        return response;
      }),
      registerResource: unary((registration: Registration) => this.#register(registration)),
      registerResourceOutputs: unary((request: RegisterResourceOutputsRequest) => this.#outputs(request)),
      readResource: unary((request: ReadResourceRequest) => this.#read(request)),
      invoke: unary((request: ResourceInvokeRequest) => this.#invoke(request)),
      call: unary((request: ResourceCallRequest) => {
        throw unsupported(
          `calls of a resource's methods ('${request.getTok()}')`,
          'They run inside a provider plugin, which an offline preview does not start.',
        );
      }),
      registerStackTransform: unary((callback: Parameters<Transforms['addToStack']>[0]) => {
        this.#transforms.addToStack(callback);
        return new Empty();
      }),
      // No function is answered by a provider here, so there is nothing for these to change.
      registerStackInvokeTransform: unary(() => new Empty()),
      registerResourceHook: unary((request: RegisterResourceHookRequest) => {
        if (request.getOnDryRun()) {
          throw unsupported(
            `the resource hook '${request.getName()}', which asks to run during previews`,
            'Register it without onDryRun.',
          );
        }
        return new Empty();
      }),
      // Error hooks run when an operation fails; a preview carries none out.
      registerErrorHook: unary(() => new Empty()),
      registerPackage: unary((request: RegisterPackageRequest) => {
        const response = new RegisterPackageResponse();
        response.setRef(this.#providers.declare(request));
        return response;
      }),
      signalAndWaitForShutdown: unary(() => new Empty()),
    };
  }

  close(): void {
    this.#transforms.close();
  }

  async #register({ request, properties: given }: Registration): Promise<Registered> {
    const { identity, state, secrets } = this.#context;
    const type = request.getType();
    const name = request.getName();
    if (request.getRemote()) {
      throw unsupported(
        `the remote component '${name}' (${type})`,
        'Its children are made by a provider plugin, which an offline preview does not start.',
      );
    }
    inheritFromParent(request, state.resources.get(request.getParent()));
    this.#providers.inherit(request);
    const { properties, propertyDependencies } = await this.#transforms.apply(
      request,
      given,
      propertyDependenciesOf(request),
    );
    if (isProviderType(type)) checkVersion(request.getVersion(), name);
    const version = isProviderType(type) ? versionInput(request.getVersion()) : {};
    const inputs = normalizeObject({ ...properties, ...version });
    secrets.learn(inputs);

    const urn = buildUrn(identity.stack, identity.project, request.getParent(), type, name);
    const options = optionsOf(request, identity);
    const resource: RegisteredResource = {
      urn,
      type,
      name,
      parent: request.getParent(),
      custom: request.getCustom(),
      operation: options.importId === '' ? 'create' : 'import',
      provider: request.getCustom() ? await this.#providers.of(request) : '',
      options,
      dependencies: request.getDependenciesList(),
      propertyDependencies,
      position: positionOf(request.getSourceposition(), this.#context.projectRoot),
      inputs,
      outputs: {},
    };
    this.#transforms.remember(urn, resource.parent, request.getTransformsList());
    if (!resource.custom) this.#providers.remember(urn, request);
    resource.inputs = await this.#context.remediate(resource);
    if (resource.custom && this.#providers.isConfigured(resource))
      resource.outputs = previewOutputs(resource);
    secrets.learn(resource.inputs);
    secrets.learn(resource.outputs);
    this.#add(resource);
    if (type === stackType) state.rootUrn = urn;

    const response = new RegisterResourceResponse();
    response.setUrn(urn);
    // What is taken over exists already, so its id is known.
    response.setId(options.importId);
    return { response, properties: resource.outputs };
  }

  #add(resource: RegisteredResource): void {
    this.#remember(resource);
    this.#context.registered(resource);
  }

  #remember(resource: RegisteredResource): void {
    const mistake = this.#context.state.add(resource);
    if (mistake !== undefined) throw invalid(mistake);
    this.#context.secrets.keep(resource.urn);
  }

  #outputs(request: RegisterResourceOutputsRequest): Empty {
    const resource = this.#context.state.resources.get(request.getUrn());
    if (resource === undefined) {
      throw invalid(
        `outputs were registered for '${request.getUrn()}', which the program has not registered`,
      );
    }
    resource.outputs = normalizeObject(readStruct(request.getOutputs()));
    this.#context.secrets.learn(resource.outputs);
    return new Empty();
  }

  async #read(request: ReadResourceRequest): Promise<ReadResourceResponse> {
    const { identity, secrets } = this.#context;
    const inputs = normalizeObject(readStruct(request.getProperties()));
    secrets.learn(inputs);
    const type = request.getType();
    const resource: RegisteredResource = {
      urn: buildUrn(identity.stack, identity.project, request.getParent(), type, request.getName()),
      type,
      name: request.getName(),
      parent: request.getParent(),
      custom: true,
      operation: 'read',
      provider: await this.#providers.of(request),
      options: {
        ...noOptions,
        importId: request.getId(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      },
      dependencies: request.getDependenciesList(),
      propertyDependencies: new Map(),
      position: positionOf(request.getSourceposition(), this.#context.projectRoot),
      inputs,
      outputs: {},
    };
    resource.outputs =
      type === stackReferenceType
        ? { ...inputs, ...this.#referencedOutputs(request.getId()) }
        : this.#providers.isConfigured(resource)
          ? previewOutputs(resource)
          : {};
    secrets.learn(resource.outputs);
    // It belongs to somebody else: policies see it as part of the stack, but are not asked about it alone.
    this.#remember(resource);
    const response = new ReadResourceResponse();
    response.setUrn(resource.urn);
    response.setProperties(writeStruct(resource.outputs));
    return response;
  }

  /**
   * Outputs of another stack, when its plan was given; otherwise nothing, which the program sees as unknown. When one
   * output is not known, the SDK takes all of them for unknown.
   * https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/stackReference.ts
   */
  #referencedOutputs(name: string): WireObject {
    const { identity, stackOutputs } = this.#context;
    const parts = name.split('/');
    const stack = parts.at(-1) ?? '';
    const project = parts.at(-2) ?? identity.project;
    const outputs = stackOutputs.get(`${project}/${stack}`);
    if (outputs === undefined) return {};
    const secretOutputNames = Object.keys(outputs).filter((key) => containsSecret(outputs[key] ?? null));
    return { outputs: { ...outputs }, secretOutputNames };
  }

  async #invoke(request: ResourceInvokeRequest): Promise<InvokeResponse> {
    const args = readStruct(request.getArgs());
    this.#context.secrets.learn(args);
    if (request.getProvider() === '') await this.#providers.default(request.getTok(), request);
    const response = new InvokeResponse();
    if (request.getTok() === 'pulumi:pulumi:getResource') {
      const found = this.#context.state.resources.get(String(args['urn'] ?? ''));
      if (found === undefined) throw invalid(`unknown resource '${String(args['urn'])}'`);
      // An empty id is one that is not known; the sign for that would be taken for an id here.
      response.setReturn(writeStruct({ urn: found.urn, id: found.options.importId, state: found.outputs }));
      return response;
    }
    this.#context.state.countUnanswered(request.getTok());
    response.setReturn(writeStruct(unknownAnswer));
    return response;
  }
}

/** What a preview knows of a resource's outputs: its inputs. Whatever is left out is unknown to the program. */
function previewOutputs(resource: RegisteredResource): WireObject {
  const names = resource.options.additionalSecretOutputs;
  if (names.length === 0) return resource.inputs;
  // A provider is the engine's own resource: it has no outputs that are not inputs.
  const isKnown = (name: string) => resource.inputs[name] !== undefined || isProviderType(resource.type);
  const unknown = names.filter((name) => !isKnown(name));
  return {
    ...hideNamed(resource.inputs, names),
    ...Object.fromEntries(unknown.map((name) => [name, secret(unknownValue)])),
  };
}
