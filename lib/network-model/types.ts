/** Type tokens of what the model is built from. */
const network = (name: string) => `azure-native:network:${name}`;

export const types = {
  network: network('VirtualNetwork'),
  subnet: network('Subnet'),
  peering: network('VirtualNetworkPeering'),
  group: network('NetworkSecurityGroup'),
  rule: network('SecurityRule'),
  applicationGroup: network('ApplicationSecurityGroup'),
  table: network('RouteTable'),
  route: network('Route'),
  interface: network('NetworkInterface'),
  publicAddress: network('PublicIPAddress'),
  natGateway: network('NatGateway'),
  firewall: network('AzureFirewall'),
  firewallPolicy: network('FirewallPolicy'),
  ruleCollectionGroup: network('FirewallPolicyRuleCollectionGroup'),
  ipGroup: network('IpGroup'),
  bastion: network('BastionHost'),
  gateway: network('ApplicationGateway'),
  balancer: network('LoadBalancer'),
  privateEndpoint: network('PrivateEndpoint'),
  zoneGroup: network('PrivateDnsZoneGroup'),
  zone: 'azure-native:privatedns:PrivateZone',
  zoneLink: 'azure-native:privatedns:VirtualNetworkLink',
  machine: 'azure-native:compute:VirtualMachine',
} as const;
