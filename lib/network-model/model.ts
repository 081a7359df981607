import type { TagFact } from '../baseline/types.generated';
import type { AddressNames, AddressReader } from './address-sets';
import type { FirewallRules } from './firewall-rule';
import type { NumberSet } from './number-set';
import type { Remark, Where } from './remark';
import type { GroupRule } from './security-rule';

/** What tags say of something: its own tags, else those of what it stands in (network, resource group). */
export type Tags = Readonly<Partial<Record<TagFact, string>>>;

/** Something of a plan that the model names. */
export interface Thing {
  /** The name in Azure; the resource's name in the program while that is not known. */
  readonly name: string;
  readonly where: Where;
  readonly tags: Tags;
}

/** A virtual network. */
export interface Network extends Thing {
  /** Its address space, all of it and prefix by prefix. */
  readonly space: NumberSet;
  readonly prefixes: readonly { readonly range: NumberSet; readonly length: number }[];
  readonly subnets: readonly Subnet[];
  /** Peerings that this network has, its own side of each. */
  readonly peerings: readonly Peering[];
}

/** One network's own side of a peering; packets cross when the other network has a side of its own as well. */
export interface Peering {
  readonly where: Where;
  readonly name: string;
  readonly near: Network;
  /** `undefined` when the other network is not in the plans, of which `open` then tells. */
  readonly far: Network | undefined;
  readonly open: Remark | undefined;
  /** What of its flags is not known; they then count as on. */
  readonly unsure: readonly Remark[];
  /**
   * Whether the tag VirtualNetwork of the near network's groups holds the other's addresses. It closes no route:
   * what a rule admits by address passes also when this is off.
   * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering (2026-11-27)
   */
  readonly access: boolean;
  /** Whether the near network takes packets from the far one that did not begin there. */
  readonly forwarded: boolean;
}

/** A subnet of a network. */
export interface Subnet extends Thing {
  readonly network: Network;
  readonly range: NumberSet;
  readonly group: SecurityGroup | undefined;
  readonly table: RouteTable | undefined;
  readonly natGateway: NatGateway | undefined;
  /** Whether what has no public address, NAT gateway or load balancer of its own gets out by Azure's own. */
  readonly defaultOutbound: boolean;
  /** Services that are reached from here without any route table, such as `Microsoft.Storage`. */
  readonly services: readonly string[];
  /** Whether the subnet's group and table count for private endpoints that stand in it. */
  readonly endpointPolicies: { readonly group: boolean; readonly table: boolean };
  /** What is known to stand in it. */
  readonly endpoints: readonly Endpoint[];
  /** What of it is not known: a group, table or NAT gateway then counts as none, a setting as the more open one. */
  readonly open: readonly Remark[];
}

/** A network security group. */
export interface SecurityGroup extends Thing {
  /** In the order in which Azure asks them: by priority, Azure's own default rules at the end. */
  readonly inbound: readonly ModelRule[];
  readonly outbound: readonly ModelRule[];
}

/** A rule of a group that the model could read. */
export interface ModelRule extends GroupRule {
  readonly where: Where;
  /** `false` for what is refused by Azure (a fault) and therefore taken as the worst case. */
  readonly sound: boolean;
  /** `false` for Azure's default rules. */
  readonly own: boolean;
  /** Set where one of its properties is not known; it then stands for everything that it may be. */
  readonly open: Remark | undefined;
}

/**
 * An application security group; `members` is every address of the interfaces and private endpoints in it, and where
 * `exact` is false every address that one of them may have.
 */
export interface ApplicationGroup extends Thing {
  readonly members: NumberSet;
  readonly exact: boolean;
}

export type NextHop = 'appliance' | 'none' | 'local' | 'internet' | 'gateway';

/** A user-defined route; `address` is the next hop of an appliance. */
export interface Route {
  readonly where: Where;
  readonly name: string;
  readonly prefix: NumberSet;
  readonly prefixLength: number;
  readonly hop: NextHop;
  readonly address: NumberSet | undefined;
}

export interface RouteTable extends Thing {
  readonly routes: readonly Route[];
  /** Whether routes that gateways learn by BGP come into the table. */
  readonly learns: boolean;
  /** A property that is not known, which leaves the whole table open. */
  readonly open: Remark | undefined;
}

/** A public address; where only Azure knows its number (`isKnown` false) it stands on the line by its name. */
export interface PublicAddress extends Thing {
  readonly addresses: NumberSet;
  readonly isKnown: boolean;
  /** Standard addresses are closed until a security group opens them; basic ones are open. */
  readonly standard: boolean;
}

export interface NatGateway extends Thing {
  readonly publicAddresses: readonly PublicAddress[];
}

/** What every thing with an address of its own has. */
interface Standing extends Thing {
  readonly subnet: Subnet;
  /** Its addresses; where `exact` is false only that it is somewhere in here. */
  readonly addresses: NumberSet;
  readonly exact: boolean;
  readonly publicAddresses: readonly PublicAddress[];
  /** What it names and that is not known, such as a security group; it then counts as having none. */
  readonly open: readonly Remark[];
}

/** A network interface. */
export interface Interface extends Standing {
  readonly kind: 'interface';
  readonly group: SecurityGroup | undefined;
  readonly forwards: boolean;
  /** The machine that has it. */
  readonly machine: Thing | undefined;
}

/** A private endpoint; `target` is the id of what it leads to, in lower case, and `resource` that in the plans. */
export interface PrivateEndpoint extends Standing {
  readonly kind: 'privateEndpoint';
  readonly target: string;
  readonly resource: Thing | undefined;
  readonly zones: readonly DnsZone[];
}

/** The hub's firewall. */
export interface Firewall extends Standing {
  readonly kind: 'firewall';
  readonly rules: FirewallRules;
}

/** Something that takes connections at listeners and opens new ones from its subnet to its backends. */
export interface ApplicationGateway extends Standing {
  readonly kind: 'applicationGateway';
  /** Addresses of private frontends. */
  readonly frontend: NumberSet;
  readonly listeners: readonly Listener[];
}

export interface Listener {
  readonly where: Where;
  readonly name: string;
  readonly port: number;
  readonly protocol: 'Tcp' | 'Udp';
  /** Whether it listens at the public address, or else at the private one. */
  readonly isPublic: boolean;
  readonly backends: readonly Backend[];
}

/** Where a listener leads: addresses, and the port there. */
export interface Backend {
  readonly where: Where;
  readonly addresses: NumberSet;
  readonly port: number;
}

/** Azure Bastion; from its subnet it opens connections to 22 and 3389, or any port where `anyPort`. */
export interface Bastion extends Standing {
  readonly kind: 'bastion';
  readonly anyPort: boolean;
}

/** A load balancer; packets keep their source, and arrive at the backend's address. */
export interface LoadBalancer extends Thing {
  readonly kind: 'loadBalancer';
  readonly publicAddresses: readonly PublicAddress[];
  /** Addresses of private frontends. */
  readonly addresses: NumberSet;
  readonly forwards: readonly Forwarding[];
  /** Everything in its backend pools, which may get out by its public frontend. */
  readonly pool: readonly Interface[];
  readonly open: readonly Remark[];
}

/** A rule of a load balancer: packets to the frontend's ports go to `backendPorts` of the backends. */
export interface Forwarding {
  readonly where: Where;
  readonly isPublic: boolean;
  /** The private frontend's addresses. */
  readonly frontend: NumberSet;
  readonly protocols: NumberSet;
  readonly ports: NumberSet;
  readonly backendPorts: NumberSet;
  readonly backends: readonly Interface[];
}

export type Endpoint = Interface | PrivateEndpoint | Firewall | ApplicationGateway | Bastion;

/** A private DNS zone and the networks that resolve its names. */
export interface DnsZone extends Thing {
  readonly networks: readonly Network[];
}

/** What the resources of one or more plans make of a network. */
export interface NetworkModel {
  readonly networks: readonly Network[];
  readonly subnets: readonly Subnet[];
  readonly endpoints: readonly Endpoint[];
  readonly loadBalancers: readonly LoadBalancer[];
  readonly groups: readonly SecurityGroup[];
  readonly applicationGroups: readonly ApplicationGroup[];
  readonly tables: readonly RouteTable[];
  readonly publicAddresses: readonly PublicAddress[];
  readonly zones: readonly DnsZone[];
  /** The names that stand on the line of addresses. */
  readonly names: AddressNames;
  /** Reads addresses as the model does; `virtualNetwork` is what the tag of that name stands for. */
  reader(virtualNetwork?: NumberSet): AddressReader;
  /** What is not known; never silently passed. */
  readonly gaps: readonly Remark[];
  /** What is wrong in the plans. */
  readonly faults: readonly Remark[];
}
