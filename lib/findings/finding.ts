/** What a check can say of one subject. `undetermined` is never counted as compliant. */
export type Verdict = 'compliant' | 'violated' | 'undetermined' | 'notApplicable';

/** How much harm a violation does, worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** Whether a violation stops a change (`mandatory`), is only reported, or is not looked for. */
export type Enforcement = 'mandatory' | 'advisory' | 'disabled';

/** What a finding is about: a resource of the plan, the stack as a whole, a host, or a claim of the proof. */
export interface Subject {
  readonly kind: 'resource' | 'stack' | 'host' | 'claim';
  /** URN, stack name, host name or claim id. */
  readonly id: string;
  /** Short name for people; the id when left out. */
  readonly name?: string;
}

/** Where in the subject: a property path such as `securityRules[3].destinationPortRange`, a file and line. */
export interface Place {
  readonly path?: string;
  readonly file?: string;
  readonly line?: number;
}

/** Who says so: a policy of a pack, a host check, a claim. */
export interface Source {
  readonly kind: 'policy' | 'check' | 'claim' | 'engine';
  /** Policy name, check id or claim id. */
  readonly id: string;
  /** Pack name with version, for policies. */
  readonly pack?: string;
}

/** Who excused a violation, why, and until when. */
export interface Excuse {
  readonly approvedBy: string;
  readonly reason: string;
  /** The last day on which it is excused, in Japan Standard Time, such as `2026-12-31`. */
  readonly until: string;
}

/** One thing found about one subject. Reports and exit codes are made from these alone. */
export interface Finding {
  readonly verdict: Verdict;
  /** Promise ids of the control catalogue, such as `20.1`; empty for packs that know no catalogue. */
  readonly controls: readonly string[];
  /** Ids of the claims of the network that do not hold, or may not, of findings that are about some. */
  readonly claims?: readonly string[];
  readonly source: Source;
  readonly severity: Severity;
  readonly enforcement: Enforcement;
  readonly subject: Subject;
  readonly at?: Place;
  readonly expected?: string;
  readonly found?: string;
  readonly fix?: string;
  /** The exception that excuses a violation, which is one nevertheless. */
  readonly exception?: Excuse;
  /** Whether the pack's configuration lets a finding that is undetermined block. */
  readonly blocksUndetermined?: true;
  /** The whole finding in one sentence, when a third-party pack gives nothing finer. */
  readonly message?: string;
}
