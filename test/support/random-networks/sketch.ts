import { type Arbitrary, array, boolean, constantFrom, nat, option, record, tuple } from 'fast-check';

/** A small network in few words, from which the resources of a plan are written; numbers choose by remainder. */
export interface Sketch {
  readonly networks: readonly NetworkSketch[];
  readonly groups: readonly GroupSketch[];
  readonly tables: readonly (readonly RouteSketch[])[];
  readonly peerings: readonly PeeringSketch[];
  readonly firewall: FirewallSketch | undefined;
}

export interface NetworkSketch {
  readonly dual: boolean;
  readonly subnets: readonly SubnetSketch[];
}

export interface SubnetSketch {
  /** Whether it stands in the list of its network; else it is a resource beside. */
  readonly listed: boolean;
  readonly group: number | undefined;
  readonly table: number | undefined;
  readonly policies: string | undefined;
  readonly defaultOutbound: boolean | undefined;
  readonly nat: boolean;
  readonly interfaces: readonly InterfaceSketch[];
  readonly endpoint: boolean;
}

export interface InterfaceSketch {
  readonly group: number | undefined;
  readonly member: boolean;
  readonly publicAddress: 'Standard' | 'Basic' | undefined;
}

export interface GroupSketch {
  readonly listed: boolean;
  /** Whether the last rule is asked first. */
  readonly backwards: boolean;
  readonly rules: readonly RuleSketch[];
}

export interface RuleSketch {
  readonly access: string;
  readonly direction: string;
  readonly protocol: string;
  readonly sources: readonly AddressSketch[];
  readonly destinations: readonly AddressSketch[];
  readonly sourcePorts: readonly string[];
  readonly ports: readonly string[];
}

/** An address in a rule: a form, and the network, subnet and host that it is about. */
export interface AddressSketch {
  readonly form: number;
  readonly network: number;
  readonly subnet: number;
}

export interface RouteSketch {
  readonly to: AddressSketch;
  readonly hop: string;
  /** Whether an appliance is the firewall; else nothing stands at its address. */
  readonly toFirewall: boolean;
}

export interface PeeringSketch {
  readonly from: number;
  readonly to: number;
  readonly sides: 'both' | 'one';
  readonly access: readonly [boolean | undefined, boolean | undefined];
  readonly forwarded: readonly [boolean | undefined, boolean | undefined];
}

export interface FirewallSketch {
  readonly collections: readonly FirewallCollectionSketch[];
  readonly nat: readonly { readonly to: AddressSketch; readonly port: number }[];
}

export interface FirewallCollectionSketch {
  readonly allows: boolean;
  readonly protocols: readonly string[];
  readonly sources: readonly AddressSketch[];
  readonly destinations: readonly AddressSketch[];
  readonly ports: readonly string[];
}

const some = <T>(arbitrary: Arbitrary<T>, freq = 2) => option(arbitrary, { nil: undefined, freq });
const address: Arbitrary<AddressSketch> = record({
  form: nat({ max: 99 }),
  network: nat({ max: 3 }),
  subnet: nat({ max: 2 }),
});
const addresses = array(address, { minLength: 1, maxLength: 2 });
const portText = constantFrom('*', 'any', '22', '443', '20-25', '22-22', '0-65535', '1024-65535', '80');
const flag = constantFrom(true, true, true, false, undefined);

const rule: Arbitrary<RuleSketch> = record({
  access: constantFrom('Allow', 'allow', 'ALLOW', 'Deny', 'deny'),
  direction: constantFrom('Inbound', 'inbound', 'Outbound', 'OUTBOUND'),
  protocol: constantFrom('*', 'Tcp', 'TCP', 'Udp', 'udp', 'Any'),
  sources: addresses,
  destinations: addresses,
  sourcePorts: array(constantFrom('*', '*', '*', '1024-65535', '50000'), { minLength: 1, maxLength: 1 }),
  ports: array(portText, { minLength: 1, maxLength: 2 }),
});

const subnet: Arbitrary<SubnetSketch> = record({
  listed: boolean(),
  group: some(nat({ max: 2 }), 3),
  table: some(nat({ max: 1 })),
  policies: constantFrom(
    undefined,
    'Enabled',
    'Disabled',
    'NetworkSecurityGroupEnabled',
    'RouteTableEnabled',
  ),
  defaultOutbound: constantFrom(undefined, true, false),
  nat: boolean(),
  interfaces: array(
    record({
      group: some(nat({ max: 2 }), 1),
      member: boolean(),
      publicAddress: constantFrom<'Standard' | 'Basic' | undefined>(
        undefined,
        undefined,
        'Standard',
        'Basic',
      ),
    }),
    { maxLength: 2 },
  ),
  endpoint: boolean(),
});

/** Mostly wide ranges and those of networks, so that packets meet. */
const range: Arbitrary<AddressSketch> = record({
  form: constantFrom(0, 0, 0, 1, 3, 4, 5, 8, 9, 10),
  network: nat({ max: 3 }),
  subnet: nat({ max: 2 }),
});
const rangesOfRule = array(range, { minLength: 1, maxLength: 2 });

const route: Arbitrary<RouteSketch> = record({
  to: range,
  hop: constantFrom('VirtualAppliance', 'VirtualAppliance', 'None', 'Internet', 'VnetLocal'),
  toFirewall: constantFrom(true, true, true, false),
});

/** Random small networks. */
export const sketch: Arbitrary<Sketch> = record({
  networks: array(record({ dual: boolean(), subnets: array(subnet, { minLength: 1, maxLength: 2 }) }), {
    minLength: 2,
    maxLength: 4,
  }),
  groups: array(record({ listed: boolean(), backwards: boolean(), rules: array(rule, { maxLength: 4 }) }), {
    minLength: 3,
    maxLength: 3,
  }),
  tables: array(array(route, { maxLength: 3 }), { minLength: 2, maxLength: 2 }),
  peerings: array(
    record({
      from: constantFrom(0, 0, 0, 1, 2),
      to: constantFrom(1, 2, 3, 0),
      sides: constantFrom<'both' | 'one'>('both', 'both', 'both', 'one'),
      access: tuple(flag, flag),
      forwarded: tuple(flag, flag),
    }),
    { maxLength: 5 },
  ),
  firewall: some(
    record({
      collections: array(
        record({
          allows: constantFrom(true, true, false),
          protocols: array(constantFrom('TCP', 'UDP', 'Any'), { minLength: 1, maxLength: 2 }),
          sources: rangesOfRule,
          destinations: rangesOfRule,
          ports: array(constantFrom('*', '*', '22', '443', '20-25'), { minLength: 1, maxLength: 2 }),
        }),
        { maxLength: 3 },
      ),
      nat: array(record({ to: address, port: constantFrom(22, 443, 8443) }), { maxLength: 2 }),
    }),
    3,
  ),
});
