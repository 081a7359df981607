import type { Excuse } from './finding';

/** The parts of the one sentence in which a finding is told. */
export interface FindingLine {
  readonly verdict: 'violated' | 'undetermined';
  /** Name of what was judged. */
  readonly subject: string;
  /** Where in the subject, such as `securityRules[3].access`. */
  readonly path: string;
  readonly expected: string;
  /** What was found instead; absent when that is not known. */
  readonly found?: string;
  /** What to do, a sentence with its full stop. */
  readonly fix: string;
  /** Who excused the violation, why, and until when. */
  readonly exception?: Excuse;
  /** Promise ids of the control catalogue; none of them holds a space. */
  readonly controls: readonly string[];
  /** Ids of the claims of the network that do not hold, or may not; none of them holds a space. */
  readonly claims?: readonly string[];
  /** Name of the policy, without spaces. */
  readonly policy: string;
}

/** The words between the parts of a line, in their order. */
export const lineWords = {
  afterSubject: ': ',
  mustBe: ' must be ',
  notKnown: ' is not known before deployment, must be ',
  found: ', found ',
  fix: '. Fix: ',
  excused: ' Excused until ',
  claim: 'claim:',
} as const;
