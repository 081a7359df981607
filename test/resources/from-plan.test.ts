import { describe, expect, it } from 'vitest';
import { fromPlans, type PlannedResource } from '../../lib/resources/from-plan';
import { unknownMarker } from '../../lib/wire/values';

const network: PlannedResource = {
  urn: 'urn:network',
  type: 'azure-native:network/v20240501:VirtualNetwork',
  name: 'network',
  provider: 'urn:provider',
  inputs: {
    virtualNetworkName: 'vnet',
    addressSpace: { addressPrefixes: ['10.0.0.0/16', unknownMarker] },
    key: { 'yosai:value': 'secret' },
    odd: { 'yosai:value': 'object', entries: { 'yosai:value': 'mine' } },
    ratio: { 'yosai:value': 'number', text: 'NaN' },
  },
};
const peering: PlannedResource = {
  urn: 'urn:peering',
  type: 'azure-native:network:VirtualNetworkPeering',
  name: 'peering',
  protect: true,
  inputs: { virtualNetworkName: unknownMarker },
  propertyDependencies: { virtualNetworkName: ['urn:network'] },
};
const provider: PlannedResource = {
  urn: 'urn:provider',
  type: 'pulumi:providers:azure-native',
  name: 'provider',
  inputs: { location: 'japaneast' },
};

const view = fromPlans([
  { project: 'a', stack: 'dev', resources: [network, provider] },
  { project: 'b', stack: 'dev', resources: [peering] },
]);
const [one, , other] = view.resources;

describe('resources of plans', () => {
  it('have types without the API version, and say that one was given', () => {
    expect(one).toMatchObject({ type: 'azure-native:network:VirtualNetwork', defaultVersion: false });
    expect(other).toMatchObject({ defaultVersion: true, protect: true });
  });
  it('know what is not known, and nothing of secrets', () => {
    const at = (path: string) => one?.properties.at(path);
    expect(at('addressSpace.addressPrefixes.0')?.text).toBe('10.0.0.0/16');
    expect(at('addressSpace.addressPrefixes.1')?.isUnknown).toBe(true);
    expect(at('key')?.isUnknown).toBe(true);
    expect(at('nothing')?.isAbsent).toBe(true);
  });
  it("keep an own key that is the plan file's marker, and numbers that JSON cannot say", () => {
    expect(one?.properties.key('odd').key('yosai:value').text).toBe('mine');
    expect(one?.properties.key('ratio').number).toBeNaN();
  });
  it('see the configuration of their provider', () => {
    expect(one?.provider.key('location').text).toBe('japaneast');
  });
  it('lead from one stack to another', () => {
    expect(other && view.holderOf(other, 'azure-native:network:VirtualNetwork')).toBe(one);
  });
  it('are told apart by what they stand in when their names are the same', () => {
    const subnet = (network: string): PlannedResource => ({
      urn: `urn:${network}-app`,
      type: 'azure-native:network:Subnet',
      name: `${network}-app`,
      inputs: { resourceGroupName: 'rg', virtualNetworkName: network, subnetName: 'app' },
    });
    const id =
      '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/VNet-B/subnets/app';
    const nic: PlannedResource = {
      urn: 'urn:nic',
      type: 'azure-native:network:NetworkInterface',
      name: 'nic',
      inputs: { subnet: { id } },
    };
    const two = fromPlans([
      { project: 'a', stack: 'dev', resources: [subnet('vnet-a'), subnet('vnet-b'), nic] },
    ]);
    const [, second, holder] = two.resources;
    const target =
      holder && two.follow(holder, holder.properties.at('subnet.id'), 'azure-native:network:Subnet');
    expect(target).toEqual({ kind: 'resource', resource: second });
  });
});
