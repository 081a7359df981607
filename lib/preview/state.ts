import type { Wire, WireObject } from '../wire/values';

/** Where in the program a resource is declared, when the SDK could tell. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Options of a resource, as policies and the plan see them. */
export interface ResourceOptions {
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly deleteBeforeReplace: boolean | undefined;
  readonly retainOnDelete: boolean;
  readonly deletedWith: string;
  /** Resources whose replacement is this one's too. */
  readonly replaceWith: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly aliases: readonly string[];
  /** Seconds as the program wrote them, such as `30m`. */
  readonly timeouts: { readonly create: string; readonly update: string; readonly delete: string };
  readonly importId: string;
}

export const noOptions: ResourceOptions = {
  protect: false,
  ignoreChanges: [],
  replaceOnChanges: [],
  deleteBeforeReplace: undefined,
  retainOnDelete: false,
  deletedWith: '',
  replaceWith: [],
  additionalSecretOutputs: [],
  aliases: [],
  timeouts: { create: '', update: '', delete: '' },
  importId: '',
};

/** What the deployment would do with the resource: make it, take it over, or only read it. */
export type Operation = 'create' | 'import' | 'read';

/** One resource that the program registered. */
export interface RegisteredResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly custom: boolean;
  readonly operation: Operation;
  /** `URN::id` of the provider; empty for components. */
  readonly provider: string;
  readonly options: ResourceOptions;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: ReadonlyMap<string, readonly string[]>;
  readonly position: SourcePosition | undefined;
  inputs: WireObject;
  outputs: WireObject;
}

/** A call of a provider's function that nobody could answer offline. */
export interface UnansweredCall {
  readonly token: string;
  count: number;
}

/** Everything that is known about the stack while the program runs. */
export class StackState {
  readonly resources = new Map<string, RegisteredResource>();
  readonly unanswered = new Map<string, UnansweredCall>();
  rootUrn = '';

  /**
   * Adds a resource.
   * @returns what is wrong, in the words for the program's author, or nothing.
   */
  add(resource: RegisteredResource): string | undefined {
    if (this.resources.has(resource.urn)) {
      return `Duplicate resource URN '${resource.urn}'; try giving it a unique name`;
    }
    if (resource.parent !== '' && !this.resources.has(resource.parent)) {
      return `'${resource.urn}' names the parent '${resource.parent}', which the program has not registered`;
    }
    this.resources.set(resource.urn, resource);
    return undefined;
  }

  countUnanswered(token: string): void {
    const call = this.unanswered.get(token) ?? { token, count: 0 };
    call.count += 1;
    this.unanswered.set(token, call);
  }

  /** Outputs of the stack, once the program has ended. */
  get stackOutputs(): WireObject {
    return this.resources.get(this.rootUrn)?.outputs ?? {};
  }
}

/** Outputs of a plan of another stack, by the full name that a StackReference asks for. */
export type StackOutputs = ReadonlyMap<string, { readonly [key: string]: Wire }>;
