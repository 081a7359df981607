import {
  byTable,
  collection,
  firewall,
  group,
  inGroup,
  network,
  peering,
  subnet,
  table,
} from '../../network-model/support/plan';
import { a } from './ask';

export const b = [network('b', '10.2.0.0/16'), subnet('b', 'far', '10.2.1.0/24', inGroup('gb'))];
export const peered = (...rules: readonly string[]) => [...a, group('ga'), ...b, group('gb', ...rules)];
export const hub = [network('h', '10.0.0.0/16'), subnet('h', 'AzureFirewallSubnet', '10.0.0.0/26')];
export const spokes = (collections: Parameters<typeof firewall>[2], forwarded = true) => [
  ...hub,
  ...firewall('fw', 'h', collections),
  network('a', '10.1.0.0/16'),
  subnet('a', 'app', '10.1.1.0/24', byTable('t')),
  table('t', '0.0.0.0/0 VirtualAppliance 10.0.0.4'),
  ...b,
  group('gb', 'in 100 Allow * * from 10.0.0.0/8 to *'),
  peering('a', 'h', { allowForwardedTraffic: true }),
  peering('h', 'a'),
  peering('b', 'h', { allowForwardedTraffic: forwarded }),
  peering('h', 'b'),
];
export const networkRule = (more: object) => ({
  ruleType: 'NetworkRule',
  name: 'n',
  ipProtocols: ['TCP'],
  sourceAddresses: ['10.1.0.0/16'],
  destinationAddresses: ['*'],
  destinationPorts: ['443'],
  ...more,
});
export const allowAll = collection(100, 'Allow', networkRule({}));
