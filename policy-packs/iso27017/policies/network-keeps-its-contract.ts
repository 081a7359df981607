import { groupBy } from '../../../lib/findings/group-by';
import type { Peering } from '../../../lib/network-model/model';
import type { Where } from '../../../lib/network-model/remark';
import { inquiryOf } from '../../../lib/reachability/claims/make-inquiry';
import { expectedBy, judgeContract } from '../../../lib/reachability/contract';
import { describeWitness } from '../../../lib/reachability/proof';
import { parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import { operatorsConfig, operatorsOf } from '../azure/offices';
import { undetermined, violated } from '../framework/expect';
import type { Context, Located, Rule } from '../framework/rule';
import { hubNetworks, isListedHub } from '../network/peerings';
import { networkType } from '../network/subnets';

/**
 * The claims of the baseline, as far as one stack shows them: its networks are peered with the hub only, its routes
 * lead to the hub's firewall, its security groups and its firewall let through what is listed, and its endpoints lead
 * to its own services. `yosai prove` answers for all stacks together. A hub outside the stack is known by the
 * policy's configuration. White paper sections 19, 20 and 31.
 */
export const networkKeepsItsContract: Rule = {
  types: [networkType],
  config: { hubNetworks, ...operatorsConfig },
  registers: Object.keys(operatorsConfig),
  checkStack(stack, context) {
    const { baseline } = context;
    const operators = operatorsOf(context);
    const inquiry = inquiryOf({ view: stack, baseline, operators });
    const isHub = (peering: Peering) => isHubOutside(peering, stack, context);
    const told = judgeContract(baseline.claims.claims, inquiry, operators, isHub).flatMap(
      ({ claim, answer }) => {
        if (answer.verdict === 'proven') return [];
        return answer.verdict === 'violated'
          ? answer.witnesses.map((witness) => tell(claim.id, witness.where, stack, describeWitness(witness)))
          : answer.unknowns.map(({ where }) => tell(claim.id, where, stack));
      },
    );
    // A rule that several claims refuse, or for several machines, is one thing to correct.
    const places = groupBy(
      told,
      ({ resource, path, found }) => `${resource.urn} ${path} ${found === undefined}`,
    );
    return [...places.values()].map(resultOf);
  },
};

/** What one claim says of one place. */
interface Told {
  readonly claim: string;
  readonly resource: Resource;
  readonly path: string;
  readonly found: string | undefined;
}

function tell(claim: string, where: Where | undefined, stack: StackView, found?: string): Told {
  const path = where === undefined || where.path === '' ? 'it' : where.path;
  return { claim, resource: resourceAt(where, stack), path, found };
}

function resultOf(told: readonly Told[]): Located {
  const [{ resource, path, found }] = told as readonly [Told];
  const claims = [...new Set(told.map(({ claim }) => claim))];
  const expected = expectedBy(claims);
  return {
    resource,
    result: {
      ...(found === undefined ? undetermined(path, expected) : violated(path, expected, found)),
      claims,
    },
  };
}

/** The resource that a remark is about; what stands in no resource is told of the first network. */
function resourceAt(where: Where | undefined, stack: StackView): Resource {
  const resource = where && stack.resources.find(({ urn }) => urn === where.urn);
  return resource ?? (stack.ofType(networkType)[0] as Resource);
}

function isHubOutside({ where }: Peering, stack: StackView, context: Context): boolean {
  const resource = stack.resources.find(({ urn }) => urn === where.urn);
  const place = where.path === '' ? resource?.properties : resource?.properties.at(where.path);
  const id = parseAzureId(place?.at('remoteVirtualNetwork.id').text ?? '');
  return (
    id !== undefined && isListedHub(context, id.resourceGroup, id.segments.at(-1)?.name, id.subscription)
  );
}
