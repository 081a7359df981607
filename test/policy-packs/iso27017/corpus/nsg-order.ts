import { baselineRules, group } from '../support/network';
import { unknown } from '../support/pack-run';
import { asg, caseOf, compliant, deny, type Expected, inAppGroup, refused, ssh, sshFrom } from './case';

const everywhere = sshFrom('0.0.0.0/0');
const byPriority = (index: number): Expected => ({ violated: [`nsg: securityRules[${index}].priority`] });
const both: Expected = { violated: ['nsg: securityRules[0]', 'nsg: securityRules[0].priority'] };
const open: Expected = { violated: ['nsg: securityRules'] };
const allowed = baselineRules('app').filter(({ access }) => access === 'Allow');
const denied = baselineRules('app').filter(({ access }) => access === 'Deny');

const shadows = inAppGroup([
  ['an Allow after a Deny of everything', [everywhere, deny()], compliant],
  ['an Allow after a Deny of the same', [everywhere, deny({ sourceAddressPrefix: '0.0.0.0/0' })], compliant],
  [
    'the Internet after a Deny of the Internet',
    [ssh(), deny({ sourceAddressPrefix: 'INTERNET' })],
    compliant,
  ],
  [
    'every IPv4 address after a Deny of the Internet, which leaves the private ones',
    [everywhere, deny({ sourceAddressPrefix: 'Internet' })],
    refused,
  ],
  ['an Allow after a Deny of half', [everywhere, deny({ sourceAddressPrefix: '0.0.0.0/1' })], refused],
  [
    'an Allow after Denies of both halves',
    [
      everywhere,
      deny({ sourceAddressPrefix: '0.0.0.0/1' }),
      deny({ sourceAddressPrefix: '128.0.0.0/1', priority: 501 }),
    ],
    compliant,
  ],
  [
    'an Allow after Denies of all but one address',
    [
      sshFrom('203.0.113.0/30'),
      deny({
        sourceAddressPrefix: undefined,
        sourceAddressPrefixes: ['203.0.113.0', '203.0.113.1', '203.0.113.3'],
      }),
    ],
    refused,
  ],
  [
    'every address after a Deny of IPv4 only',
    [sshFrom('*'), deny({ sourceAddressPrefix: '0.0.0.0/0' })],
    refused,
  ],
  [
    'every address after a Deny of each family',
    [
      sshFrom('*'),
      deny({ sourceAddressPrefix: '0.0.0.0/0' }),
      deny({ sourceAddressPrefix: '::/0', priority: 501 }),
    ],
    compliant,
  ],
  ['an Allow after a Deny of the port', [everywhere, deny({ destinationPortRange: '22' })], compliant],
  [
    'an Allow after a Deny of a range with the port',
    [everywhere, deny({ destinationPortRange: '20-25' })],
    compliant,
  ],
  [
    'a range after a Deny of one of its ports',
    [ssh({ destinationPortRange: '20-25' }), deny({ destinationPortRange: '22' })],
    refused,
  ],
  [
    'a range after Denies of all of its ports',
    [
      ssh({ destinationPortRange: '20-25' }),
      deny({ destinationPortRange: '20-22' }),
      deny({ destinationPortRange: '23-99', priority: 501 }),
    ],
    compliant,
  ],
  ['TCP after a Deny of TCP', [everywhere, deny({ protocol: 'tcp' })], compliant],
  ['TCP after a Deny of UDP', [everywhere, deny({ protocol: 'Udp' })], refused],
  ['every protocol after a Deny of TCP', [ssh({ protocol: '*' }), deny({ protocol: 'Tcp' })], refused],
  [
    'an Allow after a Deny of high source ports',
    [everywhere, deny({ sourcePortRange: '1024-65535' })],
    refused,
  ],
  [
    'an Allow after a Deny for half of the subnet',
    [everywhere, deny({ destinationAddressPrefix: '10.64.1.0/25' })],
    refused,
  ],
  [
    'an Allow after Denies for both halves of the subnet',
    [
      everywhere,
      deny({ destinationAddressPrefix: '10.64.1.0/25' }),
      deny({ destinationAddressPrefix: '10.64.1.128/25', priority: 501 }),
    ],
    compliant,
  ],
  [
    'an Allow after a Deny for the own network',
    [everywhere, deny({ destinationAddressPrefix: 'VirtualNetwork' })],
    compliant,
  ],
  [
    'an Allow after a Deny for an application security group',
    [
      everywhere,
      deny({ destinationAddressPrefix: undefined, destinationApplicationSecurityGroups: [asg('app')] }),
    ],
    refused,
  ],
  [
    'an Allow after a Deny from an application security group',
    [everywhere, deny({ sourceAddressPrefix: undefined, sourceApplicationSecurityGroups: [asg('ops')] })],
    refused,
  ],
  [
    'a region after a Deny of the service',
    [sshFrom('Storage.JapanEast'), deny({ sourceAddressPrefix: 'Storage' })],
    compliant,
  ],
  [
    'a service after a Deny of one region',
    [sshFrom('Storage'), deny({ sourceAddressPrefix: 'Storage.JapanEast' })],
    refused,
  ],
  [
    'one region after a Deny of another',
    [sshFrom('Storage.JapanEast'), deny({ sourceAddressPrefix: 'Storage.JapanWest' })],
    refused,
  ],
  ['an Allow after a Deny of the other direction', [everywhere, deny({ direction: 'Outbound' })], refused],
  ['an Allow before the Deny', [everywhere, deny({ priority: 1001 })], refused],
  ['an Allow right before the denial of everything', ssh({ priority: 4095 }), refused],
  [
    'an Allow after a Deny that only a listed Allow goes before',
    [everywhere, deny({ priority: 999 }), ssh({ priority: 998, sourceAddressPrefix: '10.32.0.64/26' })],
    compliant,
  ],
  [
    'an Allow after an Allow, neither of which a Deny goes before',
    [everywhere, sshFrom('10.32.0.64/26')].map((rule, index) => ({ ...rule, priority: 1000 - index })),
    refused,
  ],
]);

const priorities = inAppGroup([
  [
    'the first priority there is',
    ssh({ priority: 100, direction: 'Outbound', access: 'Deny' }),
    byPriority(5),
  ],
  ['a priority below the first', ssh({ priority: 99 }), both],
  ['a priority beyond the last', ssh({ priority: 4097 }), both],
  ["a priority of Azure's own rules", ssh({ priority: 65000 }), both],
  ['priority zero', ssh({ priority: 0 }), both],
  ['a priority below zero', ssh({ priority: -5 }), both],
  ['half a priority', ssh({ priority: 100.5 }), both],
  ['a priority in words', ssh({ priority: 'high' }), both],
  ['no priority', ssh({ priority: undefined }), both],
  ['a priority as text', ssh({ priority: '1000' }), refused],
  [
    'a refused priority on what is listed',
    ssh({ priority: 99, sourceAddressPrefix: '10.32.0.64/26' }),
    byPriority(0),
  ],
  [
    'an Allow after a Deny whose priority Azure refuses',
    [ssh(), deny({ priority: 50 })],
    { violated: ['nsg: securityRules[0]', 'nsg: securityRules[1].priority'] },
  ],
  ['an Allow beyond the last priority after a Deny of everything', [ssh({ priority: 5000 }), deny()], both],
  [
    'a priority twice, on an Allow and a Deny',
    [ssh(), deny({ priority: 1000 })],
    { violated: ['nsg: securityRules[0]', 'nsg: securityRules[1].priority'] },
  ],
  ['a priority twice, on listed rules', [sshFrom('10.32.0.64/26'), sshFrom('10.32.0.128/26')], byPriority(1)],
  [
    'a priority three times',
    [sshFrom('10.32.0.64/26'), sshFrom('10.32.0.70'), sshFrom('10.32.0.128/26')],
    { violated: ['nsg: securityRules[1].priority', 'nsg: securityRules[2].priority'] },
  ],
  ['a priority once in each direction', deny({ direction: 'Outbound', priority: 1000 }), compliant],
]);

const denials = [
  caseOf(
    'an Allow behind an early denial of everything',
    [group([ssh(), ...allowed, deny({ priority: 900 }), ...denied])],
    compliant,
  ),
  caseOf(
    'the denial of everything before all others',
    [group([deny({ priority: 101 }), ssh(), ...denied])],
    compliant,
  ),
  caseOf('no denial of everything', [group(allowed)], open),
  caseOf('a denial of what comes in only', [group([...allowed, ...denied.slice(0, 1)])], open),
  ...(
    [
      ['a denial of TCP only', { protocol: 'Tcp' }, open],
      ['a denial of the Internet only', { sourceAddressPrefix: 'Internet' }, open],
      ['a denial of IPv4 only', { sourceAddressPrefix: '0.0.0.0/0' }, open],
      ['a denial of the ports of the system only', { destinationPortRange: '0-1023' }, open],
      ['a denial from high source ports only', { sourcePortRange: '1024-65535' }, open],
      ['a denial for half of the subnet', { destinationAddressPrefix: '10.64.1.0/25' }, open],
      ['a denial for exactly the subnet', { destinationAddressPrefix: '10.64.1.0/24' }, compliant],
      ['a denial of ports 0 to 65535', { destinationPortRange: '0-65535' }, compliant],
      [
        'a denial of ports in two halves',
        { destinationPortRange: undefined, destinationPortRanges: ['0-32767', '32768-65535'] },
        compliant,
      ],
      [
        'a denial in small letters',
        { access: 'deny', direction: 'inbound', protocol: 'any', sourceAddressPrefix: 'any' },
        compliant,
      ],
      [
        'a denial that is not known yet',
        { sourceAddressPrefix: unknown },
        { undetermined: ['nsg: securityRules', 'nsg: securityRules[0].sourceAddressPrefix'] },
      ],
      [
        'a denial with a refused priority',
        { priority: 4097 },
        { violated: ['nsg: securityRules', 'nsg: securityRules[0].priority'] },
      ],
      [
        'a denial that does not say of whom',
        { sourceAddressPrefix: undefined },
        { violated: ['nsg: securityRules', 'nsg: securityRules[0].sourceAddressPrefix'] },
      ],
      [
        'a denial that does not say by which protocol',
        { protocol: undefined },
        { violated: ['nsg: securityRules', 'nsg: securityRules[0].protocol'] },
      ],
    ] as const
  ).map(([name, change, expected]) =>
    caseOf(name, [group([deny({ priority: 4096, ...change }), ...allowed, ...denied.slice(1)])], expected),
  ),
];

/** Which rule is asked first, and what is left for the last. */
export const nsgOrder = [...shadows, ...priorities, ...denials];
