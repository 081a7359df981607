import type { Claim } from '../baseline/types.generated';
import type { Peering } from '../network-model/model';
import { judgeAccepts } from './claims/accepts-claim';
import type { Answer } from './claims/answer';
import type { Inquiry } from './claims/inquiry';
import { judgeClaim } from './claims/judge';
import { judgeFirewalls } from './claims/outbound-claim';
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
  return claims.flatMap((claim) => {
    const answer = answerFor(claim, inquiry, operators, isHub, whole);
    const isSilent =
      answer === undefined || (answer.verdict === 'undetermined' && answer.selectsNothing === true);
    return isSilent ? [] : [{ claim, answer }];
  });
}

function answerFor(
  claim: Claim,
  inquiry: Inquiry,
  operators: readonly string[],
  isHub: (peering: Peering) => boolean,
  whole: boolean,
): Answer | undefined {
  switch (claim.kind) {
    case 'accepts':
      return judgeAccepts(claim, inquiry);
    case 'ways':
      return judgeWays(claim, inquiry, isHub);
    case 'traffic':
      return whole ? judgeClaim(claim, inquiry, operators) : undefined;
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
