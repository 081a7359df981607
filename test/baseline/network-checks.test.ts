import { describe } from 'vitest';
import { change, refuses } from '../support/refused-baseline';

function network(from: string, to: string) {
  return [change('network.yaml', from, to)];
}

describe('addresses that do not hold together', () => {
  refuses('environment', [
    [
      'the hub inside the tenant pool',
      network('hub: 10.32.0.0/20', 'hub: 10.64.16.0/20'),
      [
        'network.yaml:@«hub: 10.64.16.0/20» addressPlan.hub: 10.64.16.0/20 overlaps with addressPlan.tenantPool 10.64.0.0/10 on line @«tenantPool»',
      ],
    ],
    [
      'the corporate network in an on-premises range',
      network('corporate: 172.20.0.0/16', 'corporate: 192.168.0.0/16'),
      [
        'network.yaml:@«onPremises» addressPlan.onPremises[0]: 192.168.0.0/16 overlaps with addressPlan.corporate 192.168.0.0/16 on line @«corporate: 192»',
      ],
    ],
    [
      'a range that begins inside itself',
      network('hub: 10.32.0.0/20', 'hub: 10.32.1.0/20'),
      [
        'network.yaml:@«hub: 10.32.1.0/20» addressPlan.hub: "10.32.1.0/20" does not begin where its prefix does; did you mean `10.32.0.0/20`?',
      ],
    ],
    [
      'a public range for the hub',
      network('hub: 10.32.0.0/20', 'hub: 20.32.0.0/20'),
      [
        'network.yaml:@«hub: 20.» addressPlan.hub: 20.32.0.0/20 is not a private range; expected one inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10',
      ],
    ],
    [
      'a range for the corporate network that is private only at its beginning',
      network('corporate: 172.20.0.0/16', 'corporate: 172.0.0.0/8'),
      [
        'network.yaml:@«corporate: 172.0» addressPlan.corporate: 172.0.0.0/8 is not a private range; expected one inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10',
      ],
    ],
    [
      'a slot too small for its subnets',
      network('tenantPrefixLength: 22', 'tenantPrefixLength: 23'),
      [
        "network.yaml:@«role: data, » subnets.tenant[2].prefixLength: a /24 for data does not fit into what is left of a tenant's slot of /23",
        "network.yaml:@«      prefixLength: 24» subnets.tenant[3].prefixLength: a /24 for endpoints does not fit into what is left of a tenant's slot of /23",
      ],
    ],
    [
      'a subnet larger than its hub',
      network('name: audit-runner, prefixLength: 26', 'name: audit-runner, prefixLength: 20'),
      [
        'network.yaml:@«audit-runner» subnets.hub[2].prefixLength: a /20 for audit does not fit into what is left of the hub range 10.32.0.0/20',
      ],
    ],
    [
      'a slot larger than the pool',
      network('tenantPool: 10.64.0.0/10', 'tenantPool: 10.64.0.0/23'),
      [
        'network.yaml:@«tenantPrefixLength» addressPlan.tenantPrefixLength: a slot of /22 does not fit into the tenant pool 10.64.0.0/23',
      ],
    ],
    [
      'a subnet role in two networks, a name twice in one',
      network('role: audit, name: audit-runner', 'role: app, name: AzureBastionSubnet'),
      [
        'network.yaml:@«role: app, name: AzureBastionSubnet» subnets.hub[2].role: the subnet role "app" is already taken on line @«role: app, name: app»',
        'network.yaml:@«role: app, name: AzureBastionSubnet» subnets.hub[2].name: the subnet name "AzureBastionSubnet" is already taken on line @«role: bastion, name»',
        'network.yaml:@«id: audit-to-machines» flows[13].from: there is no subnet role, peer word or service tag "audit"; known are gateway, app, data, endpoints, firewall, bastion, platform-endpoints, monitor, office, tenants, operators, Internet, AzureLoadBalancer, GatewayManager, AzureCloud',
        'network.yaml:@«id: audit-to-endpoints» flows[20].from: there is no subnet role, peer word or service tag "audit"; known are gateway, app, data, endpoints, firewall, bastion, platform-endpoints, monitor, office, tenants, operators, Internet, AzureLoadBalancer, GatewayManager, AzureCloud',
      ],
    ],
  ]);
});

describe('flows that cannot be', () => {
  refuses('environment', [
    [
      'two of the same id',
      network('id: app-to-dns, ', 'id: app-to-data, '),
      [
        'network.yaml:@«from: app, to: firewall» flows[8].id: the flow id "app-to-data" is already taken on line @«id: app-to-data»',
      ],
    ],
    [
      'from a role that does not exist',
      network('id: app-to-data, from: app,', 'id: app-to-data, from: apps,'),
      [
        'network.yaml:@«from: apps» flows[5].from: there is no subnet role, peer word or service tag "apps"; did you mean `app`?',
      ],
    ],
    [
      'from a service tag that Azure spells otherwise',
      network('id: clients-to-gateway, from: Internet', 'id: clients-to-gateway, from: internet'),
      [
        'network.yaml:@«from: internet» flows[0].from: there is no subnet role, peer word or service tag "internet"; did you mean `Internet`?',
      ],
    ],
    [
      'with a service that does not exist',
      network('to: data, services: [postgresql]', 'to: data, services: [postgres]'),
      [
        'network.yaml:@«[postgres]» flows[5].services[0]: there is no service "postgres"; did you mean `postgresql`?',
      ],
    ],
    [
      'out of the firewall with a service that does not exist',
      network('id: ntp, services: [ntp]', 'id: ntp, services: [nntp]'),
      [
        'network.yaml:@«[nntp]» outbound[4].services[0]: there is no service "nntp"; did you mean `ntp`?',
        'virtual-machines.yaml:@«timeServers» timeServers[0]: "ntp.nict.jp" is not let out by the firewall for time (`outbound`, network.yaml:@«^outbound:»)',
      ],
    ],
    [
      'from one tenant to another',
      network('id: app-to-data, from: app,', 'id: app-to-data, from: tenants,'),
      [
        'network.yaml:@«from: tenants» flows[5]: tenants → data would join tenants to each other, which section 31 keeps apart',
      ],
    ],
    [
      'from the corporate network into the service',
      network('id: app-to-data, from: app,', 'id: app-to-data, from: office,'),
      [
        'network.yaml:@«id: app-to-data» flows[5]: office → data would join the corporate network to the service; section 31 keeps them apart',
      ],
    ],
    [
      'from the hub into the corporate network',
      network(
        'id: bastion-sessions, from: bastion, to: Internet',
        'id: bastion-sessions, from: bastion, to: office',
      ),
      [
        'network.yaml:@«bastion-sessions» flows[19]: bastion → office would join the corporate network to the service; section 31 keeps them apart',
      ],
    ],
    [
      'to a role that is named like the peers it is not',
      network('role: audit, name: audit-runner', 'role: operators, name: audit-runner'),
      [
        'network.yaml:@«role: operators» subnets.hub[2].role: "operators" means something else in flows; choose another role',
        'network.yaml:@«id: audit-to-machines» flows[13].from: there is no subnet role, peer word or service tag "audit"; known are gateway, app, data, endpoints, firewall, bastion, operators, platform-endpoints, monitor, office, tenants, Internet, AzureLoadBalancer, GatewayManager, AzureCloud',
        'network.yaml:@«id: audit-to-endpoints» flows[20].from: there is no subnet role, peer word or service tag "audit"; known are gateway, app, data, endpoints, firewall, bastion, operators, platform-endpoints, monitor, office, tenants, Internet, AzureLoadBalancer, GatewayManager, AzureCloud',
      ],
    ],
    [
      'of nobody',
      network('id: bastion-sessions, from: bastion', 'id: bastion-sessions, from: operators'),
      [
        'network.yaml:@«bastion-sessions» flows[19]: operators → Internet has no subnet role at either side, so no rule would come from it',
      ],
    ],
    [
      'that mix a service tag with others',
      network(
        'id: bastion-to-machines, from: bastion, to: [app, data]',
        'id: bastion-to-machines, from: bastion, to: [app, Internet]',
      ),
      [
        'network.yaml:@«bastion-to-machines» flows[12].to[1]: the service tag Internet stands alone; write a flow of its own for it',
      ],
    ],
    [
      'to a range of ports that falls',
      network('ports: [65200-65535]', 'ports: [65535-65200]'),
      [
        'network.yaml:@«65535-65200» services.gateway-management.ports[0]: "65535-65200" does not rise; did you mean `65200-65535`?',
      ],
    ],
    [
      'to a range of one port',
      network('ports: [65200-65535]', 'ports: [443-443]'),
      [
        'network.yaml:@«443-443» services.gateway-management.ports[0]: "443-443" does not rise; did you mean `443`?',
      ],
    ],
    [
      'to a range of ports that goes too far',
      network('ports: [65200-65535]', 'ports: [65200-65536]'),
      [
        'network.yaml:@«65200-65536» services.gateway-management.ports[0]: "65200-65536" has a port above 65535',
      ],
    ],
    [
      "to '*' and a port beside it",
      network("any: { ports: ['*']", "any: { ports: ['*', 80]"),
      ["network.yaml:@«['*', 80]» services.any.ports[0]: '*' is every port; no other stands beside it"],
    ],
    [
      'to machines in a subnet that does not exist',
      network('db: { subnet: data }', 'db: { subnet: date }'),
      [
        'network.yaml:@«date» machineRoles.db.subnet: there is no tenant subnet of role "date"; did you mean `data`?',
      ],
    ],
    [
      'to a resolver in a subnet that the hub does not have',
      network('resolvers: [firewall]', 'resolvers: [firewal]'),
      [
        'network.yaml:@«resolvers: [firewal]» resolvers[0]: there is no hub subnet of role "firewal"; did you mean `firewall`?',
      ],
    ],
  ]);
});
