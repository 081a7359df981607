import { networkRange } from '../../../lib/baseline/addresses';
import { type AzureId, parseAzureId } from '../azure-id';
import { belongsTo, visit } from '../belonging';
import { type Border, crossingsOf } from '../crossings';
import { violated } from '../expect';
import { at } from '../located';
import { peeringType } from '../peerings';
import { isInside, isSlot } from '../place';
import type { Context, Resource, Result, Rule } from '../rule';

/** What a security rule admits is compared with the baseline's list, and peerings with the hub, elsewhere. */
const elsewhere = [
  peeringType,
  'azure-native:network:NetworkSecurityGroup',
  'azure-native:network:SecurityRule',
];

const listedPeering = /^virtualNetworkPeerings\b/;

/**
 * What belongs to a tenant uses nothing of another: no Azure id leads to it, no value is made from it, and no
 * address is of another slot. Whose a resource is, its tags say, or those of what it stands in; what belongs to no
 * tenant is the hub's and may be shared. White paper section 19.
 */
export const tenantResourcesStayApart: Rule = {
  config: {
    sharedResources: {
      type: 'array',
      description:
        'Azure ids of resources outside the stack that tenants may share; what lies in them counts too.',
      items: { type: 'string' },
    },
  },
  checkStack(stack, context) {
    const judged = stack.resources.flatMap((resource) => {
      const tenant = belongsTo(resource, 'tenant', stack, context);
      return tenant === undefined || elsewhere.includes(resource.type) ? [] : [{ resource, tenant }];
    });
    if (judged.length === 0) return { notApplicable: 'the stack holds nothing of a tenant' };
    const shared = sharedIds(context);
    const border: Border = {
      fact: 'tenant',
      word: 'tenant',
      isGuarded: () => true,
      isShared: (id) => shared.some((holder) => isIn(id, holder)),
    };
    return judged.flatMap(({ resource, tenant }) => {
      const slot = Number(belongsTo(resource, 'slot', stack, context));
      return at(resource, [
        ...crossingsOf(resource, tenant, border, stack, context).filter(
          ({ path }) => !listedPeering.test(path),
        ),
        ...(isSlot(context.baseline.network, slot) ? addressesOf(resource, slot, context) : []),
      ]);
    });
  },
};

/** Addresses inside the pool of tenants that are not of the slot. */
function addressesOf(resource: Resource, slot: number, { baseline }: Context): Result[] {
  const { network } = baseline;
  const results: Result[] = [];
  visit(resource.properties, (value) => {
    const text = value.text ?? '';
    if (!isInside(text, network.addressPlan.tenantPool) || text === network.addressPlan.tenantPool) return;
    if (!isInside(text, networkRange(network, 'tenant', slot))) {
      results.push(violated(value, `an address of slot ${slot}`, text));
    }
  });
  return results;
}

function sharedIds({ config }: Context): AzureId[] {
  const given: unknown = config['sharedResources'];
  if (!Array.isArray(given)) return [];
  return given.flatMap((text) => (typeof text === 'string' ? (parseAzureId(text) ?? []) : []));
}

function isIn(id: AzureId, holder: AzureId): boolean {
  return (
    id.resourceGroup === holder.resourceGroup &&
    holder.segments.every(({ name }, index) => name === id.segments[index]?.name)
  );
}
