import type { Claim, ClaimSeverity } from '../baseline/types.generated';
import type { Finding, Place } from '../findings/finding';
import type { Remark, Where } from '../network-model/remark';
import type { Answer, Unknown, Witness } from './claims/answer';
import { describePacket } from './claims/packet';
import type { Matrix } from './matrix/matrix';

/** Version of the file's shape; `proof.schema.json` beside this file describes it. */
export const proofVersion = 2;

/** A claim and what can be said of it. */
export interface JudgedClaim {
  readonly id: string;
  /** The claim in English. */
  readonly words: string;
  readonly severity: ClaimSeverity;
  /** Promises of the control catalogue that rest on it. */
  readonly controls: readonly string[];
  readonly answer: Answer;
}

/** `proof.json`: what was proven of which stacks. */
export interface Proof {
  readonly version: typeof proofVersion;
  /** Stacks whose plans were read, as `project/stack`, in alphabetical order. */
  readonly stacks: readonly string[];
  /** What a plan should have been there for and was not. */
  readonly missing: readonly string[];
  /** Why the plans do not show one state of things, or not the present one. */
  readonly stale: readonly string[];
  /** The dated file of service tags that was given. */
  readonly serviceTags?: { readonly cloud: string; readonly changeNumber: number };
  readonly verdict: 'proven' | 'violated' | 'undetermined';
  readonly claims: readonly JudgedClaim[];
  /** What is wrong in the plans' networks by itself, such as two rules of one priority. */
  readonly faults: readonly Remark[];
  readonly matrix: Matrix;
}

/** The worst of all verdicts; a fault of the plans counts as a violation. */
export function verdictOf(claims: readonly JudgedClaim[], faults: readonly Remark[]): Proof['verdict'] {
  const verdicts = claims.map(({ answer }) => answer.verdict);
  if (verdicts.includes('violated') || faults.length > 0) return 'violated';
  return verdicts.includes('undetermined') ? 'undetermined' : 'proven';
}

/** Ids of the promises that name a claim as what keeps them, in the order of the catalogue. */
export function promisesOf(
  { id }: Pick<Claim, 'id'>,
  controls: readonly {
    readonly promises: readonly {
      readonly id: string;
      readonly keptBy: readonly { readonly by: string; readonly ref: string }[];
    }[];
  }[],
): string[] {
  return controls.flatMap(({ promises }) =>
    promises
      .filter(({ keptBy }) => keptBy.some(({ by, ref }) => by === 'proof' && ref === id))
      .map((promise) => promise.id),
  );
}

/** Where the program makes a resource: file and line, by its URN. */
export type Positions = ReadonlyMap<string, { readonly file: string; readonly line: number }>;

/** Findings of a proof: one for each witness and for each thing that is not known, none for what is proven. */
export function findingsOf(
  { claims, faults }: Pick<Proof, 'claims' | 'faults'>,
  positions: Positions,
): Finding[] {
  return [
    ...claims.flatMap((claim): Finding[] => {
      const { answer } = claim;
      if (answer.verdict === 'proven') return [];
      return answer.verdict === 'violated'
        ? answer.witnesses.map((witness) => ofWitness(claim, witness, positions))
        : answer.unknowns.map((unknown) => ofUnknown(claim, unknown, positions));
    }),
    ...faults.map((fault) => ofFault(fault, positions)),
  ];
}

function ofWitness(claim: JudgedClaim, witness: Witness, positions: Positions): Finding {
  return {
    ...common(claim),
    verdict: 'violated',
    ...placed(witness.where, positions),
    expected: claim.words,
    found: describeWitness(witness),
    fix: 'Remove what lets it pass, or list the flow in baselines/network.yaml if it is meant.',
  };
}

/** A witness in one clause: `tcp 22 from 10.64.1.4 to 10.64.5.4 (aoba app to kita app): …`. */
export function describeWitness({ packet, from, to, what }: Witness): string {
  const sides = `${from} to ${to}`;
  return packet === undefined ? `${what} (${sides})` : `${describePacket(packet)} (${sides}): ${what}`;
}

function ofUnknown(claim: JudgedClaim, unknown: Unknown, positions: Positions): Finding {
  return {
    ...common(claim),
    verdict: 'undetermined',
    ...placed(unknown.where, positions),
    expected: claim.words,
    found: unknown.what,
  };
}

function ofFault({ where, what }: Remark, positions: Positions): Finding {
  const id = 'network-plan-is-sound';
  return {
    verdict: 'violated',
    controls: [],
    source: { kind: 'engine', id },
    severity: 'high',
    enforcement: 'mandatory',
    subject: { kind: 'resource', id: where.urn, name: nameOf(where.urn) },
    ...placed(where, positions),
    expected: 'a network that Azure would build as it is written',
    found: what,
    fix: 'Correct what the plan says there; until then it is taken as the worst case.',
  };
}

function common({ id, controls, severity }: JudgedClaim) {
  return {
    controls,
    source: { kind: 'claim' as const, id },
    severity,
    enforcement: 'mandatory' as const,
    subject: { kind: 'claim' as const, id },
  };
}

function placed(where: Where | undefined, positions: Positions): { at?: Place } {
  if (where === undefined) return {};
  const position = positions.get(where.urn);
  return {
    at: {
      ...(where.path !== '' && { path: where.path }),
      ...(position !== undefined && { file: position.file, line: position.line }),
    },
  };
}

/** The resource's name in the program, which is the last part of its URN. */
export function nameOf(urn: string): string {
  return urn.split('::').at(-1) ?? urn;
}
