import { describe } from 'vitest';
import {
  group,
  id,
  inGroup,
  network,
  nic,
  resource,
  rule,
  subnet,
  unknown,
} from '../network-model/support/plan';
import { data, itAnswers, type Rows } from './support/ask';

const groups: Rows = {
  'Azure admits a network to itself': [data(), 'app -> 10.1.2.4', ['n2']],
  'an address at which nothing stands counts as the subnet': [data(), 'app -> 10.1.2.9', ['subnet data']],
  'the lower priority decides': [
    data('in 200 Deny * * from * to *', 'in 100 Allow Tcp 443 from 10.1.1.0/24 to *'),
    'app -> 10.1.2.4',
    ['n2'],
  ],
  'a Deny before an Allow': [
    data('in 100 Deny * * from * to *', 'in 200 Allow Tcp 443 from * to *'),
    'app -> 10.1.2.4',
    [],
  ],
  'two halves of all addresses': [
    data(
      'in 100 Deny * * from 0.0.0.0/1 to *',
      'in 110 Deny * * from 128.0.0.0/1 to *',
      'in 200 Allow * * from * to *',
    ),
    'app -> 10.1.2.4',
    [],
  ],
  'a protocol in capitals': [data('in 100 Deny TCP 443 from * to *'), 'app -> 10.1.2.4', []],
  'another protocol': [data('in 100 Deny Udp 443 from * to *'), 'app -> 10.1.2.4', ['n2']],
  'a port range': [data('in 100 Deny Tcp 400-500 from * to *'), 'app -> 10.1.2.4', []],
  'a rule beside the group': [
    [
      ...data(),
      resource('SecurityRule', 'r', {
        networkSecurityGroupName: 'gd',
        ...rule('in 100 Deny * * from * to *'),
      }),
    ],
    'app -> 10.1.2.4',
    [],
  ],
  'a Deny that Azure refuses does not count': [data('in 99 Deny * * from * to *'), 'app -> 10.1.2.4', ['n2']],
  'an Allow that Azure refuses counts': [
    data('in 4097 Allow Tcp 443 from * to *', 'in 4096 Deny Udp * from * to *'),
    'app -> 10.1.2.4',
    ['n2'],
  ],
  'a Deny that is not known leaves it open': [
    data(rule('in 100 Deny * * from * to *', { sourceAddressPrefix: unknown })),
    'app -> 10.1.2.4',
    ['n2 ?'],
  ],
  'an Allow that is not known leaves it open': [
    data(
      rule('in 100 Allow * * from * to *', { sourceAddressPrefix: unknown }),
      'in 200 Deny * * from * to *',
    ),
    'app -> 10.1.2.4',
    ['n2 ?'],
  ],
  'the outbound rules of the sender': [
    [...data(), group('x')].map((one) =>
      one.name === 'ga' ? group('ga', 'out 100 Deny * * from * to 10.1.2.0/24') : one,
    ),
    'app -> 10.1.2.4',
    [],
  ],
  'inside one subnet as well': [
    [
      network('a', '10.1.0.0/16'),
      subnet('a', 'app', '10.1.1.0/24', inGroup('ga')),
      group('ga', 'in 100 Deny * * from * to *'),
    ],
    'app -> 10.1.1.9',
    [],
  ],
  'the group of the interface besides': [
    [
      ...data(),
      nic('n3', 'a', 'data', '10.1.2.5', inGroup('gn')),
      group('gn', 'in 100 Deny Tcp 443 from * to *'),
    ],
    'app -> 10.1.2.5',
    [],
  ],
  'an interface with no address of its own may be at any': [
    [
      ...data('in 100 Allow Tcp 443 from * to 10.1.2.9', 'in 200 Deny * * from * to *'),
      nic('n3', 'a', 'data'),
    ],
    'app -> 10.1.2.0/24',
    ['n3 ?', 'subnet data'],
  ],
  'members of an application security group': [
    [
      ...data(
        rule('in 100 Allow Tcp 443 from * to *', {
          sourceAddressPrefix: undefined,
          sourceApplicationSecurityGroups: [id('applicationSecurityGroups/WEB')],
        }),
        'in 200 Deny * * from * to *',
      ),
      resource('ApplicationSecurityGroup', 'web'),
      nic(
        'n4',
        'a',
        'app',
        '10.1.1.7',
        {},
        { applicationSecurityGroups: [id('applicationSecurityGroups/web')] },
      ),
    ],
    'n4 -> 10.1.2.4',
    ['n2'],
  ],
  'others than its members': [
    [
      ...data(
        rule('in 100 Allow Tcp 443 from * to *', {
          sourceAddressPrefix: undefined,
          sourceApplicationSecurityGroups: [id('applicationSecurityGroups/web')],
        }),
        'in 200 Deny * * from * to *',
      ),
      resource('ApplicationSecurityGroup', 'web'),
    ],
    'n1 -> 10.1.2.4',
    [],
  ],
  'IPv6 beside IPv4': [
    [
      network('a', '', { addressSpace: { addressPrefixes: ['10.1.0.0/16', 'fd00:1::/48'] } }),
      subnet('a', 'app', '', {
        addressPrefix: undefined,
        addressPrefixes: ['10.1.1.0/24', 'fd00:1:0:1::/64'],
        ...inGroup('g'),
      }),
      group('g', 'in 100 Deny * * from 0.0.0.0/0 to *'),
    ],
    'app -> fd00:1:0:1::9',
    ['subnet app'],
  ],
};

describe('arrivals: security groups', () => itAnswers(groups));
