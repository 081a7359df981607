/** A security rule as a plan writes it. */
export type PlannedRule = Readonly<Record<string, unknown>>;

const base = { name: 'hostile', priority: 4000, access: 'Allow', protocol: 'Tcp', sourcePortRange: '*' };

/** Everybody, or very many, in each spelling that Azure takes. */
const crowds: readonly PlannedRule[] = [
  ...[
    '*',
    'Any',
    '0.0.0.0/0',
    '::/0',
    'Internet',
    'INTERNET',
    'internet',
    'AzureCloud',
    'AzureCloud.JapanEast',
  ].map((prefix) => ({ sourceAddressPrefix: prefix })),
  ...[
    '203.0.113.7',
    '203.0.113.0/24',
    '0.0.0.0/1',
    '2001:db8::/32',
    'VirtualNetwork',
    '10.0.0.0/8',
    'Storage',
  ].map((prefix) => ({ sourceAddressPrefix: prefix })),
  { sourceAddressPrefixes: ['0.0.0.0/0'] },
  { sourceAddressPrefixes: ['0.0.0.0/1', '128.0.0.0/1'] },
  { sourceAddressPrefixes: ['10.32.0.64/26', 'Internet'] },
  { sourceAddressPrefix: '', sourceAddressPrefixes: ['*'] },
  { sourceAddressPrefix: '10.32.0.64/26', sourceAddressPrefixes: ['198.51.100.0/24'] },
  { sourceApplicationSecurityGroups: [{ id: '/subscriptions/s/resourceGroups/g/providers/p/asgs/all' }] },
  {},
];

/** SSH or a port beside it, in each spelling. */
const doors: readonly PlannedRule[] = [
  { destinationPortRange: '22' },
  { destinationPortRange: 22 },
  { destinationPortRange: '20-25' },
  { destinationPortRange: '3389' },
  { destinationPortRanges: ['22'] },
  { destinationPortRanges: ['443', '22'] },
  { destinationPortRanges: ['1-442', '444-65535'] },
  { destinationPortRange: '0-65535', protocol: '*' },
  { destinationPortRange: '*', protocol: 'TCP' },
  { destinationPortRange: '443', destinationPortRanges: ['5986'] },
  { protocol: '*' },
  { destinationPortRange: '*', protocol: 'Udp' },
  { destinationPortRange: '*', protocol: 'Icmp' },
  {},
];

const inbound = { ...base, direction: 'Inbound', destinationAddressPrefix: '*' };
const everywhere: readonly PlannedRule[] = [
  { destinationAddressPrefix: '*' },
  { destinationAddressPrefix: '0.0.0.0/0' },
  { destinationAddressPrefixes: ['0.0.0.0/0'] },
  { destinationAddressPrefix: 'VirtualNetwork' },
  {},
];

/** Rules that nothing in the baseline lists, for any subnet: each crowd, door and spelling with the others at their plainest. */
export const hostileInbound: readonly PlannedRule[] = [
  ...crowds.map((crowd) => ({ ...inbound, destinationPortRange: '22', ...crowd })),
  ...doors.map((door) => ({ ...inbound, sourceAddressPrefix: '*', ...door })),
  ...everywhere.map(({ destinationAddressPrefix: _all, ...side }) => {
    const { destinationAddressPrefix: _any, ...rule } = inbound;
    return { ...rule, sourceAddressPrefix: '*', destinationPortRange: '22', ...side };
  }),
  ...[100, 101, 4095, 4096, '4000'].map((priority) => ({
    ...inbound,
    priority,
    sourceAddressPrefix: '*',
    destinationPortRange: '22',
  })),
  ...['inbound', 'INBOUND'].map((direction) => ({
    ...inbound,
    direction,
    access: 'allow',
    sourceAddressPrefix: '*',
    destinationPortRange: '22',
  })),
  // Words that Azure does not know say nothing of what is admitted.
  ...[{ access: 'Maybe' }, { direction: 'Sideways' }, { priority: 'first' }, { access: '' }].map((wrong) => ({
    ...inbound,
    sourceAddressPrefix: '*',
    destinationPortRange: '22',
    ...wrong,
  })),
];

const outbound = { ...base, direction: 'Outbound', sourceAddressPrefix: '*' };

/** Ways out that nothing in the baseline lists, for any subnet. */
export const hostileOutbound: readonly PlannedRule[] = [
  ...['10.64.0.0/10', '10.0.0.0/8', '*', '0.0.0.0/0', 'VirtualNetwork', '172.20.0.0/16', '172.20.0.4'].map(
    (destinationAddressPrefix) => ({
      ...outbound,
      destinationAddressPrefix,
      destinationPortRange: '5432-5433',
    }),
  ),
  { ...outbound, destinationAddressPrefixes: ['10.64.0.0/11', '10.96.0.0/11'], destinationPortRange: '*' },
  { ...outbound, protocol: '*' },
];
