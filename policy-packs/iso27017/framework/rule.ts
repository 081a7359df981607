import type { AccessRegister } from '../../../lib/baseline/types.generated';
import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import type { PackBaseline } from './parts';

/**
 * What a rule found at one place of a resource: an expectation that is not met, or one that cannot be decided
 * before deployment. Texts are English, fit into the line of a finding, and hold no secret.
 */
export type Result = Told & {
  /** Ids of the claims of the network that do not hold, or may not. */
  readonly claims?: readonly string[];
};

type Told =
  | { readonly verdict: 'violated'; readonly path: string; readonly expected: string; readonly found: string }
  | { readonly verdict: 'undetermined'; readonly path: string; readonly expected: string };

/** The rule has nothing to say of a resource, although its type is the rule's: the reason. */
export interface NotApplicable {
  readonly notApplicable: string;
}

/** What a rule may know besides the plan. */
export interface Context {
  readonly baseline: PackBaseline;
  /** Ranges from which operators come, in CIDR form. */
  readonly operators: readonly string[];
  /** The register of who holds which role where. */
  readonly access: AccessRegister;
  /** The configuration of this policy; empty when none is given. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The time of judgement in milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

/** A result and the resource that it is about. */
export interface Located {
  readonly resource: Resource;
  readonly result: Result;
}

/** A JSON Schema (draft 7) for each configuration property of a policy. */
export type ConfigProperties = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Judges one resource; no result means that it is compliant. */
export type ResourceCheck = (resource: Resource, context: Context) => readonly Result[] | NotApplicable;

/** Judges what only the stack as a whole shows; no result means that it is compliant. */
export type StackCheck = (stack: StackView, context: Context) => readonly Located[] | NotApplicable;

/**
 * The logic of one policy: pure, and without knowledge of Pulumi. Words, severity, enforcement and promises come
 * from the catalogue, joined by the name of the file.
 */
export interface Rule {
  /** Type tokens without API version; left out, the rule is for every resource. */
  readonly types?: readonly string[];
  readonly check?: ResourceCheck;
  readonly checkStack?: StackCheck;
  readonly config?: ConfigProperties;
  /**
   * The configuration properties that stand for registers of the vendor. A pack into which no registers are built
   * cannot judge without them, and refuses to until they are configured or the policy is switched off.
   */
  readonly registers?: readonly string[];
}
