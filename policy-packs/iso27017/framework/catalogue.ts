import type { Baseline } from '../../../lib/baseline/baseline';
import type { AccessRegister, PolicyException } from '../../../lib/baseline/types.generated';
import type { PackBaseline } from './parts';
import type { Rule } from './rule';

/** The edition of ISO/IEC 27017 to whose clauses policies are joined. */
export const edition = '27017:2015';

/** What the control catalogue says of a policy, as far as the pack needs it. */
export interface CatalogueEntry {
  readonly title: string;
  readonly severity: 'critical' | 'high' | 'medium' | 'low';
  readonly enforcement: 'mandatory' | 'advisory';
  readonly fix: string;
  /** Whether an exception may excuse a violation; true when left out. */
  readonly excusable?: boolean;
  /** Ids of the promises that name the policy, in the order of the catalogue. */
  readonly promises: readonly string[];
  /** Clauses of the standard that those promises stand under. */
  readonly clauses: readonly string[];
}

/** Everything that is built into the pack. */
export interface PackContent {
  readonly baseline: PackBaseline;
  /** Public ranges of the register of offices. */
  readonly operators: readonly string[];
  /** The register of who holds which role where. */
  readonly access: AccessRegister;
  /**
   * Whether the vendor's registers of offices and access are left out, as in a pack that is installed elsewhere: the
   * two above are empty, and come by configuration.
   */
  readonly withoutRegisters?: boolean;
  /** The register of exceptions. */
  readonly exceptions: readonly PolicyException[];
  /** By policy name; rules and entries have the same names. */
  readonly catalogue: Readonly<Record<string, CatalogueEntry>>;
  readonly rules: Readonly<Record<string, Rule>>;
}

/** The catalogue's entry of each policy that has words, with the promises that name it as kept. */
export function catalogueOf({
  controls,
  policies,
}: Pick<Baseline, 'controls' | 'policies'>): Readonly<Record<string, CatalogueEntry>> {
  return Object.fromEntries(
    Object.entries(policies).map(([name, { title, severity, enforcement, fix, excusable }]) => {
      const promises = controls.flatMap((control) =>
        control.promises
          .filter(({ keptBy }) =>
            keptBy.some(({ by, ref, status }) => by === 'policy' && ref === name && status !== 'planned'),
          )
          .map(({ id }) => ({ id, clause: control.clauses[edition] })),
      );
      const entry: CatalogueEntry = {
        title: title.en,
        severity,
        enforcement,
        fix: fix.en,
        ...(excusable === undefined ? {} : { excusable }),
        promises: promises.map(({ id }) => id),
        clauses: [...new Set(promises.flatMap(({ clause }) => clause ?? []))],
      };
      return [name, entry];
    }),
  );
}
