import { describe } from 'vitest';
import { byTable, inGroup, privateEndpoint, subnet, table } from '../network-model/support/plan';
import { data, itAnswers, type Rows } from './support/ask';

const endpoints: Rows = {
  'a private endpoint behind its group': [
    [...data('in 100 Deny * * from * to *'), privateEndpoint('pep', 'a', 'data', '10.1.2.8')],
    'app -> 10.1.2.8',
    [],
  ],
  'a private endpoint without network policies': [
    [
      ...data('in 100 Deny * * from * to *').filter(({ name }) => name !== 'data'),
      subnet('a', 'data', '10.1.2.0/24', { ...inGroup('gd'), privateEndpointNetworkPolicies: undefined }),
      privateEndpoint('pep', 'a', 'data', '10.1.2.8'),
    ],
    'app -> 10.1.2.0/24',
    ['pep'],
  ],
  'a private endpoint past a route': [
    [
      ...data().filter(({ name }) => name !== 'data' && name !== 'app'),
      subnet('a', 'app', '10.1.1.0/24', byTable('t')),
      table('t', '10.1.2.0/24 None'),
      subnet('a', 'data', '10.1.2.0/24', { privateEndpointNetworkPolicies: 'Disabled' }),
      privateEndpoint('pep', 'a', 'data', '10.1.2.8'),
    ],
    'app -> 10.1.2.0/24',
    ['pep'],
  ],
  'a private endpoint begins nothing': [
    [...data(), privateEndpoint('pep', 'a', 'data', '10.1.2.8')],
    'pep -> *',
    [],
  ],
};

describe('arrivals: private endpoints', () => itAnswers(endpoints));
