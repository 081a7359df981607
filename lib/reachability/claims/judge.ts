import type { Claim } from '../../baseline/types.generated';
import { judgeAccepts } from './accepts-claim';
import { judgeAddressPlan } from './address-plan-claim';
import type { Answer } from './answer';
import { judgeDnsLinks } from './dns-links-claim';
import { judgeEndpointTargets } from './endpoint-targets-claim';
import type { Inquiry } from './inquiry';
import { judgeOutbound } from './outbound-claim';
import { judgeTraffic } from './traffic-claim';
import { judgeWays } from './ways-claim';

/** Answers one claim. `operators` are the ranges from which operators come, in CIDR form. */
export function judgeClaim(claim: Claim, inquiry: Inquiry, operators: readonly string[]): Answer {
  switch (claim.kind) {
    case 'traffic':
      return judgeTraffic(claim, inquiry);
    case 'accepts':
      return judgeAccepts(claim, inquiry);
    case 'outbound':
      return judgeOutbound(claim, inquiry);
    case 'ways':
      return judgeWays(claim, inquiry);
    case 'endpointTargets':
      return judgeEndpointTargets(inquiry);
    case 'dnsLinks':
      return judgeDnsLinks(inquiry);
    case 'addressPlan':
      return judgeAddressPlan(inquiry.network, operators);
  }
}
