import { describe, expect, it } from 'vitest';
import type { CertificateChain } from '../../../../lib/host-audit/facts/probe/certificates';
import { judgeProbe } from '../../../../lib/host-audit/probe/judge-probe';
import {
  asked,
  baseline,
  name,
  now,
  own,
  said,
  sound,
  withChain,
  withTls,
} from '../../../support/probed-host';

describe('a certificate', () => {
  const one = (more: object) => ({ chain: [{ ...own, ...more }] as const });
  it.each<[string, Partial<CertificateChain>, string]>([
    ['that is good', {}, 'compliant: port 443'],
    [
      'for another name',
      { coversName: false, names: 'DNS:x' },
      `violated: port 443: it is for DNS:x, not ${name}`,
    ],
    ['that has expired', one({ validTo: now - 1 }), 'violated: port 443: CN=aoba expired on 2026-11-26'],
    [
      'that is not good yet',
      one({ validFrom: now + 1 }),
      'violated: port 443: CN=aoba is good from 2026-11-27 on',
    ],
    [
      'whose day cannot be read',
      one({ validTo: Number.NaN }),
      'violated: port 443: CN=aoba expired on no known day',
    ],
    [
      'that expires soon',
      one({ validTo: Date.parse('2026-12-06') }),
      'violated: port 443: CN=aoba expires on 2026-12-06, in less than 10 days',
    ],
    [
      'with a short key',
      one({ key: { type: 'rsa', bits: 1024 } }),
      'violated: port 443: CN=aoba has a key rsa of 1024 bits',
    ],
    ['with an odd key', one({ key: { type: 'dsa' } }), 'violated: port 443: CN=aoba has a key dsa'],
    [
      'with an old signature',
      one({ signature: { name: 'ECDSA', hash: 'SHA-1' } }),
      'violated: port 443: CN=aoba is signed by ECDSA with SHA-1',
    ],
    [
      'with an odd signature',
      one({ signature: { name: '1.2.840.113549.1.1.4' } }),
      'violated: port 443: CN=aoba is signed by 1.2.840.113549.1.1.4',
    ],
    [
      'from nobody who is trusted',
      { distrusted: 'SELF_SIGNED_CERT_IN_CHAIN' },
      'violated: port 443: its issuer CN=Authority is not trusted (SELF_SIGNED_CERT_IN_CHAIN)',
    ],
  ])('%s', (_, more, expected) => expect(said('tls-certificate', withChain(more))).toEqual([expected]));

  it('for a name that nobody has told, or that was not seen', () => {
    const { name: _, ...nameless } = asked;
    const findings = judgeProbe('host', sound, nameless, baseline.controls);
    expect(findings.find(({ source }) => source.id === 'probe-tls-certificate')?.found).toBe(
      'no name is known for which it must be good; give --name',
    );
    expect(said('tls-certificate', withTls({ certificates: { unknown: 'no handshake' } }))).toEqual([
      'undetermined: port 443: no handshake',
    ]);
  });
});
