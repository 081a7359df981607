import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../../policy-packs/iso27017/framework/rule';
import { type Answer, lineOf, PackRun, type Shown } from './pack-run';
import { silentUnknowns } from './unknowns';

/** What is shown to the policy: one resource, or a whole stack. */
export interface Case {
  readonly resource?: Shown;
  readonly stack?: readonly Shown[];
  readonly config?: Readonly<Record<string, unknown>>;
}

/** A case, and for each finding the part of its line that is not the same for the whole policy. */
type Told = Case & {
  readonly says: readonly string[];
  /** What is left open beside a violation. */
  readonly andOpen?: readonly string[];
};

/** Rows by the names under which readers find them. */
export interface Rows {
  readonly compliant: Readonly<Record<string, Case>>;
  readonly violated: Readonly<Record<string, Told>>;
  /** `never` for a policy that judges by the mere presence of a resource. */
  readonly undetermined: Readonly<Record<string, Told>> | 'never';
  readonly notApplicable: Readonly<Record<string, Case & { readonly because: string }>>;
}

/** Tests a policy by rows; every line is compared as a whole. */
export function describePolicy(policy: string, rule: Rule, rows: Rows): void {
  const judge = (row: Case): Answer => {
    const run = new PackRun({ [policy]: rule }, row.config);
    return row.stack === undefined
      ? run.analyze(row.resource ?? { type: 'nothing', properties: {} })
      : run.analyzeStack(row.stack);
  };
  const lines = (says: readonly string[]) => says.map((told) => lineOf(policy, told));

  describe(policy, () => {
    it('has rows for each verdict', () => {
      const empty = Object.entries(rows).filter(([, given]) => Object.keys(given).length === 0);
      expect(empty.map(([verdict]) => verdict)).toEqual([]);
    });
    it.each(Object.entries(rows.compliant))('is content with %s', (_name, row) => {
      expect(judge(row)).toEqual({ violated: [], undetermined: [] });
    });
    it.each(Object.entries(rows.compliant))('passes nothing silently that is not known: %s', (_name, row) => {
      expect(silentUnknowns(row, judge)).toEqual([]);
    });
    it.each(Object.entries(rows.violated))('refuses %s', (_name, row) => {
      expect(judge(row)).toEqual({ violated: lines(row.says), undetermined: lines(row.andOpen ?? []) });
    });
    const open = rows.undetermined === 'never' ? {} : rows.undetermined;
    it.each(Object.entries(open))('leaves open %s', (_name, row) => {
      expect(judge(row)).toEqual({ violated: [], undetermined: lines(row.says) });
    });
    it.each(Object.entries(rows.notApplicable))('is not for %s', (_name, row) => {
      expect(judge(row)).toEqual({ violated: [], undetermined: [], notApplicable: row.because });
    });
  });
}
