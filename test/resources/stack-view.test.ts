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

const subscription = '00000000-0000-4000-8000-00000000000a';

/** A security group that a provider with a subscription makes, or one that leaves it to the environment. */
const madeIn = (subscriptionId: string | undefined) =>
  fromPlans([
    {
      project: 'a',
      stack: 'dev',
      resources: [
        { urn: 'urn:provider', type: 'pulumi:providers:azure-native', name: 'p', inputs: { subscriptionId } },
        {
          urn: 'urn:nsg',
          type,
          name: 'nsg',
          provider: 'urn:provider',
          inputs: { resourceGroupName: 'rg', networkSecurityGroupName: 'nsg' },
        },
        {
          urn: 'urn:subnet',
          type: 'azure-native:network:Subnet',
          name: 'subnet',
          inputs: { id: idIn(subscription) },
        },
      ],
    },
  ]);
const idIn = (of: string) =>
  `/subscriptions/${of}/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg`;

describe('a resource by its id', () => {
  it.each([
    ['in the subscription of its provider', subscription.toUpperCase(), 'resource'],
    ['where the provider has its subscription from the environment', undefined, 'resource'],
    ['not in another subscription, whatever its names', subscription.replace('a', 'b'), 'outside'],
  ])('is found %s', (_, subscriptionId, expected) => {
    const view = madeIn(subscriptionId);
    const [subnet] = view.ofType('azure-native:network:Subnet');
    if (subnet === undefined) throw new Error('the view has lost a resource');
    expect(view.follow(subnet, subnet.properties.key('id'), type).kind).toBe(expected);
  });
});

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
