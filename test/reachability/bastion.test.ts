import { describe } from 'vitest';
import {
  group,
  id,
  inGroup,
  inSubnet,
  network,
  nic,
  publicAddress,
  resource,
  subnet,
} from '../network-model/support/plan';
import { itAnswers, type Rows } from './support/ask';

const around = (settings: object, ...rules: readonly string[]) => [
  network('a', '10.1.0.0/16'),
  subnet('a', 'AzureBastionSubnet', '10.1.0.0/26', inGroup('gb')),
  subnet('a', 'app', '10.1.1.0/24', inGroup('g')),
  nic('n1', 'a', 'app', '10.1.1.4'),
  publicAddress('pip'),
  resource('BastionHost', 'bastion', {
    ipConfigurations: [
      { ...inSubnet('a', 'AzureBastionSubnet'), publicIPAddress: id('publicIPAddresses/pip') },
    ],
    ...settings,
  }),
  group(
    'gb',
    'in 100 Allow Tcp 443 from 203.0.113.0/28 to *',
    'in 200 Deny * * from * to *',
    'out 100 Deny * * from * to Internet',
  ),
  group('g', ...rules),
];

const rows: Rows = {
  'Bastion lets the offices to machines': [
    around({}, 'in 100 Allow Tcp 22 from 10.1.0.0/26 to *', 'in 200 Deny * * from * to *'),
    'internet -> *',
    ['bastion', 'n1 through bastion', 'subnet app through bastion'],
  ],
  'the group of the machines decides': [
    around({}, 'in 200 Deny * * from * to *'),
    'internet -> *',
    ['bastion'],
  ],
  'other ports than those of machines': [
    around({}, 'in 100 Allow Tcp 8443 from 10.1.0.0/26 to *', 'in 200 Deny * * from * to *'),
    'internet -> *',
    ['bastion'],
  ],
  'a tunnel may lead to any port': [
    around(
      { enableTunneling: true },
      'in 100 Allow Tcp 8443 from 10.1.0.0/26 to 10.1.1.4',
      'in 200 Deny * * from * to *',
    ),
    'internet -> *',
    ['bastion', 'n1 through bastion'],
  ],
};

describe('arrivals: Bastion', () => itAnswers(rows));
