import type {
  ReadResourceRequest,
  RegisterPackageRequest,
  RegisterResourceRequest,
} from '@pulumi/pulumi/proto/resource_pb';
import { invalid } from '../wire/rpc';
import { normalize, secret, unknownValue, type WireObject } from '../wire/values';
import type { StackIdentity } from './registration';
import { noOptions, type RegisteredResource, type StackState } from './state';
import { buildUrn, defaultProvider, isProviderType, packageOf } from './urn';

/** Configuration as the program gets it; a default provider gets the part of its package. */
export interface ProviderConfig {
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

export interface ProvidersContext {
  readonly identity: StackIdentity;
  readonly state: StackState;
  readonly config: ProviderConfig;
  /** Registers a provider that the engine supplies. */
  add(resource: RegisteredResource): void;
}

/** Where a plugin is loaded from, as a resource, a function or a package says it. */
interface Plugin {
  readonly packageName: string;
  readonly version: string;
  readonly url: string;
}

/** The package whose resources are functions of the program, and which gets the whole configuration. */
const dynamicPackage = 'pulumi-nodejs';

/**
 * The providers of the resources: those that the program names, and the default ones that the engine registers when
 * a resource or a function first needs them.
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/default_providers.go
 */
export class Providers {
  readonly #context: ProvidersContext;
  readonly #packages = new Map<string, Plugin>();

  constructor(context: ProvidersContext) {
    this.#context = context;
  }

  /** Remembers a package that the program declares. @returns the reference by which resources will name it. */
  declare(request: RegisterPackageRequest): string {
    const parameters = request.getParameterization();
    const packageName = parameters?.getName() ?? request.getName();
    const version = parameters?.getVersion() ?? request.getVersion();
    const reference = `${packageName}@${version}`;
    this.#packages.set(reference, { packageName, version, url: request.getDownloadUrl() });
    return reference;
  }

  /** `URN::id` of a custom resource's provider; empty for a provider itself. */
  of(request: RegisterResourceRequest | ReadResourceRequest): string {
    const named = request.getProvider();
    if (named !== '') {
      const urn = named.slice(0, named.lastIndexOf('::'));
      if (!this.#context.state.resources.has(urn)) {
        throw invalid(
          `'${request.getName()}' names the provider '${urn}', which the program has not registered`,
        );
      }
      return named;
    }
    return isProviderType(request.getType()) ? '' : this.default(packageOf(request.getType()), request);
  }

  /** `URN::id` of the default provider, which is registered when it is first asked for. */
  default(
    packageName: string,
    request: { getVersion(): string; getPlugindownloadurl(): string; getPackageref(): string },
  ): string {
    const { identity, state, add } = this.#context;
    const plugin = this.#packages.get(request.getPackageref()) ?? {
      packageName,
      version: request.getVersion(),
      url: request.getPlugindownloadurl(),
    };
    const provider = defaultProvider(plugin.packageName, plugin.version, plugin.url);
    const urn = buildUrn(identity.stack, identity.project, '', provider.type, provider.name);
    if (!state.resources.has(urn)) {
      const inputs = { ...this.#configOf(plugin.packageName), ...versionInput(plugin.version) };
      add({
        urn,
        ...provider,
        parent: '',
        custom: true,
        operation: 'create',
        provider: '',
        options: noOptions,
        dependencies: [],
        propertyDependencies: new Map(),
        position: undefined,
        inputs,
        outputs: inputs,
      });
    }
    return `${urn}::${unknownValue}`;
  }

  #configOf(packageName: string): WireObject {
    const { values, secretKeys } = this.#context.config;
    const inputs: WireObject = {};
    for (const [key, value] of Object.entries(values)) {
      const [namespace = '', ...name] = key.split(':');
      if (packageName !== dynamicPackage && namespace !== packageName) continue;
      const known = normalize(value);
      inputs[packageName === dynamicPackage ? key : name.join(':')] = secretKeys.includes(key)
        ? secret(known)
        : known;
    }
    return inputs;
  }
}

/** The engine adds the version to the inputs of a provider, so that the state says which plugin it is. */
export function versionInput(version: string): WireObject {
  return version === '' ? {} : { version };
}
