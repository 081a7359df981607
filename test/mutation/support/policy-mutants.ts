import type { PlannedResource } from '../../../lib/resources/from-plan';
import type { Context } from '../../../policy-packs/iso27017/framework/rule';
import type { Row } from './rows';

/** Properties that a rule reads, and why no change of them breaks the promise. */
export interface Unbroken {
  /** Types that it is about; every type when left out. */
  readonly of?: string | readonly string[];
  /** As the suite writes paths, `[]` for every item of a list; at the end `*` for whatever follows. */
  readonly paths: readonly string[];
  readonly because: string;
}

/** What the suite tries on one policy; each file of `test/mutation/policies` exports one as `mutants`. */
export interface PolicyMutants {
  /** Compliant resources of types that the dev stack does not make, or makes without something that the rule reads. */
  readonly specimens?: (plan: readonly PlannedResource[]) => readonly PlannedResource[];
  /** The policy's configuration. */
  readonly config?: Context['config'];
  /** Changes that break the promise. The first mutant of the first row is the example in docs/policies.md. */
  readonly broken: readonly Row[];
  /** Changes that keep it, besides those that are tried on every policy (`support/harmless.ts`). */
  readonly harmless?: readonly Row[];
  readonly unbroken?: readonly Unbroken[];
  /** Why docs/policies.md has no example: nothing in a resource tells the refused from the accepted. */
  readonly noExample?: string;
}
