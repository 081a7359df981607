import { networkRange } from '../../../lib/baseline/addresses';
import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import { belongsTo, openReferencesOf, ownerOf, slotOf } from '../azure/belonging';
import { contentsOf } from '../azure/contents';
import { sharedBy, sharedResources } from '../azure/shared-resources';
import { tagOf } from '../azure/tags';
import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Result, Rule } from '../framework/rule';
import { type Border, crossingsOf } from '../network/crossings';
import { peeringType } from '../network/peerings';
import { isInside, isSlot } from '../network/place';

/** What security rules admit is compared with the baseline's list, and peerings with the hub, by other policies. */
const ruleTypes = ['azure-native:network:NetworkSecurityGroup', 'azure-native:network:SecurityRule'];
const elsewhere = [peeringType, ...ruleTypes];
const listedPeering = /^virtualNetworkPeerings\b/;

/**
 * What belongs to a tenant uses nothing of another: no Azure id leads to it, no value is made from it, and no
 * address is of another slot; and what belongs to no tenant uses one at most, so that it joins no two. Whose a resource
 * is, its tags say, or those of what it stands in. What belongs to no tenant is the hub's and may be shared, but for its
 * subnets: who stands in one gets what is admitted from there. White paper section 19.
 */
export const tenantResourcesStayApart: Rule = {
  config: { sharedResources },
  checkStack(stack, context) {
    const owned = stack.resources
      .filter(({ type }) => !elsewhere.includes(type))
      .map((resource) => ({ resource, tenant: belongsTo(resource, 'tenant', stack, context) }));
    const judged = owned.flatMap(({ resource, tenant }) =>
      tenant === undefined ? [] : [{ resource, tenant }],
    );
    const joins = owned
      .filter(({ resource, tenant }) => tenant === undefined && resource.type.startsWith('azure-native:'))
      .flatMap(({ resource }) => at(resource, joinsOf(resource, stack, context)));
    // Whose it is, its group may say, but a tag that is not known may say otherwise.
    const open = stack.resources.flatMap((resource) => {
      const tag = tagOf(resource, 'tenant', context);
      return tag.isUnknown
        ? at(resource, [undetermined(tag, 'the id of the tenant that it belongs to')])
        : [];
    });
    if (judged.length + open.length === 0) return { notApplicable: 'the stack holds nothing of a tenant' };
    const isShared = sharedBy(context);
    const border: Border = {
      fact: 'tenant',
      word: 'tenant',
      isGuarded: () => true,
      isShared,
      hasOwnSubnets: true,
    };
    const crossed = judged.flatMap(({ resource, tenant }) => {
      const crossings = crossingsOf(resource, tenant, border, stack, context);
      const slot = slotOf(resource, stack, context);
      return at(resource, [
        ...crossings.filter(({ path }) => !listedPeering.test(path)),
        ...(isSlot(context.baseline.network, slot) ? addressesOf(resource, slot, context) : []),
      ]);
    });
    return [...crossed, ...joins, ...open];
  },
};

/** Where a resource of no tenant uses another tenant than the first that it uses: it would join the two. */
function joinsOf(resource: Resource, stack: StackView, context: Context): Result[] {
  const known = contentsOf(resource).references.map(({ place, id }) => ({
    place,
    tenant: ownerOf(id, 'tenant', stack, context),
  }));
  const open = openReferencesOf(resource, 'tenant', stack, context).flatMap(({ place, owners }) =>
    owners.map(({ owner }) => ({ place, tenant: owner })),
  );
  const [first, ...others] = [...known, ...open].filter(({ tenant }) => tenant !== undefined);
  return others
    .filter(({ tenant }) => tenant !== first?.tenant)
    .map(({ place, tenant }) =>
      violated(place, `of tenant ${first?.tenant}, or of none`, `one of tenant ${tenant}`),
    );
}

/** Addresses inside the pool of tenants that are not of the slot. */
function addressesOf(resource: Resource, slot: number, { baseline }: Context): Result[] {
  const { tenantPool } = baseline.network.addressPlan;
  const own = networkRange(baseline.network, 'tenant', slot);
  return contentsOf(resource).ranges.flatMap((value) => {
    const text = value.text ?? '';
    return text === tenantPool || !isInside(text, tenantPool) || isInside(text, own)
      ? []
      : [violated(value, `an address of slot ${slot}`, text)];
  });
}
