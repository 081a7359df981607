import type { WireObject } from '../../wire/values';

/** What a request is about. */
export interface Subject {
  readonly urn: string;
  /** Type token, such as `azure-native:network:VirtualNetwork`. */
  readonly type: string;
  readonly name: string;
}

/** An input that the provider does not take: where, and why. */
export interface Refusal {
  /** Path of the property, such as `addressSpace.addressPrefixes[0]`; empty for the resource as a whole. */
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  readonly inputs: WireObject;
  readonly refusals: readonly Refusal[];
}

/** How one property of a resource changes. */
export interface PropertyChange {
  readonly path: string;
  readonly kind: 'add' | 'delete' | 'update';
  /** Whether the resource has to be made anew. */
  readonly replaces: boolean;
}

export interface Changes {
  readonly properties: readonly PropertyChange[];
  /** Whether the old resource has to go before the new one can come, because both would have one name. */
  readonly deleteBeforeReplace: boolean;
}

export interface State {
  readonly id: string;
  readonly outputs: WireObject;
  readonly inputs: WireObject;
}

/** Configuration of a provider: its own keys, without the package's name. */
export type ProviderConfig = Readonly<Record<string, string>>;

/**
 * What a simulated provider does. Properties are in wire format; those of a secret are wrapped as such, going in and
 * coming out. Methods throw an `RpcError` for what the engine has to show.
 */
export interface Provider {
  /** Name and version that the engine is told. */
  readonly version: string;
  configure(config: ProviderConfig): void;
  check(subject: Subject, news: WireObject, olds: WireObject, seed: Uint8Array): Checked | Promise<Checked>;
  diff(subject: Subject, old: State, news: WireObject): Changes;
  /** @param preview nothing is made; what only the cloud decides is left out or unknown, and the id is empty. */
  create(subject: Subject, inputs: WireObject, preview: boolean): Promise<State>;
  /** The resource as it is now; `undefined` where it does not exist. Inputs are empty on import. */
  read(subject: Subject, old: State): Promise<State | undefined>;
  /** @returns the new outputs. */
  update(subject: Subject, old: State, news: WireObject, preview: boolean): Promise<WireObject>;
  delete(subject: Subject, old: State): Promise<void>;
  invoke(token: string, args: WireObject): Promise<WireObject>;
  /** Ends what the provider holds open. */
  close(): Promise<void>;
}
