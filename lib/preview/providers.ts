import type {
  ReadResourceRequest,
  RegisterPackageRequest,
  RegisterResourceRequest,
} from '@pulumi/pulumi/proto/resource_pb';
import * as semver from 'semver';
import { invalid } from '../wire/rpc';
import { containsUnknown, normalize, secret, unknownValue, type WireObject } from '../wire/values';
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
  add(resource: RegisteredResource): Promise<void>;
}

/** Where a plugin is loaded from, as a resource, a function or a package says it. */
interface Plugin {
  readonly packageName: string;
  readonly version: string;
  readonly url: string;
}

/** A list of packages, or `*` for all, whose resources must name their provider. */
const disableKey = 'pulumi:disable-default-providers';

/** The package of what the engine itself provides. */
const builtInPackage = 'pulumi';

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
  /** Default providers by URN, with what waits for each to be registered. */
  readonly #defaults = new Map<string, Promise<void>>();
  /** Providers that a component hands to its children, by package. */
  readonly #handedOn = new Map<string, ReadonlyMap<string, string>>();

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

  /**
   * Names the provider of a custom resource that names none, where the resource or its parent has one for the package.
   * The SDK does it itself; what a transform hands to a component reaches its children only here.
   */
  inherit(request: RegisterResourceRequest): void {
    if (!request.getCustom() || request.getProvider() !== '' || isProviderType(request.getType())) return;
    const name = packageOf(request.getType());
    const found = request.getProvidersMap().get(name) ?? this.#handedOn.get(request.getParent())?.get(name);
    if (found !== undefined) request.setProvider(found);
  }

  /** Remembers what a component hands to its children: its own providers, and those that it was handed. */
  remember(urn: string, request: RegisterResourceRequest): void {
    const handed = this.#handedOn.get(request.getParent()) ?? [];
    this.#handedOn.set(urn, new Map([...handed, ...request.getProvidersMap().getEntryList()]));
  }

  /** `URN::id` of a custom resource's provider; empty for a provider itself. */
  async of(request: RegisterResourceRequest | ReadResourceRequest): Promise<string> {
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
    return isProviderType(request.getType()) ? '' : this.default(request.getType(), request);
  }

  /** `URN::id` of the default provider, which is registered when it is first asked for. */
  async default(
    token: string,
    request: { getVersion(): string; getPlugindownloadurl(): string; getPackageref(): string },
  ): Promise<string> {
    const { identity } = this.#context;
    const packageName = packageOf(token);
    const plugin = this.#packages.get(request.getPackageref()) ?? {
      packageName,
      version: request.getVersion(),
      url: request.getPlugindownloadurl(),
    };
    if (this.#isDisabled(plugin.packageName)) {
      throw invalid(
        `Default provider for '${plugin.packageName}' disabled (${disableKey}); '${token}' must use an explicit provider`,
      );
    }
    checkVersion(plugin.version, token);
    const provider = defaultProvider(plugin.packageName, plugin.version, plugin.url);
    const urn = buildUrn(identity.stack, identity.project, '', provider.type, provider.name);
    let registered = this.#defaults.get(urn);
    if (registered === undefined) {
      const inputs = { ...this.#configOf(plugin.packageName), ...versionInput(plugin.version) };
      registered = this.#context.add({
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
      this.#defaults.set(urn, registered);
    }
    await registered;
    return `${urn}::${unknownValue}`;
  }

  /**
   * Whether the provider of a resource has all of its settings. One that takes some from a resource that is not there
   * yet cannot be asked, so that nothing is known of what its resources put out. An encrypted setting, which only this
   * engine cannot read, is no such one.
   * https://github.com/pulumi/pulumi/blob/master/pkg/resource/plugin/provider_plugin.go (Create)
   */
  isConfigured({ provider }: RegisteredResource): boolean {
    const found = this.#context.state.resources.get(provider.slice(0, provider.lastIndexOf('::')));
    const settings = [...(found?.propertyDependencies.keys() ?? [])];
    return !settings.some((name) => containsUnknown(found?.inputs[name] ?? null));
  }

  #isDisabled(packageName: string): boolean {
    const text = this.#context.config.values[disableKey] ?? '';
    if (text === '' || packageName === builtInPackage) return false;
    const names: unknown = JSON.parse(text);
    return Array.isArray(names) && (names.includes('*') || names.includes(packageName));
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

/** Throws where the version of a plugin is none, as https://semver.org has it. */
export function checkVersion(version: string, whose: string): void {
  if (version === '' || (/^\d/.test(version) && semver.valid(version) !== null)) return;
  throw invalid(`'${whose}' names version '${version}' of its provider; expected one such as '1.2.3'`);
}

/** The engine adds the version to the inputs of a provider, so that the state says which plugin it is. */
export function versionInput(version: string): WireObject {
  return version === '' ? {} : { version };
}
