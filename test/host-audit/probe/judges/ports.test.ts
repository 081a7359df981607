import { describe, expect, it } from 'vitest';
import type { ProbeFacts } from '../../../../lib/host-audit/facts/probe/look';
import type { Asked } from '../../../../lib/host-audit/probe/asked';
import { said, withPorts } from '../../../support/probed-host';

describe('open ports', () => {
  it.each<[string, Partial<ProbeFacts>, Partial<Asked>, string]>([
    ['those of the role', {}, {}, 'compliant'],
    ['fewer', withPorts({ open: [22], closed: '80,443' }), {}, 'compliant'],
    ['of another role', {}, { role: 'db' }, 'violated: TCP 443 open'],
    ['of the entrance', {}, { role: 'gateway' }, 'violated: TCP 22 open'],
    ['one more', withPorts({ open: [22, 443, 8080, 8081] }), {}, 'violated: TCP 8080-8081 open'],
    [
      'one more, of few that were tried',
      { ports: { open: [8080], closed: '', filtered: '', notTried: '1-8079' } },
      {},
      'violated: TCP 8080 open',
    ],
    [
      'not all tried',
      { ports: { open: [22], closed: '80', filtered: '', notTried: '' } },
      {},
      'undetermined: only 2 of 65535 TCP ports were tried',
    ],
    [
      'some without time',
      withPorts({ notTried: '9', why: 'the time was up' }),
      {},
      'undetermined: TCP 9 could not be tried: the time was up',
    ],
    [
      'of a host that is silent',
      { ports: { open: [], closed: '', filtered: '1-65535', notTried: '' } },
      {},
      'undetermined: no port answered',
    ],
    [
      'of a host that went silent',
      withPorts({ lost: 'port 22 answered no more' }),
      {},
      'undetermined: port 22 answered no more',
    ],
    [
      'of one address among several',
      {},
      { otherAddresses: ['10.0.0.2'] },
      'undetermined: not tried at the other addresses of the name: 10.0.0.2',
    ],
  ])('%s', (_, seen, more, expected) => expect(said('port-scan', seen, more)).toEqual([expected]));
});
