import type { Baseline } from '../baseline/baseline';
import type { ServiceTags } from '../network-model/service-tags';
import type { StackView } from '../resources/stack-view';
import type { Unknown } from './claims/answer';
import type { Inquiry } from './claims/inquiry';
import { judgeClaim } from './claims/judge';
import { inquiryOf } from './claims/make-inquiry';
import { matrixOf } from './matrix/matrix';
import { type Proof, promisesOf, proofVersion, verdictOf } from './proof';

/** What is to be proven of what. */
export interface ProveRequest {
  /** Names of the stacks in the view, as `project/stack`. */
  readonly stacks: readonly string[];
  /** Why the plans do not show one state of things, or not the present one: a sentence a reason. None when left out. */
  readonly stale?: readonly string[];
  /** The resources of all stacks together. */
  readonly view: StackView;
  readonly baseline: Pick<Baseline, 'network' | 'tags' | 'claims' | 'controls'>;
  /** Public ranges from which operators come, in CIDR form. */
  readonly operators: readonly string[];
  /** Tenants whose networks have to be in the plans. */
  readonly tenants: readonly { readonly id: string; readonly slot: number }[];
  readonly serviceTags?: ServiceTags;
}

/** Answers every claim of the baseline for the whole of the given stacks. */
export function prove(request: ProveRequest): Proof {
  const { baseline, operators, stacks, stale = [], serviceTags } = request;
  const draft = inquiryOf(request);
  const missing = missingOf(request, draft.places.owners);
  const unknowns: Unknown[] = [
    ...missing.map((name) => ({ what: `no plan holds ${name}: preview its stack and pass its plan` })),
    ...stale.map((reason) => ({ what: `${reason}. Make the plans anew with \`yosai preview\`` })),
  ];
  const inquiry: Inquiry = { ...draft, unknowns: (kind) => [...draft.unknowns(kind), ...unknowns] };
  const claims = baseline.claims.claims.map((claim) => ({
    id: claim.id,
    words: claim.words.en,
    severity: claim.severity,
    controls: promisesOf(claim, baseline.controls),
    answer: judgeClaim(claim, inquiry, operators),
  }));
  const { faults } = inquiry.model;
  return {
    version: proofVersion,
    stacks,
    missing,
    stale,
    ...(serviceTags !== undefined && {
      serviceTags: { cloud: serviceTags.cloud, changeNumber: serviceTags.changeNumber },
    }),
    verdict: verdictOf(claims, faults),
    claims,
    faults,
    matrix: matrixOf(inquiry),
  };
}

/** Networks that the register and the address plan know, and that are in no plan. */
function missingOf({ tenants }: ProveRequest, owners: ReadonlySet<string>): string[] {
  return [
    ...(owners.has('hub') ? [] : ["the hub's network"]),
    ...(owners.has('corporate') ? [] : ['the corporate network']),
    ...tenants
      .filter(({ id, slot }) => !owners.has(id) && !owners.has(`slot ${slot}`))
      .map(({ id }) => `the network of tenant ${id}`),
  ];
}
