import { describe, expect, it } from 'vitest';
import { fromPlans } from '../../lib/resources/from-plan';
import { unknownMarker } from '../../lib/wire/values';

const type = 'azure-native:network:NetworkSecurityGroup';

/** Security groups of one name, by the resource groups that they stand in. */
const viewOf = (...groups: readonly (string | typeof unknownMarker)[]) =>
  fromPlans([
    {
      project: 'a',
      stack: 'dev',
      resources: groups.map((resourceGroupName, index) => ({
        urn: `urn:${index}`,
        type,
        name: `nsg-${index}`,
        inputs: { resourceGroupName, networkSecurityGroupName: 'nsg' },
      })),
    },
  ]);

describe('a resource by its name', () => {
  it.each([
    ['in the group that is named', viewOf('rg-a', 'rg-b'), 'rg-b', 'nsg-1'],
    ['by its name alone where its group is not known', viewOf(unknownMarker), 'rg-b', 'nsg-0'],
    ['by its name alone where the group that is asked for is not known', viewOf('rg-a'), undefined, 'nsg-0'],
    ['in its group before one whose group is not known', viewOf(unknownMarker, 'rg-b'), 'rg-b', 'nsg-1'],
  ])('is found %s', (_, view, group, expected) => {
    expect(view.find(type, group, 'NSG')?.name).toBe(expected);
  });

  it.each([
    ['stands in another group', viewOf('rg-a'), 'rg-b'],
    ['may be one of two', viewOf(unknownMarker, unknownMarker), 'rg-b'],
    ['may be in either of two groups', viewOf('rg-a', 'rg-b'), undefined],
  ])('is not found when it %s', (_, view, group) => {
    expect(view.find(type, group, 'nsg')).toBeUndefined();
  });
});
