import { regionName } from '../../../lib/baseline/fold';
import { orList } from '../../../lib/resources/show';
import { resourceGroupType } from '../../../lib/resources/stack-view';
import { expect } from '../framework/expect';
import type { Rule } from '../framework/rule';

const everywhere = 'global';

/**
 * Every resource that has a location stands in a region of the baseline, in whichever of its spellings; `global`
 * only for the types that the baseline lists one by one. Left out, the location is that of the provider's
 * configuration, or else that of the resource group, which is judged itself.
 * https://www.pulumi.com/registry/packages/azure-native/installation-configuration/ (2026-11-23)
 */
export const locationInJapan: Rule = {
  check({ type, properties, provider }, { baseline }) {
    if (!type.startsWith('azure-native:')) return { notApplicable: 'not a resource of Azure' };
    const { admitted, globalTypes } = baseline.regions;
    const own = properties.key('location');
    const place = own.isAbsent ? provider.key('location') : own;
    if (place.isAbsent && type !== resourceGroupType)
      return { notApplicable: 'the resource has no location of its own' };
    const names: string[] = admitted.map(({ name }) => name);
    if (globalTypes.includes(type)) names.push(everywhere);
    return expect(place, orList(names), ({ text }) => names.includes(regionName(text ?? '')));
  },
};
