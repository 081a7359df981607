import type { Claim } from '../baseline/types.generated';
import type { Peering } from '../network-model/model';
import { judgeAccepts } from './claims/accepts-claim';
import type { Answer } from './claims/answer';
import type { Inquiry } from './claims/inquiry';
import { judgeClaim } from './claims/judge';
import { judgeFirewalls } from './claims/outbound-claim';
import { meansSomebody } from './claims/select';
import { judgeWays } from './claims/ways-claim';

/** A claim and what one stack shows of it. */
export interface ContractAnswer {
  readonly claim: Claim;
  readonly answer: Answer;
}

/**
 * What one stack shows of the claims by itself: whom its networks are peered with, where its routes lead, what its
 * security groups and its firewall let through, whose services its endpoints lead to. Claims about ways from one
 * network to another are only answered where the stack holds both and every network that they are peered with; a
 * claim of whose subjects the stack holds none is left out.
 * @param isHub whether a peering with a network outside the stack is with the hub.
 */
export function judgeContract(
  claims: readonly Claim[],
  inquiry: Inquiry,
  operators: readonly string[],
  isHub: (peering: Peering) => boolean,
): ContractAnswer[] {
  const whole = isWhole(inquiry);
  return claimsShownBy(claims, inquiry).map((claim) => ({
    claim,
    answer: answerFor(claim, inquiry, operators, isHub, whole),
  }));
}

/** The claims of which one stack shows something, without their answers. */
export function claimsShownBy(claims: readonly Claim[], inquiry: Inquiry): Claim[] {
  const whole = isWhole(inquiry);
  return claims.filter((claim) => {
    if (claim.kind === 'traffic') return whole && meansSomebody(claim, inquiry);
    if (claim.kind === 'outbound' && !whole)
      return inquiry.model.endpoints.some(({ kind }) => kind === 'firewall');
    return meansSomebody(claim, inquiry);
  });
}

function answerFor(
  claim: Claim,
  inquiry: Inquiry,
  operators: readonly string[],
  isHub: (peering: Peering) => boolean,
  whole: boolean,
): Answer {
  switch (claim.kind) {
    case 'accepts':
      return judgeAccepts(claim, inquiry);
    case 'ways':
      return judgeWays(claim, inquiry, isHub);
    case 'outbound':
      return whole ? judgeClaim(claim, inquiry, operators) : judgeFirewalls(claim, inquiry);
    default:
      return judgeClaim(claim, inquiry, operators);
  }
}

/** Whether a stack holds networks of every kind, and all that they are peered with. */
function isWhole({ model, places }: Inquiry): boolean {
  const kinds = new Set(model.networks.map((network) => places.ofNetwork(network).kind));
  const closed = model.networks.every(({ peerings }) => peerings.every(({ far }) => far !== undefined));
  return closed && (['tenant', 'hub', 'corporate'] as const).every((kind) => kinds.has(kind));
}

/** The policy of the pack that answers for one stack. */
export const contractPolicy = 'network-keeps-its-contract';

/** What a finding of that policy expects: that claims hold, by their ids. */
export function expectedBy(claims: readonly string[]): string {
  return claims.length === 1 ? `as the claim ${claims[0]} says` : `as the claims ${claims.join(', ')} say`;
}
