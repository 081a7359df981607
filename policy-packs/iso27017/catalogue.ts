import type { PackBaseline } from './parts';
import type { Rule } from './rule';

/** What the control catalogue says of a policy, as far as the pack needs it. */
export interface CatalogueEntry {
  readonly title: string;
  readonly severity: 'critical' | 'high' | 'medium' | 'low';
  readonly enforcement: 'mandatory' | 'advisory';
  readonly fix: string;
  /** Ids of the promises that name the policy, in the order of the catalogue. */
  readonly promises: readonly string[];
  /** Clauses of the standard that those promises stand under. */
  readonly clauses: readonly string[];
}

/** Everything that is built into the pack. */
export interface PackContent {
  /** The edition of the standard that `clauses` belong to. */
  readonly edition: string;
  readonly baseline: PackBaseline;
  /** Public ranges of the register of offices. */
  readonly operators: readonly string[];
  /** By policy name; rules and entries have the same names. */
  readonly catalogue: Readonly<Record<string, CatalogueEntry>>;
  readonly rules: Readonly<Record<string, Rule>>;
}
